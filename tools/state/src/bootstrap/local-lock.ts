import { isRunning } from "@strata/environment/is-running";
import { globSync, readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseLock } from "../lock/pulumi-lock.ts";
import { BootstrapError } from "./bootstrap-error.ts";

/** How long a process that has outlived its bootstrap may take to end, in milliseconds. */
const PATIENCE = 60_000;
const LOOK_EVERY = 200;

/**
 * Removes Pulumi's lock objects of processes of this machine that have ended, and waits for those that have not: a CLI
 * outlives the bootstrap that was killed. Throws {@link BootstrapError} for one that does not end, and for one of another
 * machine.
 *
 * @param backend the folder that has `.pulumi` in it
 */
export async function freeLocalLock(backend: string, project: string, stack: string): Promise<void> {
  const folder = join(backend, ".pulumi/locks/organization", project, stack);
  const until = Date.now() + PATIENCE;
  for (;;) {
    const holders = globSync("*.json", { cwd: folder }).flatMap((name) => {
      const file = join(folder, name);
      const lock = readLockFile(file);
      if (lock === undefined) return [];
      if (lock.hostname === hostname() && !isRunning(lock.pid)) {
        for (const path of [file, `${file}.attrs`]) rmSync(path, { force: true });
        return [];
      }
      return [{ ...lock, file }];
    });
    const [holder] = holders;
    if (holder === undefined) return;
    if (holder.hostname !== hostname() || Date.now() > until)
      throw new BootstrapError(
        `Another bootstrap runs: ${holder.username} on ${holder.hostname} (pid ${holder.pid}), since ${holder.timestamp}. ` +
          `Wait for it. If it does not run any more, delete ${holder.file}, and bootstrap again.`,
      );
    await delay(LOOK_EVERY);
  }
}

function readLockFile(file: string): ReturnType<typeof parseLock> | undefined {
  try {
    return parseLock(file, readFileSync(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
