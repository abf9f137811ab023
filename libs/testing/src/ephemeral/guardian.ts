// The guardian of an estate, a process of its own: `guardian.ts FOLDER`. It makes the folder, holds its lock, and waits
// for the end of its standard input, which is the end of the process that started it, however that comes. Whatever of the
// estate is there then is taken down. It prints a line once the folder is there.
import { mkdirSync, mkdtempSync, renameSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readEstate } from "./estate.ts";
import { tryLockFolder } from "./folder-lock.ts";
import { NEW_PREFIX } from "./leftovers.ts";
import { tearDownEstate } from "./teardown.ts";

const folder = process.argv[2];
if (folder === undefined) throw new Error("Usage: guardian.ts FOLDER");

mkdirSync(dirname(folder), { recursive: true });
// Locked before it has the name under which others look for leftovers.
const made = mkdtempSync(join(dirname(folder), `${NEW_PREFIX}${basename(folder)}-`));
const lock = tryLockFolder(made);
if (lock === undefined) throw new Error(`${made} is locked by another process.`);
renameSync(made, folder);
process.stdout.write("ready\n");

// A terminal's Ctrl-C and a polite end are for the owner; its end is ours.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
process.stdout.on("error", () => undefined);
for await (const _ of process.stdin);

const estate = readEstate(folder);
// Without an estate, its owner has taken it down.
if (estate !== undefined) await tearDownEstate(estate);
lock[Symbol.dispose]();
