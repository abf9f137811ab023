import { execFile } from "node:child_process";
import { readFile, realpath } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { isExecutable } from "../find-on-path.ts";
import { installRoot, selectPackageManager } from "./package-manager.ts";
import { resolveFrom } from "./program-command.ts";
import type { RuntimeOptions } from "./runtime-options.ts";

export interface AboutRuntime {
  /** Absolute path of node. */
  readonly executable: string;
  readonly version: string;
  readonly metadata: Record<string, string>;
}

const run = promisify(execFile);

/** What `pulumi about` prints of the runtime. What cannot be found out is left out. */
export async function aboutRuntime(
  node: string,
  directory: string,
  runtime: RuntimeOptions,
): Promise<AboutRuntime> {
  const manager = selectPackageManager(runtime, installRoot(directory));
  const [version, managerVersion, typescriptVersion] = await Promise.all([
    node === process.execPath ? process.version : outputOf(node, directory),
    managerVersionOf(manager, directory),
    typescriptVersionOf(directory),
  ]);
  return {
    executable: node,
    version,
    metadata: {
      packagemanager: manager,
      ...(managerVersion ? { packagemanagerVersion: managerVersion } : {}),
      ...(typescriptVersion ? { typescriptVersion } : {}),
    },
  };
}

/**
 * The engine asks in every preview, for the metadata of an update, and `npm --version` takes a quarter of a CPU second.
 * So it is read from the package that the command on PATH belongs to; only one that is no package is asked.
 */
async function managerVersionOf(manager: string, cwd: string): Promise<string> {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    const command = join(folder, manager);
    if (await isExecutable(command))
      return (await packageVersion(await realpath(command), manager)) ?? outputOf(command, cwd);
  }
  return "";
}

/** The version of the package of this name that a file is part of. */
async function packageVersion(file: string, name: string): Promise<string | undefined> {
  for (let folder = dirname(file); dirname(folder) !== folder; folder = dirname(folder)) {
    const text = await readFile(join(folder, "package.json"), "utf8").catch(() => undefined);
    if (text === undefined) continue;
    const manifest = JSON.parse(text) as { name?: string; version?: string };
    if (manifest.name === name) return manifest.version;
  }
  return undefined;
}

const outputOf = (command: string, cwd: string) =>
  run(command, ["--version"], { cwd, timeout: 10_000 }).then(
    ({ stdout }) => stdout.trim(),
    () => "",
  );

async function typescriptVersionOf(directory: string): Promise<string> {
  try {
    const manifest = await readFile(resolveFrom(directory, "typescript/package.json"), "utf8");
    return (JSON.parse(manifest) as { version: string }).version;
  } catch {
    return "";
  }
}
