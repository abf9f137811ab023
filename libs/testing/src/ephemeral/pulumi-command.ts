import type { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import { parse } from "semver";
import type { Guardian } from "./guardian.ts";

/** A Pulumi command failed. The message is what it said. */
export class PulumiFailedError extends Error {
  override name = "PulumiFailedError";
  readonly code: number;

  constructor(args: readonly string[], code: number, said: string) {
    super(`pulumi ${args.slice(0, 2).join(" ")} ended with exit code ${code}:\n${said}`);
    this.code = code;
  }
}

/**
 * The CLI as the Automation API calls it, run by a guardian. The API's own command is a child of the test's process, and
 * is left behind when that is killed; it also hands down all variables of the shell.
 * Its interface: https://github.com/pulumi/pulumi/blob/v3.259.0/sdk/nodejs/automation/cmd.ts
 *
 * @param stack `project/stack`, which all commands are about
 */
export function guardedCommand(guardian: Guardian, stack: string): PulumiCommand {
  const run = async (
    args: string[],
    cwd: string,
    env: Record<string, string>,
    onStdout?: (text: string) => void,
    onStderr?: (text: string) => void,
    signal?: AbortSignal,
  ) => {
    const all = args.includes("--non-interactive") ? args : [...args, "--non-interactive"];
    const outcome = await guardian.run({
      stack,
      args: all,
      cwd,
      env: { ...env, PULUMI_AUTOMATION_API: "true" },
      onOutput: (stream, text) => (stream === "stdout" ? onStdout : onStderr)?.(text),
      signal,
    });
    const { code, stdout, stderr } = outcome;
    if (code !== 0)
      throw new PulumiFailedError(args, code, [stdout.trim(), stderr.trim()].filter(Boolean).join("\n"));
    return { code, stdout, stderr, toString: () => stdout };
  };
  return { command: "pulumi", version: parse(guardian.version), run } as unknown as PulumiCommand;
}
