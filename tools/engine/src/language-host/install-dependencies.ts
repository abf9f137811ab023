import { runChild } from "./child-process.ts";
import type { CallContext } from "./host-options.ts";
import { installArguments, installRoot, selectPackageManager } from "./package-manager.ts";
import type { OutputStream } from "./program-output.ts";
import type { RuntimeOptions } from "./runtime-options.ts";

/**
 * Installs the dependencies of a program or plugin (`pulumi install`) and reports what the package manager prints.
 * Throws if it fails, with its name, folder and exit code.
 */
export async function installDependencies(
  programDirectory: string,
  runtime: RuntimeOptions,
  context: CallContext,
  write: (stream: OutputStream, chunk: Buffer) => void,
): Promise<void> {
  const root = installRoot(programDirectory);
  const manager = selectPackageManager(runtime, root);
  const args = installArguments(manager, runtime.production);
  const command = `${manager} ${args.join(" ")}`;
  write("stdout", Buffer.from(`Installing dependencies in ${root} with "${command}"...\n`));
  const end = await runChild({
    command: manager,
    args,
    cwd: root,
    env: context.options.environmentOf({ project: "", stack: "", programDirectory }),
    cancelled: context.cancelled,
    ownGroup: context.options.ownProcessGroups,
    onOutput: write,
  });
  if (end.startError !== undefined) {
    throw new Error(
      `${manager} could not be started to install dependencies in ${root}: ${end.startError.message}`,
    );
  }
  if (end.code !== 0) {
    throw new Error(
      `"${command}" in ${root} ended with ${end.code === null ? end.signal : `exit code ${end.code}`}.`,
    );
  }
  write("stdout", Buffer.from("Finished installing dependencies\n\n"));
}
