import type { ChangeSet } from "@strata/change-set";
import { assertStackSessions } from "../credentials/stack-sessions.ts";
import { asOneWriter, isLeaseError } from "../lease/as-one-writer.ts";
import { ensureLocalStack } from "../local/ensure-local-stack.ts";
import type { EngineOperation } from "../operations.ts";
import type { PlanStore } from "../plans/plan-store.ts";
import { StackStates } from "../reuse/stack-states.ts";
import type { StackProject } from "../stacks/stack-project.ts";
import { applyPlan } from "./apply-plan.ts";
import { assertConfigurationParses } from "./configuration-file.ts";
import { assertNoDeployedConsumers } from "./deployed-consumers.ts";
import { assertHasEnvironment, assertIsInBackend } from "./environment-of-run.ts";
import { operateStack } from "./operate-stack.ts";
import { type PreviewContext, previewStack, type PreviewTurn } from "./preview-stack.ts";
import { assertNothingProtected } from "./protected-resources.ts";
import type { RunContext } from "./run-context.ts";
import { StackError } from "./stack-error.ts";

/** Runs one stack; a text is the reason why the engine was not run. */
export async function runStack(
  stack: StackProject,
  run: RunContext,
  { previews, plans }: { previews: PreviewContext | undefined; plans: PlanStore | undefined },
  turn: PreviewTurn,
): Promise<ChangeSet | string> {
  const operation = run.operation as EngineOperation;
  const { signal } = turn;
  try {
    assertHasEnvironment(stack, run.environment, operation);
    assertConfigurationParses(stack, run.environment);
    assertIsInBackend(stack, run);
    await assertStackSessions(stack, run, operation);
    const { engine, env, localBackend } = run;
    if (localBackend)
      await ensureLocalStack(stack, { command: engine.command, env, backend: localBackend, signal });
    if (previews !== undefined) return await previewStack(stack, run, previews, turn);
    return await asOneWriter(stack, run, signal, async (lease) => {
      const under = { lease, signal: lease?.signal ?? signal };
      if (operation === "destroy") await assertMayBeDestroyed(stack, run);
      if (operation === "up" && plans !== undefined)
        return applyPlan(stack, run, plans, { ...turn, ...under });
      turn.onStart([]);
      const { changeSet } = await operateStack(stack, run, { operation, ...under });
      return changeSet;
    });
  } catch (error) {
    return error instanceof StackError || isLeaseError(error)
      ? error.message
      : String((error as Error).stack ?? error);
  }
}

async function assertMayBeDestroyed(stack: StackProject, run: RunContext): Promise<void> {
  await assertNoDeployedConsumers(stack, run);
  const { protectedUrns } = await new StackStates(run).of(stack);
  assertNothingProtected(stack, protectedUrns, run);
}
