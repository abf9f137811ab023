import { setTimeout as sleep } from "node:timers/promises";

export interface EventuallyOptions {
  /** Rejects after this, which is for a test that fails. */
  readonly milliseconds?: number;
  /** What to say of how things are then. */
  readonly found?: () => string;
}

/**
 * Resolves when a condition holds, which is looked at every 20 milliseconds: for what another process does without telling.
 *
 * @param what what is waited for, as the error names it
 */
export async function eventually(
  what: string,
  condition: () => boolean,
  { milliseconds = 15_000, found = () => "" }: EventuallyOptions = {},
): Promise<void> {
  for (const end = Date.now() + milliseconds; !condition(); await sleep(20)) {
    if (Date.now() > end) throw new Error(`Not within ${milliseconds} ms: ${what}\n${found()}`.trimEnd());
  }
}
