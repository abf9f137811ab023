import type { StackProject } from "../stacks/stack-project.ts";
import { configurationFlag } from "./configuration-flag.ts";
import { runPulumi } from "./pulumi-process.ts";
import type { RunContext } from "./run-context.ts";
import { StackError } from "./stack-error.ts";
import { localStackState } from "../local/local-stack-state.ts";

/**
 * Refuses to destroy a stack while a deployed stack reads its outputs. Throws {@link StackError} with the names of
 * those stacks and the command that destroys them too.
 */
export async function assertNoDeployedConsumers(stack: StackProject, run: RunContext): Promise<void> {
  const consumers = [...run.stacks.values()].filter(({ upstreams }) => upstreams.includes(stack.name));
  const deployed: string[] = [];
  for (const consumer of consumers) if (await isDeployed(consumer, run)) deployed.push(consumer.name);
  if (deployed.length === 0) return;
  const configuration = configurationFlag(run.environment);
  throw new StackError(
    `Stack "${stack.name}" was not destroyed: its outputs are read by ${deployed.join(", ")}, deployed in ` +
      `"${run.environment}". To destroy them first, in order: ` +
      `npx nx run-many -t destroy -p ${[...deployed, stack.name].join(",")}${configuration}`,
  );
}

async function isDeployed(stack: StackProject, run: RunContext): Promise<boolean> {
  if (!stack.environments.includes(run.environment)) return false;
  if (run.localBackend !== undefined) {
    return localStackState(run.localBackend, stack.pulumiProject, run.environment) === "deployed";
  }
  const { code, stdout, stderr } = await runPulumi({
    command: run.engine.command,
    args: ["stack", "ls", "--json", "--non-interactive"],
    directory: stack.directory,
    env: run.env,
    signal: run.signal,
  });
  if (code !== 0) {
    throw new StackError(
      `Whether "${stack.name}" is deployed could not be read: ${stderr.trim() || stdout.trim()}`,
    );
  }
  const found = (JSON.parse(stdout) as { name: string; resourceCount?: number }[]).find(
    ({ name }) => name === run.environment || name.endsWith(`/${run.environment}`),
  );
  // Where the backend does not count, a stack that exists is taken to be deployed.
  return found !== undefined && (found.resourceCount ?? 1) > 0;
}
