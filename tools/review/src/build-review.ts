import type { ChangeSet } from "@strata/change-set";
import { finds } from "./model/drift.ts";
import { destructiveChanges, sortDestructive } from "./model/destructive.ts";
import { reviewOutputs } from "./model/outputs.ts";
import { pictureOf, upstreamFirst } from "./model/picture.ts";
import { reviewPolicies } from "./model/policies.ts";
import { sanitize } from "./model/sanitize.ts";
import { reviewStack } from "./model/stacks.ts";
import { verdictOf } from "./model/verdict.ts";
import type { Review, SecurityFinding, StackReview } from "./review.ts";
import type { ReviewInput } from "./review-input.ts";
import { securityFindings } from "./security/security-findings.ts";
import { publicText } from "./text/public-value.ts";
import { webUrl } from "./text/web-url.ts";

const EFFECTS = ["wider", "changed", "narrower"] as const;

/** What a reviewer reads of a run, from its change sets. Pure; no secret is in it, and no text is escaped yet. */
export function buildReview(input: ReviewInput): Review {
  const { environment, operation, graph } = input;
  const given = upstreamFirst([...new Set(input.changeSets.map(({ stack }) => stack))], graph).flatMap(
    (name) => input.changeSets.filter(({ stack }) => stack === name).slice(-1),
  );
  const changeSets = given.map(sanitize);
  const projects = new Map([
    ...graph.map(({ stack, project = stack }) => [project, stack] as const),
    ...changeSets.map(({ project, stack }) => [project, stack] as const),
  ]);
  const stackOf = (project: string): string => projects.get(project) ?? project;

  const security = changeSets.flatMap(({ stack, resources }) => securityFindings(stack, resources));
  const stacks = allStacks(changeSets, security, input);
  const outputs = reviewOutputs(changeSets, input, { stackOf });
  const reads = new Map(changeSets.map(({ stack, upstreams }) => [stack, upstreams.map(stackOf)]));
  const destructive = sortDestructive(
    changeSets.flatMap(({ stack, resources }) => destructiveChanges(stack, resources, operation)),
  );
  const drift = [
    ...(input.drift ?? []).map(sanitize).map((changeSet) => reviewStack(changeSet, [])),
    ...(finds(operation) ? stacks : []),
  ].filter(({ resources, status }) => status === "failed" || resources.length > 0);
  const revisions = [...new Set(changeSets.flatMap(({ commit }) => commit?.revision ?? []))];
  const commit = input.commit ?? revisions[0];
  const sorted = [...security].sort(
    (left, right) =>
      EFFECTS.indexOf(left.effect) - EFFECTS.indexOf(right.effect) ||
      Number(left.isNew) - Number(right.isNew),
  );
  const policies = reviewPolicies(changeSets);
  const pageUrl = webUrl(input.pageUrl);
  return {
    version: 1,
    environment,
    operation,
    ...(commit === undefined ? {} : { commit }),
    ...(pageUrl === undefined ? {} : { pageUrl }),
    verdict: verdictOf({
      operation,
      destructive,
      security: sorted,
      outputs,
      policies,
      stacks,
      drift,
      revisions,
      commit,
    }),
    destructive,
    security: sorted,
    outputs,
    policies,
    stacks,
    drift,
    picture: pictureOf(graph, stacks, outputs, reads),
  };
}

/** The stacks of the run, upstream first: those of change sets, those that failed without one, those left out. */
function allStacks(
  changeSets: readonly ChangeSet[],
  security: readonly SecurityFinding[],
  { failed = [], skipped = [], graph }: ReviewInput,
): StackReview[] {
  const reviews = new Map<string, StackReview>();
  const without = { counts: {}, outputs: 0, places: [], resources: [], diagnostics: [] };
  for (const { stack, because } of skipped)
    reviews.set(stack, { stack, status: "skipped", message: publicText(because), ...without });
  for (const { stack, message } of failed)
    reviews.set(stack, { stack, status: "failed", message: publicText(message), ...without });
  for (const changeSet of changeSets)
    reviews.set(
      changeSet.stack,
      reviewStack(
        changeSet,
        security.filter(({ stack }) => stack === changeSet.stack),
      ),
    );
  return upstreamFirst([...reviews.keys()], graph).flatMap((name) => reviews.get(name) ?? []);
}
