import { type ChangeSet, hasChanges, type StackResult } from "@strata/change-set";
import type { RunRequest } from "./run-stacks.ts";

/** Lines that a screen has room for beside the table of the stacks. */
const ROWS = 20;

type Verdict = Pick<RunRequest, "output" | "operation" | "environment" | "stacks">;

/**
 * Prints what a reviewer must know of a run in which something is destroyed or replaced, in which who may do what
 * changes, or an output that is read. A run without changes does not load the review.
 */
export async function printVerdict(results: readonly StackResult[], request: Verdict): Promise<void> {
  const { output } = request;
  const changeSets = results.flatMap(({ changeSet }) => changeSet ?? []);
  if (!changeSets.some(hasChanges)) return;
  try {
    output.lines(await verdictLines(results, changeSets, request));
  } catch (error) {
    // The stacks are as they are: what is said of them makes no run fail.
    output.lines([`The verdict on this run could not be made: ${(error as Error).message}`, ""]);
  }
}

async function verdictLines(
  results: readonly StackResult[],
  changeSets: readonly ChangeSet[],
  { output, operation, environment, stacks }: Verdict,
): Promise<string[]> {
  const { buildReview, isWorthTelling, renderTerminal } = await import("@strata/review");
  const review = buildReview({
    environment,
    operation,
    changeSets,
    failed: noted(results, "failed").map(({ stack, note }) => ({ stack, message: note })),
    skipped: noted(results, "skipped").map(({ stack, note }) => ({ stack, because: note })),
    graph: [...stacks.values()].map(({ name, pulumiProject, upstreams }) => ({
      stack: name,
      project: pulumiProject,
      upstreams,
    })),
  });
  return isWorthTelling(review) ? [...renderTerminal(review, { ...output.text, rows: ROWS }), ""] : [];
}

function noted(
  results: readonly StackResult[],
  outcome: StackResult["outcome"],
): { stack: string; note: string }[] {
  return results
    .filter((result) => result.outcome === outcome)
    .map(({ stack, note = outcome }) => ({ stack, note }));
}
