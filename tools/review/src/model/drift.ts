import type { ResourceReview, StackReview } from "../review.ts";
import type { ReviewOperation } from "../review-input.ts";

/** Whether an operation finds changes, and makes none. */
export function finds(operation: ReviewOperation): boolean {
  return operation === "drift" || operation === "refresh";
}

/** Whether a change is told with the drift: what is gone is told with what goes away. */
export function isShownAsDrift({ change }: Pick<ResourceReview, "change">): boolean {
  return change !== "delete" && change !== "replace";
}

/** How many resources were changed outside of Pulumi, those that are gone not among them. */
export function driftedCount(stacks: readonly StackReview[]): number {
  return stacks.reduce(
    (sum, { resources }) =>
      sum + resources.filter(isShownAsDrift).reduce((count, { names }) => count + names.length, 0),
    0,
  );
}
