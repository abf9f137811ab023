import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { ESTATES, readEstate } from "./estate.ts";
import { tryLockFolder } from "./folder-lock.ts";
import { tearDownEstate } from "./teardown.ts";

/** Of folders that are not locked yet. */
export const NEW_PREFIX = ".new-";

const NEW_MILLISECONDS = 60_000;

/**
 * Takes down the estates whose owner and guardian were both killed. Several processes may do it at once. Returns the
 * folders that it found.
 *
 * @throws {EphemeralTeardownError} of the first that could not be taken down in order; its folder is gone all the same
 */
export async function removeLeftovers(estates = ESTATES): Promise<string[]> {
  if (!existsSync(estates)) return [];
  const found: string[] = [];
  for (const name of readdirSync(estates)) {
    const folder = join(estates, name);
    if (name.startsWith(NEW_PREFIX)) removeIfOld(folder);
    else if (await removeIfLeft(folder)) found.push(folder);
  }
  return found;
}

async function removeIfLeft(folder: string): Promise<boolean> {
  // Its guardian has the lock as long as it lives.
  const lock = existsSync(folder) ? tryLockFolder(folder) : undefined;
  if (lock === undefined) return false;
  try {
    const estate = readEstate(folder);
    if (estate === undefined) rmSync(folder, { recursive: true, force: true });
    else await tearDownEstate(estate);
    return true;
  } finally {
    lock[Symbol.dispose]();
  }
}

/** A guardian that was killed within its first milliseconds. */
function removeIfOld(folder: string): void {
  const { mtimeMs } = statSync(folder, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
  if (Date.now() - mtimeMs > NEW_MILLISECONDS) rmSync(folder, { recursive: true, force: true });
}
