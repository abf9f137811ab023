import type { ChangeSet } from "@strata/change-set";
import { bulletList } from "@strata/environment/problems";
import { GithubError } from "../github-error.ts";
import { type Difference, differences, digestOf } from "./differences.ts";

export interface CompareRequest {
  readonly environment: string;
  /** The stacks that are to be applied. */
  readonly stacks: readonly string[];
  /** What the plans of this environment would do. */
  readonly planned: readonly ChangeSet[];
  /** What was reviewed, the newest first. */
  readonly reviewed: readonly ChangeSet[];
  /** The commit that is checked out. */
  readonly commit: string;
  /** The digests of differences that somebody has accepted. */
  readonly accept: readonly string[];
}

/** What a comparison found. */
export interface Comparison {
  readonly environment: string;
  readonly differences: readonly Difference[];
  /** By which exactly these differences can be accepted. */
  readonly digest: string;
  readonly accepted: boolean;
}

/**
 * Compares the plans of the stacks that are to be applied with what was reviewed. Throws {@link GithubError} with every
 * stack that has no plan to be compared: that is no reason to let it through.
 */
export function compare({
  environment,
  stacks,
  planned,
  reviewed,
  commit,
  accept,
}: CompareRequest): Comparison {
  const plans = new Map(planned.map((plan) => [plan.stack, plan]));
  const problems = stacks.flatMap((stack) => {
    const plan = plans.get(stack);
    if (plan === undefined) return [`${stack}: it has no plan`];
    if (plan.operation !== "preview" || !plan.succeeded)
      return [`${stack}: its ${plan.operation} did not succeed`];
    const { revision, dirty } = plan.commit ?? {};
    if (revision === commit && dirty !== true) return [];
    return [
      `${stack}: it was planned at ${revision ?? "no commit"}${dirty ? " with other files" : ""}, this is ${commit}`,
    ];
  });
  if (problems.length > 0)
    throw new GithubError(
      `The plans of ${environment} cannot be compared with what was reviewed. Nothing was applied.\n${bulletList(problems)}\n` +
        `Plan again: npx nx run-many -t preview -p ${stacks.join(",")} -c ${environment} --plan`,
    );
  const found = differences(
    stacks.flatMap((stack) => plans.get(stack) ?? []),
    reviewed,
  );
  const digest = digestOf(environment, found);
  return { environment, differences: found, digest, accepted: found.length > 0 && accept.includes(digest) };
}

/** What a comparison found, for a log. Given texts are in JSON's quotes, so that none can look like a line of ours. */
export function describeComparison({
  environment,
  differences: found,
  digest,
  accepted,
}: Comparison): string {
  if (found.length === 0) return `${environment}: the plans do nothing that was not reviewed.`;
  const lines = found.map(
    ({ stack, urn, message }) => `${stack}: ${JSON.stringify(urn)}: ${JSON.stringify(message)}`,
  );
  const list = `${found.length} ${found.length === 1 ? "change" : "changes"} that nobody has reviewed:\n${bulletList(lines)}`;
  if (accepted) return `${environment}: ${list}\nAccepted by their digest ${digest}.`;
  return (
    `${environment}: the plans do more than was reviewed, ${list}\nNothing was applied. Have them reviewed: open a pull ` +
    `request with any change of these stacks, and merge it once its preview shows them. Or, if they are what is wanted: ` +
    `gh workflow run apply.yml --field accept=${digest}`
  );
}
