import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const SQLITE_BUSY = 5;

/**
 * Locks a folder for this process, or returns `undefined` while another process has it. The lock is SQLite's on a
 * database file, which is the operating system's own (https://sqlite.org/lockingv3.html): it ends with the process, also
 * when that is killed, and it moves with the folder.
 */
export function tryLockFolder(folder: string): Disposable | undefined {
  const database = new DatabaseSync(join(folder, "guardian.sqlite"), { timeout: 0 });
  try {
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
  return { [Symbol.dispose]: () => database.close() };
}
