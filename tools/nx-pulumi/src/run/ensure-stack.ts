import { type StackProject } from "../stacks/stack-project.ts";
import { runPulumi } from "./pulumi-process.ts";
import { type RunContext } from "./run-context.ts";
import { StackError } from "./stack-error.ts";
import { localStackState } from "./stack-state.ts";

/**
 * Makes the Pulumi stack of a local environment where it is missing. Others are made explicitly, with a backend and
 * a secrets provider, by whoever may. Throws {@link StackError} with what the CLI said.
 */
export async function ensureLocalStack(stack: StackProject, run: RunContext): Promise<void> {
  if (run.localBackend === undefined) return;
  if (localStackState(run.localBackend, stack.pulumiProject, run.environment) !== "missing") return;
  const { code, stderr, stdout } = await runPulumi({
    command: run.engine.command,
    args: ["stack", "init", run.environment, "--non-interactive", "--no-select", "--color", "never"],
    directory: stack.directory,
    env: run.env,
    signal: run.signal,
  });
  if (code !== 0) throw new StackError(stderr.trim() || stdout.trim() || `pulumi stack init exited with ${code}`);
}
