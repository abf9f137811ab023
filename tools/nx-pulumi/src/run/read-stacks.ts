import type { StackResult } from "@strata/change-set";
import type { Operation } from "../operations.ts";
import type { StackProject } from "../stacks/stack-project.ts";
import { assertHasEnvironment } from "./environment-of-run.ts";
import { openRun } from "./open-run.ts";
import { runPulumi } from "./pulumi-process.ts";
import type { RunContext } from "./run-context.ts";
import type { RunRequest } from "./run-stacks.ts";
import { StackError } from "./stack-error.ts";

/**
 * Reads something of each selected stack and prints it. A stack that cannot be read is reported, and the others are read
 * all the same.
 *
 * @param read prints what it has read; throws {@link StackError}
 */
export async function readStacks(
  request: Omit<RunRequest, "operation">,
  operation: Operation,
  read: (stack: StackProject, run: RunContext) => Promise<void>,
): Promise<StackResult[]> {
  const { run, close } = await openRun({ ...request, operation: "preview" });
  try {
    const results: StackResult[] = [];
    for (const name of request.selected) {
      const stack = request.stacks.get(name);
      if (stack === undefined) continue;
      try {
        assertHasEnvironment(stack, run.environment, operation);
        await read(stack, run);
        results.push({ stack: name, outcome: "succeeded" });
      } catch (error) {
        if (!(error instanceof StackError)) throw error;
        run.output.lines([`${name}  ${operation} failed`, `  error: ${error.message}`]);
        results.push({ stack: name, outcome: "failed", note: error.message });
      }
    }
    return results;
  } finally {
    await close();
  }
}

/** What `pulumi stack <args>` prints for a stack of the run. Throws {@link StackError} with what it says instead. */
export async function readStack(
  stack: StackProject,
  run: RunContext,
  args: readonly string[],
): Promise<string> {
  const { code, stdout, stderr } = await runPulumi({
    command: run.engine.command,
    args: ["stack", ...args, "--stack", run.environment, "--non-interactive", "--color", "never"],
    directory: stack.directory,
    env: run.env,
    signal: run.signal,
  });
  if (code !== 0) throw new StackError(stderr.trim() || stdout.trim());
  return stdout;
}
