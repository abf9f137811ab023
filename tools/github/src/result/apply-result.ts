import type { ChangeSet } from "@strata/change-set";
import { renderComment } from "@strata/review";
import type { JobResult } from "../actions/job-results.ts";
import { composeComment } from "../comment/compose.ts";
import { fenced } from "../comment/fenced.ts";
import { reviewOfRun, type StackGraph } from "../comment/run-review.ts";
import type { Comparison } from "../compare/compare.ts";

/** What an apply of one environment has left. */
export interface AppliedEnvironment {
  readonly environment: string;
  /** Of the job that is named after the environment. */
  readonly result: JobResult;
  readonly stacks: readonly string[];
  readonly changeSets: readonly ChangeSet[];
  readonly comparison: Comparison | undefined;
}

/** The comment on what was applied, environment by environment in their order. */
export function resultComment(
  applied: readonly AppliedEnvironment[],
  graph: StackGraph,
  run: { readonly key: string; readonly commit: string | undefined; readonly runUrl: string | undefined },
): string {
  return composeComment({
    ...run,
    notes:
      applied.length === 0 ? ["#### Nothing was applied\n\nNo stack is affected in any environment."] : [],
    parts: applied.map((one) => (limit) => partOf(one, applied, graph, run.commit, limit)),
  });
}

function partOf(
  one: AppliedEnvironment,
  all: readonly AppliedEnvironment[],
  graph: StackGraph,
  commit: string | undefined,
  limit: number,
): string {
  const { environment, result, stacks, changeSets, comparison } = one;
  // Whatever was changed is shown, however the job ended.
  if (changeSets.length > 0 || result === "success") {
    const run = { environment, operation: "up" as const, expected: stacks, changeSets, drift: [] };
    return renderComment(reviewOfRun(run, graph, { commit }), { limit });
  }
  const title = `### ${environment}: nothing was applied`;
  if (comparison !== undefined && comparison.differences.length > 0 && !comparison.accepted)
    return [
      title,
      "The plans, made anew after the merge, would do more than was reviewed:",
      fenced(comparison.differences.map(({ stack, urn, message }) => `${stack}: ${urn}: ${message}`)),
      "Have it reviewed in another pull request, or, if it is what is wanted: " +
        `\`gh workflow run apply.yml --field accept=${comparison.digest}\``,
    ].join("\n\n");
  const before = all.slice(0, all.indexOf(one)).filter((it) => it.result !== "success");
  if (result === "skipped" && before.length > 0)
    return `${title}\n\n${before.map((it) => it.environment).join(", ")} comes first, and did not succeed.`;
  const why =
    result === "cancelled" ? "The run was cancelled, or not approved" : "It failed before anything changed";
  return `${title}\n\n${why}; the run says more.`;
}
