import { withoutPrefix } from "../run/cli-text.ts";
import { runPulumi } from "../run/pulumi-process.ts";
import { StackError } from "../run/stack-error.ts";
import { removeDriverMetadata } from "./driver-metadata.ts";
import { localStackState } from "./local-stack-state.ts";

/** A stack of the local environment. */
export interface LocalStack {
  /** The name in Pulumi.yaml. */
  readonly pulumiProject: string;
  /** Absolute path of its folder. */
  readonly directory: string;
}

/**
 * Makes the Pulumi stack where it is missing. Only local stacks are made on demand; others are made explicitly, with a
 * backend and a secrets provider, by whoever may. Throws {@link StackError} with what the CLI said.
 */
export async function ensureLocalStack(
  stack: LocalStack,
  pulumi: { command: string; env: NodeJS.ProcessEnv; backend: string; signal: AbortSignal },
): Promise<void> {
  removeDriverMetadata(pulumi.backend, stack.pulumiProject, "local");
  if (localStackState(pulumi.backend, stack.pulumiProject, "local") !== "missing") return;
  const { code, stderr, stdout } = await runPulumi({
    command: pulumi.command,
    args: ["stack", "init", "local", "--non-interactive", "--no-select", "--color", "never"],
    directory: stack.directory,
    env: pulumi.env,
    signal: pulumi.signal,
  });
  if (code === 0) return;
  throw new StackError(
    withoutPrefix(stderr.trim() || stdout.trim() || `pulumi stack init exited with ${code}`),
  );
}
