import { type ChangeSet, containsSecret } from "@strata/change-set";
import { plannedOutputsPath } from "@strata/stack-contract/planned-outputs";
import { join } from "node:path";
import type { ResultReuse } from "../reuse/result-reuse.ts";
import type { StackStates } from "../reuse/stack-states.ts";
import type { StackProject } from "../stacks/stack-project.ts";
import { plannedOutputsFile, writeJson } from "./change-set-files.ts";
import { operateStack } from "./operate-stack.ts";
import type { RunContext } from "./run-context.ts";
import { StackError } from "./stack-error.ts";

/** What the previews of a run share. */
export interface PreviewContext {
  readonly states: StackStates;
  /** `undefined` where every stack is to be previewed. */
  readonly reuse: ResultReuse | undefined;
  /** Where the plans are kept that were asked for. */
  readonly planFile?: (stack: StackProject) => string;
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
  { states, reuse, planFile }: PreviewContext,
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
    handOn(changeSet, stack, run, reuse);
    return changeSet;
  }
  const reasons = decision?.reasons ?? [];
  onStart(reasons);
  const { version: stateVersion, outputs } = await states.of(stack);
  const wanted = planFile?.(stack);
  // Only a plan tells whether a secret changes.
  const needed = containsSecret(outputs ?? {})
    ? join(run.plannedOutputsFolder, `${stack.name}.plan`)
    : undefined;
  const { changeSet, observations } = await operateStack(stack, run, {
    operation: "preview",
    reasons,
    stateVersion,
    planFile: wanted ?? needed,
    signal,
  });
  handOn(changeSet, stack, run, reuse);
  if (decision === undefined || reuse === undefined || signal.aborted) return changeSet;
  await upstreamsDone();
  const fingerprint = await reuse.keep(stack, decision.base, changeSet, observations);
  return { ...changeSet, fingerprint };
}

function handOn(
  changeSet: ChangeSet,
  stack: StackProject,
  run: RunContext,
  reuse: ResultReuse | undefined,
): void {
  const { plannedOutputs: outputs } = changeSet;
  if (outputs === undefined) return;
  const { pulumiProject: project } = stack;
  const planned = { version: 2 as const, project, stack: run.environment, outputs };
  writeJson(plannedOutputsPath(run.plannedOutputsFolder, project), planned);
  writeJson(plannedOutputsFile(run.workspaceRoot, run.environment, stack.name), planned);
  reuse?.notePlanned(project, outputs);
}
