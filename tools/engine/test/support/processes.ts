import { setTimeout as sleep } from "node:timers/promises";

/** Whether a process lives; one that has ended and was not waited for does not count. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Resolves when a condition holds; rejects after the time, which is for a test that fails. */
export async function eventually(
  what: string,
  condition: () => boolean,
  milliseconds = 15_000,
): Promise<void> {
  for (const end = Date.now() + milliseconds; !condition(); await sleep(20)) {
    if (Date.now() > end) throw new Error(`Not within ${milliseconds} ms: ${what}`);
  }
}
