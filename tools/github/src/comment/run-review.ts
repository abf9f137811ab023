import type { ChangeSet } from "@strata/change-set";
import { buildReview, type Review, type ReviewOperation } from "@strata/review";

/** The stacks of the workspace with what each reads of others, by their Nx names. */
export type StackGraph = ReadonlyMap<
  string,
  { readonly pulumiProject: string; readonly upstreams: readonly string[] }
>;

/** What one environment's part of a run has left. */
export interface RunOfEnvironment {
  readonly environment: string;
  readonly operation: ReviewOperation;
  /** The stacks that were to be run. */
  readonly expected: readonly string[];
  readonly changeSets: readonly ChangeSet[];
  readonly drift: readonly ChangeSet[];
}

const NO_RESULT =
  "it has no result: it failed before the engine could say anything, or its job did; the run says why";

/**
 * The review of what one environment's part of a run has left. A stack that was to be run and has no result is shown as
 * failed, or as skipped where one that it reads did not succeed.
 */
export function reviewOfRun(
  { environment, operation, expected, changeSets, drift }: RunOfEnvironment,
  graph: StackGraph,
  about: { readonly commit?: string | undefined; readonly pageUrl?: string | undefined },
): Review {
  const withResult = new Map(changeSets.map((changeSet) => [changeSet.stack, changeSet]));
  const missing = expected.filter((stack) => !withResult.has(stack));
  const unsuccessful = (stack: string): boolean =>
    missing.includes(stack) || withResult.get(stack)?.succeeded === false;
  const causes = (stack: string): string[] => (graph.get(stack)?.upstreams ?? []).filter(unsuccessful);
  return buildReview({
    environment,
    operation,
    changeSets,
    failed: missing
      .filter((stack) => causes(stack).length === 0)
      .map((stack) => ({ stack, message: NO_RESULT })),
    skipped: missing
      .filter((stack) => causes(stack).length > 0)
      .map((stack) => ({ stack, because: `${causes(stack).join(", ")} did not succeed` })),
    graph: [...graph].map(([stack, { pulumiProject, upstreams }]) => ({
      stack,
      project: pulumiProject,
      upstreams: [...upstreams],
    })),
    ...(drift.length === 0 ? {} : { drift }),
    ...(about.commit === undefined ? {} : { commit: about.commit }),
    ...(about.pageUrl === undefined ? {} : { pageUrl: about.pageUrl }),
  });
}
