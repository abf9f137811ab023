import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { installRoot, selectPackageManager } from "./package-manager.ts";
import { resolveFrom } from "./program-command.ts";
import { type RuntimeOptions } from "./runtime-options.ts";

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
    outputOf(node, directory),
    outputOf(manager, directory),
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
