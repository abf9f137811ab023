import type { StackResult } from "@strata/change-set";

/**
 * A line for the summary of a run against the embedded AWS, if stacks use types of AWS that are not among its tested
 * ones: what it says of these is less certain. Unchanged resources count as well.
 */
export function untestedTypes(results: readonly StackResult[]): string[] {
  const stacksByType = new Map<string, Set<string>>();
  for (const { stack, changeSet } of results) {
    for (const type of changeSet?.untestedTypes ?? []) {
      const stacks = stacksByType.get(type) ?? new Set();
      stacksByType.set(type, stacks.add(stack));
    }
  }
  if (stacksByType.size === 0) return [];
  const list = [...stacksByType]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([type, stacks]) => `${type} (${[...stacks].join(", ")})`);
  return [
    `Not among the tested types of the embedded AWS, so that only their inputs' declarations are checked: ${list.join(", ")}.`,
  ];
}
