import { constants } from "node:fs";
import { access, readFile, realpath, stat } from "node:fs/promises";
import { delimiter, isAbsolute, join, sep } from "node:path";
import { PULUMI } from "./engine.ts";

export interface PathSearch {
  /** Absolute paths of executables, in the order of PATH, each once. */
  readonly found: readonly string[];
  /** What was passed over, with the reason. */
  readonly skipped: readonly string[];
}

/**
 * Looks for the Pulumi CLI in the folders of PATH. The npm package `pulumi` puts a wrapper of the same name into
 * `node_modules/.bin` (and, installed globally, beside `node`), which downloads a CLI when it is run: that is passed
 * over, as is what is in `ownFolder`, which is looked at apart.
 */
export async function findOnPath(path: string | undefined, ownFolder: string): Promise<PathSearch> {
  const found = new Set<string>();
  const skipped: string[] = [];
  for (const folder of new Set((path ?? "").split(delimiter))) {
    // Relative entries would make the engine depend on the working folder.
    if (!isAbsolute(folder)) continue;
    const file = join(folder, PULUMI);
    if (!(await isExecutable(file))) continue;
    const real = await realpath(file);
    if (real.startsWith(ownFolder + sep)) continue;
    if (await isNpmWrapper(file, real)) skipped.push(`${file} is the npm package's wrapper, not the CLI`);
    else found.add(file);
  }
  return { found: [...found], skipped };
}

async function isNpmWrapper(file: string, real: string): Promise<boolean> {
  const inNodeModules = (path: string) => path.split(sep).includes("node_modules");
  if (inNodeModules(file) || inNodeModules(real)) return true;
  const handle = await readFile(real, { flag: "r" }).catch(() => Buffer.alloc(0));
  const start = handle.subarray(0, 100).toString("latin1");
  return start.startsWith("#!") && start.split("\n", 1)[0]?.includes("node") === true;
}

/** Whether a file can be run, and is not empty, as a download that broke off can be. */
export async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    const { size, mode } = await stat(file);
    return size > 0 && (mode & constants.S_IFMT) === constants.S_IFREG;
  } catch {
    return false;
  }
}
