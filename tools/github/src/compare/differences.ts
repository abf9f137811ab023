import { type ChangeSet, type ResourceChange, type Widening, widenings } from "@strata/change-set";
import { createHash } from "node:crypto";

/** One thing that a plan would do and that nobody has reviewed. */
export interface Difference extends Widening {
  readonly stack: string;
}

/**
 * What plans would do beyond what was reviewed. Several reviews may be of one stack, where more than one pull request is
 * to be applied: what any of them shows counts as reviewed, and for one resource what they show together.
 *
 * @param reviewed the newest first
 */
export function differences(planned: readonly ChangeSet[], reviewed: readonly ChangeSet[]): Difference[] {
  return planned.flatMap((plan) => {
    const seen = reviewed.filter(
      ({ stack, environment }) => stack === plan.stack && environment === plan.environment,
    );
    return plan.resources.flatMap((resource) =>
      beyond(resource, seen).map((found) => ({ stack: plan.stack, ...found })),
    );
  });
}

function beyond(resource: ResourceChange, seen: readonly ChangeSet[]): Widening[] {
  const actual = { resources: [resource] };
  const before = seen.flatMap(({ resources }) => resources.filter(({ urn }) => urn === resource.urn));
  const shown = [...before, ...together(before)].map((one) => widenings({ resources: [one] }, actual));
  if (shown.some((found) => found.length === 0)) return [];
  // The newest review is the one that somebody remembers.
  return shown[0] ?? widenings({ resources: [] }, actual);
}

/** The changes of one resource that several reviews show, as one for each kind of change; a newer value comes first. */
function together(changes: readonly ResourceChange[]): ResourceChange[] {
  return [...new Set(changes.map(({ change }) => change))].flatMap((kind) => {
    const alike = changes.filter(({ change }) => change === kind);
    const [first] = alike;
    return first === undefined
      ? []
      : [{ ...first, properties: alike.flatMap(({ properties }) => properties) }];
  });
}

/** A short digest of differences, by which a person accepts exactly these and no others. */
export function digestOf(environment: string, found: readonly Difference[]): string {
  const lines = found
    .map(({ stack, urn, message }) => JSON.stringify([environment, stack, urn, message]))
    .sort();
  return createHash("sha256").update(lines.join("\n")).digest("hex").slice(0, 16);
}
