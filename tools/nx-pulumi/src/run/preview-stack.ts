import { type ChangeSet, containsSecret } from "@strata/change-set";
import { plannedOutputsPath } from "@strata/stack-contract/planned-outputs";
import type { PlanStore } from "../plans/plan-store.ts";
import { readName } from "../reuse/reasons.ts";
import type { ResultReuse } from "../reuse/result-reuse.ts";
import type { StackStates } from "../reuse/stack-states.ts";
import type { UpstreamReads } from "../reuse/upstream-reads.ts";
import type { StackProject } from "../stacks/stack-project.ts";
import { plannedOutputsFile, writeJson } from "./change-set-files.ts";
import { operateStack } from "./operate-stack.ts";
import { enginePlanFile, type RunContext } from "./run-context.ts";
import { StackError } from "./stack-error.ts";

/** What the previews of a run share. */
export interface PreviewContext {
  readonly states: StackStates;
  readonly reads: UpstreamReads;
  /** `undefined` where every stack is to be previewed. */
  readonly reuse: ResultReuse | undefined;
  /** Where the plans are kept, if they were asked for. */
  readonly plans?: PlanStore | undefined;
}

/** How one stack's preview takes part in its run. */
export interface PreviewTurn {
  /** Resolves when all the stacks that this one reads are done, in this run. */
  readonly upstreamsDone: () => Promise<void>;
  /** Told why the engine runs, before it does; not called where an earlier result stands. */
  readonly onStart: (reasons: readonly string[]) => void;
  readonly signal: AbortSignal;
}

/**
 * Previews one stack: an earlier result if it stands, else with the engine. Hands what it plans on to the previews that
 * read it, and writes it to `dist/outputs`.
 */
export async function previewStack(
  stack: StackProject,
  run: RunContext,
  { states, reads, reuse, plans }: PreviewContext,
  { upstreamsDone, onStart, signal }: PreviewTurn,
): Promise<ChangeSet> {
  const decision = await reuse?.decide(stack, upstreamsDone);
  if (decision?.earlier !== undefined) {
    if (signal.aborted) throw new StackError("The preview was interrupted.");
    const { earlier } = decision;
    const changeSet: ChangeSet = {
      ...earlier,
      reasons: [],
      reusedFrom: earlier.reusedFrom ?? earlier.startedAt,
    };
    handOn(changeSet, stack, run, reads);
    return changeSet;
  }
  const reasons = decision?.reasons ?? [];
  onStart(reasons);
  const { version: stateVersion, outputs } = await states.of(stack);
  // Only a plan tells whether a secret changes.
  const needsPlan = plans !== undefined || containsSecret(outputs);
  const { changeSet, observations } = await operateStack(stack, run, {
    operation: "preview",
    reasons,
    stateVersion,
    planFile: needsPlan ? enginePlanFile(stack, run) : undefined,
    signal,
  });
  handOn(changeSet, stack, run, reads);
  if (!changeSet.succeeded || signal.aborted) return changeSet;
  await upstreamsDone();
  if (plans !== undefined) {
    const unknown = await reads.unknownAmong(observations.reads);
    await plans.keep(stack, changeSet, unknown.map(readName), states);
  }
  if (decision === undefined || reuse === undefined) return changeSet;
  const fingerprint = await reuse.keep(stack, decision.base, changeSet, observations);
  return { ...changeSet, fingerprint };
}

function handOn(changeSet: ChangeSet, stack: StackProject, run: RunContext, reads: UpstreamReads): void {
  const { plannedOutputs: outputs } = changeSet;
  if (outputs === undefined) return;
  const { pulumiProject: project } = stack;
  const planned = { version: 2 as const, project, stack: run.environment, outputs };
  writeJson(plannedOutputsPath(run.plannedOutputsFolder, project), planned);
  writeJson(plannedOutputsFile(run.workspaceRoot, run.environment, stack.name), planned);
  reads.notePlanned(project, outputs);
}
