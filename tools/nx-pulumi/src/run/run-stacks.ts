import {
  type ChangeSet,
  type StackResult,
  renderChanges,
  renderCounts,
  renderSummary,
  renderSummaryMarkdown,
  reusedNote,
} from "@strata/change-set";
import type { ProjectGraph } from "@nx/devkit";
import { type Environment, isLocal } from "@strata/environment";
import { appendFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import type { StackProject } from "../stacks/stack-project.ts";
import { removeChangeSet, writeChangeSet } from "./change-set-files.ts";
import { assertNoDeployedConsumers } from "./deployed-consumers.ts";
import { assertStackSessions } from "../credentials/stack-sessions.ts";
import { ensureLocalStack } from "../local/ensure-local-stack.ts";
import { assertConfigurationParses } from "./configuration-file.ts";
import { assertHasEnvironment, assertIsInBackend } from "./environment-of-run.ts";
import type { EngineOperation } from "../operations.ts";
import { openPlans } from "../plans/open-plans.ts";
import type { PlanStore } from "../plans/plan-store.ts";
import { openPreviews } from "../reuse/open-previews.ts";
import { applyPlan, assertPlansHold } from "./apply-plan.ts";
import { operateStack } from "./operate-stack.ts";
import { type PreviewContext, previewStack, type PreviewTurn } from "./preview-stack.ts";
import { orderAmong, reversed } from "./order.ts";
import type { Output } from "./output.ts";
import { previewedUpstreams } from "./previewed-upstreams.ts";
import type { RunContext } from "./run-context.ts";
import { openRun } from "./open-run.ts";
import { markPending, unmarkPending } from "./pending-previews.ts";
import { type Outcome, runSchedule } from "./schedule.ts";
import { StackError } from "./stack-error.ts";
import { untestedTypes } from "./untested-types.ts";

/** An operation of the engine on stacks of the workspace. */
export interface RunRequest {
  readonly operation: EngineOperation;
  readonly environment: Environment;
  readonly workspaceRoot: string;
  /** Every stack of the workspace, by name. */
  readonly stacks: ReadonlyMap<string, StackProject>;
  /** Nx's graph, to know what programs are made of. Without it no earlier result stands. */
  readonly graph?: ProjectGraph;
  /** A preview stores plans; an update applies them, and nothing else. */
  readonly plan?: boolean;
  /** Previews every stack, also those of which an earlier result stands. */
  readonly skipReuse?: boolean;
  /** The names of the stacks to operate on. No other is changed. */
  readonly selected: readonly string[];
  readonly output: Output;
  readonly signal: AbortSignal;
}

/**
 * Runs one operation on the selected stacks: upstream first, destroy downstream first, independent ones at once. A
 * stack that fails skips those that wait for it; the others finish. Prints what changes, stack by stack, and one
 * table at the end.
 *
 * Throws for what concerns the run as a whole: a cycle, no engine, an engine that the environment may not use.
 */
export async function runStacks(request: RunRequest): Promise<StackResult[]> {
  const { operation, environment, stacks, output, workspaceRoot } = request;
  const upstreams = new Map([...stacks].map(([name, stack]) => [name, stack.upstreams]));
  const results = new Map<string, StackResult>();
  // Fails for a cycle before an engine is provided or a stack is touched.
  orderAmong(request.selected, upstreams);

  const opened = await openRun(request, { runsPrograms: true });
  const run: RunContext = opened.run;
  try {
    const additional =
      operation === "preview" ? previewedUpstreams(request.selected, run) : new Map<string, string>();
    const upstreamFirst = orderAmong([...request.selected, ...additional.keys()], upstreams);
    const order = operation === "destroy" ? reversed(upstreamFirst) : upstreamFirst;
    for (const name of order.keys()) removeChangeSet(workspaceRoot, environment, name);

    // A preview waits for the planned outputs of its upstreams by itself, once its program has started.
    const overlap = operation === "preview";
    if (overlap) for (const name of order.keys()) markPending(name, run);

    const plans = request.plan === true ? openPlans(run, request) : undefined;
    const previews = overlap ? { ...openPreviews(run, request), plans } : undefined;
    const inOrder = [...order.keys()].flatMap((name) => stacks.get(name) ?? []);
    if (plans !== undefined && operation === "up") await assertPlansHold(inOrder, plans);
    if (plans !== undefined && operation === "preview") for (const stack of inOrder) plans.remove(stack);
    const turns = new Map<string, Promise<unknown>>();

    const outcomes = await runSchedule({
      order,
      concurrency: availableParallelism() + (overlap ? 2 : 0),
      overlap,
      signal: request.signal,
      run: async (name, signal) => {
        const note = additional.get(name);
        const stack = stacks.get(name);
        if (stack === undefined) return false;
        const onStart = (reasons: readonly string[]): void => {
          const why = [...(note === undefined ? [] : [note]), ...reasons].join("; ");
          output.progress(name, `${operation} in ${environment}${why === "" ? "" : ` (${why})`}`);
        };
        const upstreamsDone = async (): Promise<void> => {
          for (const upstream of order.get(name) ?? []) await turns.get(upstream);
        };
        const turn = runOne(stack, run, { previews, plans }, { onStart, upstreamsDone, signal }).finally(() =>
          unmarkPending(name, run),
        );
        turns.set(name, turn);
        const changeSet = await turn;
        // One of its upstreams failed meanwhile, so what it found is founded on nothing.
        if (signal.aborted && !request.signal.aborted) return false;
        if (typeof changeSet === "string") {
          output.lines([`${name}  ${operation} failed`, `  error: ${changeSet}`]);
          results.set(name, { stack: name, outcome: "failed", note: firstSentence(changeSet) });
          return false;
        }
        writeChangeSet(workspaceRoot, changeSet);
        report(changeSet, output);
        results.set(name, {
          stack: name,
          outcome: changeSet.succeeded ? "succeeded" : "failed",
          changeSet,
          note,
        });
        return changeSet.succeeded;
      },
      onSkip: (name, because) => {
        const why = because.length > 0 ? `${because.join(", ")} did not succeed` : "the run was interrupted";
        output.progress(name, `skipped: ${why}`);
        results.set(name, { stack: name, outcome: "skipped", note: why });
      },
    });
    return summarize([...order.keys()], outcomes, results, request);
  } finally {
    await opened.close();
  }
}

/** Runs one stack; a text is the reason why the engine was not run. */
async function runOne(
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
    if (operation === "destroy") await assertNoDeployedConsumers(stack, run);
    const { engine, env, localBackend } = run;
    if (localBackend)
      await ensureLocalStack(stack, { command: engine.command, env, backend: localBackend, signal });
    if (previews !== undefined) return await previewStack(stack, run, previews, turn);
    if (operation === "up" && plans !== undefined) return await applyPlan(stack, run, plans, turn);
    turn.onStart([]);
    const { changeSet } = await operateStack(stack, run, { operation, signal });
    return changeSet;
  } catch (error) {
    return error instanceof StackError ? error.message : String((error as Error).stack ?? error);
  }
}

function report(changeSet: ChangeSet, output: Output): void {
  const failed = changeSet.succeeded ? "" : `${changeSet.operation} failed, `;
  const seconds = `${(changeSet.durationMs / 1000).toFixed(1)} s`;
  const how = changeSet.reusedFrom === undefined ? seconds : reusedNote(changeSet.reusedFrom);
  output.progress(
    changeSet.stack,
    [`${failed}${renderCounts(changeSet)}, ${how}`, ...renderChanges(changeSet, output.text)].join("\n"),
  );
}

function summarize(
  names: readonly string[],
  outcomes: ReadonlyMap<string, Outcome>,
  results: ReadonlyMap<string, StackResult>,
  { output, operation, environment }: RunRequest,
): StackResult[] {
  const ordered = names.map(
    (name): StackResult => results.get(name) ?? { stack: name, outcome: outcomes.get(name) ?? "failed" },
  );
  const notes = isLocal(environment) ? untestedTypes(ordered) : [];
  output.lines(["", `${operation} in ${environment}`, ...renderSummary(ordered, output.text), ...notes, ""]);
  const summaryFile = process.env["GITHUB_STEP_SUMMARY"];
  if (summaryFile) {
    const text = [renderSummaryMarkdown(ordered), ...notes].join("\n");
    appendFileSync(summaryFile, `### ${operation} in ${environment}\n\n${text}\n`);
  }
  return ordered;
}

function firstSentence(text: string): string {
  return text.split(/(?<=[.:]) |\n/, 1)[0] ?? text;
}
