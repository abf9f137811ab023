import type { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import type { Estate } from "./estate.ts";
import { runPulumi } from "./run-pulumi.ts";

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
 * The CLI of an estate as the Automation API calls it. Its own way to start processes would leave them behind when this
 * process is killed, and hands the shell's variables on.
 *
 * @param signal interrupts what is running
 */
export function estateCommand(estate: Estate, signal: AbortSignal): PulumiCommand {
  const run = async (
    args: string[],
    cwd: string,
    env: Record<string, string>,
    onStdout?: (text: string) => void,
    onStderr?: (text: string) => void,
    ofCall?: AbortSignal,
  ) => {
    const outcome = await runPulumi(
      estate,
      [...args, ...(args.includes("--non-interactive") ? [] : ["--non-interactive"])],
      {
        cwd,
        // https://github.com/pulumi/pulumi/blob/v3.259.0/sdk/nodejs/automation/cmd.ts
        env: { ...env, PULUMI_AUTOMATION_API: "true" },
        onStdout,
        onStderr,
        signal: ofCall === undefined ? signal : AbortSignal.any([signal, ofCall]),
      },
    );
    const { code, stdout, stderr } = outcome;
    if (code !== 0) throw new PulumiFailedError(args, code, [stdout.trim(), stderr.trim()].join("\n").trim());
    return { code, stdout, stderr, toString: () => stdout };
  };
  return { command: estate.command, version: null, run } as unknown as PulumiCommand;
}
