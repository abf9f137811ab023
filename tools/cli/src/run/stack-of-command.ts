import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { UsageError } from "../command.ts";

/** The stack that a command line of the CLI is about. */
export interface CommandStack {
  /** The name in Pulumi.yaml. */
  readonly project: string;
  /** The stack, which is named after its environment. */
  readonly stack: string;
}

/**
 * Finds the project as the CLI does: in the folder of `--cwd` or the current one, or above it. The stack is that of the
 * environment; a `--stack` that names another is refused, since it would have the lease of one and write the other.
 *
 * @throws {UsageError}
 */
export function stackOfCommand(
  command: readonly string[],
  { environment, folder }: { readonly environment: string; readonly folder: string },
): CommandStack {
  const stack = valueOf(command, ["--stack", "-s"]);
  const short = stack?.split("/").at(-1);
  if (short !== undefined && short !== environment)
    throw new UsageError(
      `--stack ${stack} is not the stack of -c ${environment}: leave it out, or give -c ${short}`,
    );
  const start = resolve(folder, valueOf(command, ["--cwd", "-C"]) ?? ".");
  for (let at = start; ; at = dirname(at)) {
    const file = join(at, "Pulumi.yaml");
    if (existsSync(file)) {
      const { name } = (parse(readFileSync(file, "utf8")) ?? {}) as { name?: unknown };
      if (typeof name === "string") return { project: name, stack: environment };
      throw new UsageError(`${file} has no name`);
    }
    if (at === dirname(at)) break;
  }
  throw new UsageError(
    `there is no Pulumi.yaml in ${start} or above it: run it in the folder of a stack, or add -C <folder>`,
  );
}

function valueOf(command: readonly string[], flags: readonly string[]): string | undefined {
  for (const [index, argument] of command.entries()) {
    if (flags.includes(argument)) return command[index + 1];
    const flag = flags.find((name) => argument.startsWith(`${name}=`));
    if (flag !== undefined) return argument.slice(flag.length + 1);
  }
  return undefined;
}
