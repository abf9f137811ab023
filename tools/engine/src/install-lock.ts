import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";

const RETRY_MILLISECONDS = 250;
const SQLITE_BUSY = 5;

export interface LockOptions {
  /** Absolute path; made if missing. */
  readonly folder: string;
  /** Called while another process has the lock, with what it says of itself. */
  readonly onWait: (owner: string) => void;
  /** Gives up waiting. */
  readonly signal: AbortSignal;
}

/**
 * Does something that only one process at a time may do in a folder.
 *
 * The lock is SQLite's on a database file, which is the operating system's own
 * (https://sqlite.org/lockingv3.html): it ends with its owner, also when that is killed, so there is no stale lock to
 * recognise, no process number that another process has by now, and nobody has to take a lock away.
 */
export async function withLock<T>(options: LockOptions, work: () => Promise<T>): Promise<T> {
  mkdirSync(options.folder, { recursive: true });
  const ownerFile = join(options.folder, "install-lock.owner");
  const database = new DatabaseSync(join(options.folder, "install-lock.sqlite"), { timeout: 0 });
  try {
    while (!tryLock(database)) {
      options.onWait(readOwner(ownerFile));
      await sleep(RETRY_MILLISECONDS, undefined, { signal: options.signal });
    }
    options.signal.throwIfAborted();
    writeFileSync(ownerFile, `process ${process.pid}`);
    return await work();
  } finally {
    // Before the lock ends, so that it is not the next owner's file.
    if (database.isTransaction) rmSync(ownerFile, { force: true });
    database.close();
  }
}

function tryLock(database: DatabaseSync): boolean {
  try {
    database.exec("BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return false;
    throw error;
  }
}

function readOwner(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "another process";
  }
}
