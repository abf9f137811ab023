import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { STRATA_FOLDER } from "../workspace.ts";

/** Where ephemeral stacks are kept while they are there: a folder for each guardian. */
export const EPHEMERAL_FOLDER = join(STRATA_FOLDER, "ephemeral");

/** A folder that no other process removes. */
export interface OwnedFolder {
  readonly path: string;
  /** Removes it with all that is in it. */
  remove(): void;
}

const LOCK = "lock.sqlite";
const SQLITE_BUSY = 5;
/** A folder without a lock belongs to a process that is just making it, or was killed in that moment. */
const MAKING_MILLISECONDS = 60_000;

/** Makes a folder that belongs to this process until it ends, however that comes. */
export function ownFolder(parent = EPHEMERAL_FOLDER): OwnedFolder {
  for (;;) {
    const path = join(parent, randomUUID());
    mkdirSync(path, { recursive: true });
    const lock = tryLock(path);
    // Another process took it for a leftover, and removes it.
    if (lock === undefined) continue;
    return {
      path,
      remove: () => {
        remove(path);
        lock.close();
      },
    };
  }
}

/**
 * Removes the folders whose owners were killed, and returns their paths. All that ephemeral stacks have made is in their
 * folder, the cloud too, so nothing has to be destroyed in it. Several processes may do it at once.
 */
export function removeLeftovers(parent = EPHEMERAL_FOLDER): string[] {
  if (!existsSync(parent)) return [];
  return readdirSync(parent)
    .map((name) => join(parent, name))
    .filter(removeIfLeft);
}

function removeIfLeft(path: string): boolean {
  if (!existsSync(join(path, LOCK)) && isNew(path)) return false;
  const lock = existsSync(path) ? tryLock(path) : undefined;
  if (lock === undefined) return false;
  remove(path);
  lock.close();
  return true;
}

function isNew(path: string): boolean {
  const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return made === undefined || Date.now() - made < MAKING_MILLISECONDS;
}

/** Retries: a process of the folder that is just ending may still write into it. */
function remove(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/**
 * `undefined` while another process has it. SQLite's lock on a database file is the operating system's own
 * (https://sqlite.org/lockingv3.html): it ends with its process, also when that is killed.
 */
function tryLock(folder: string): DatabaseSync | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(join(folder, LOCK), { timeout: 0 });
    database.exec("BEGIN EXCLUSIVE");
    return database;
  } catch (error) {
    database?.close();
    // The second: another process has just removed it.
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY || !existsSync(folder)) return undefined;
    throw error;
  }
}
