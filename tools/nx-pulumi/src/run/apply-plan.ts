import type { ChangeSet } from "@strata/change-set";
import type { HeldLease } from "@strata/state/leased";
import { readFileSync } from "node:fs";
import { type PlanStore, withEnginePlan } from "../plans/plan-store.ts";
import type { StackProject } from "../stacks/stack-project.ts";
import { operateStack } from "./operate-stack.ts";
import { enginePlanFile, type RunContext } from "./run-context.ts";
import { StackError } from "./stack-error.ts";

/**
 * Updates a stack by its plan, and by nothing else. One that was made without knowing what its upstreams' updates would
 * give is made again, now that they have been, and must not do more than what was reviewed. Throws `StackError`.
 */
export async function applyPlan(
  stack: StackProject,
  run: RunContext,
  plans: PlanStore,
  turn: {
    readonly onStart: (reasons: readonly string[]) => void;
    readonly lease: HeldLease | undefined;
    readonly signal: AbortSignal;
  },
): Promise<ChangeSet> {
  const { lease, signal } = turn;
  const plan = await plans.open(stack);
  let { enginePlan } = plan;
  if (plan.unknownReads.length > 0) {
    turn.onStart([`previewed again first: its plan did not know ${plan.unknownReads.join(", ")}`]);
    const planFile = enginePlanFile(stack, run);
    const again = await operateStack(stack, run, { operation: "preview", planFile, signal });
    if (!again.changeSet.succeeded) return again.changeSet;
    plans.assertNotWider(stack, plan, again.changeSet);
    enginePlan = readFileSync(planFile, "utf8");
    if (signal.aborted) throw new StackError("The update was interrupted before it began.");
  } else {
    turn.onStart(["by its plan"]);
  }
  const { changeSet } = await withEnginePlan(enginePlan, (planFile) =>
    operateStack(stack, run, { operation: "up", planFile, lease, signal }),
  );
  plans.remove(stack);
  return changeSet;
}

/** Throws one {@link StackError} with all that is against the plans of the stacks, before the first of them changes. */
export async function assertPlansHold(stacks: readonly StackProject[], plans: PlanStore): Promise<void> {
  const problems: string[] = [];
  for (const stack of stacks) {
    try {
      await plans.open(stack);
    } catch (error) {
      if (!(error instanceof StackError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new StackError(`${problems.join("\n\n")}\n\nNothing was changed.`);
}
