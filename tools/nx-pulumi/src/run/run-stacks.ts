import type { ProjectGraph } from "@nx/devkit";
import type { StackResult } from "@strata/change-set";
import type { Environment } from "@strata/environment";
import { availableParallelism } from "node:os";
import type { EngineOperation } from "../operations.ts";
import { openPlans } from "../plans/open-plans.ts";
import { openPreviews } from "../reuse/open-previews.ts";
import type { StackProject } from "../stacks/stack-project.ts";
import { assertPlansHold } from "./apply-plan.ts";
import { removeChangeSet, writeChangeSet } from "./change-set-files.ts";
import { takeOverEarlierLayers } from "./earlier-layers.ts";
import { openRun } from "./open-run.ts";
import { orderAmong, reversed } from "./order.ts";
import type { Output } from "./output.ts";
import { markPending, unmarkPending } from "./pending-previews.ts";
import { previewedUpstreams } from "./previewed-upstreams.ts";
import { removedStacks } from "./removed-stacks.ts";
import type { RunContext } from "./run-context.ts";
import { firstSentence, report, summarize } from "./run-report.ts";
import { runStack } from "./run-stack.ts";
import { runSchedule } from "./schedule.ts";

/** An operation of the engine on stacks of the workspace. */
export interface RunRequest {
  readonly operation: EngineOperation;
  readonly environment: Environment;
  readonly workspaceRoot: string;
  /** Every stack of the workspace, by name. */
  readonly stacks: ReadonlyMap<string, StackProject>;
  /** Nx's graph, to know what programs are made of. Without it no earlier result stands. */
  readonly graph?: ProjectGraph;
  /**
   * The folder with the change sets of stacks that other machines have previewed in the same run; what they plan counts
   * as if it had been planned here.
   */
  readonly earlierLayers?: string | undefined;
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
    const earlier = await takeOverEarlierLayers(request, run);
    const additional =
      operation === "preview"
        ? previewedUpstreams(request.selected, run, new Set(earlier.keys()))
        : new Map<string, string>();
    const upstreamFirst = orderAmong([...request.selected, ...additional.keys()], upstreams);
    const order = operation === "destroy" ? reversed(upstreamFirst) : upstreamFirst;
    for (const name of order.keys()) removeChangeSet(workspaceRoot, environment, name);

    // A preview waits for the planned outputs of its upstreams by itself, once its program has started.
    const overlap = operation === "preview";
    if (overlap) for (const name of order.keys()) markPending(name, run);

    const plans = request.plan === true ? openPlans(run, request) : undefined;
    const previews = overlap ? { ...openPreviews(run, request), plans } : undefined;
    for (const [name, outputs] of earlier)
      previews?.reads.notePlanned(stacks.get(name)?.pulumiProject ?? name, outputs);
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
        const turn = runStack(stack, run, { previews, plans }, { onStart, upstreamsDone, signal }).finally(
          () => unmarkPending(name, run),
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
    const ordered = [...order.keys()].map(
      (name): StackResult => results.get(name) ?? { stack: name, outcome: outcomes.get(name) ?? "failed" },
    );
    await summarize(ordered, removedStacks(run), request);
    return ordered;
  } finally {
    await opened.close();
  }
}
