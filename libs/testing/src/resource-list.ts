import type { RecordedResource, Recording } from "./record-resources.ts";

/**
 * What a program registers, as a reviewer reads it in a snapshot: a line `type  name  (parent's name)` for each
 * resource, without the parentheses for one of the program itself. Sorted by parent, type and name, since the order of
 * registration is not the same in each run; nothing is aligned, so that a new resource changes one line.
 *
 *     expect(resourceList(recording)).toMatchSnapshot();
 *
 * Call it once `recording.settled()` has resolved.
 *
 * @returns the lines, joined by "\n"; the empty string if nothing was registered
 */
export function resourceList(recording: Pick<Recording, "resources">): string {
  return recording.resources
    .map((resource) => [parentName(resource), resource.type, resource.name] as const)
    .sort(compareKeys)
    .map(([parent, type, name]) => [type, name, ...(parent === "" ? [] : [`(${parent})`])].join("  "))
    .join("\n");
}

/** The last part of a URN is the name: https://www.pulumi.com/docs/iac/concepts/resources/names/#urns */
function parentName({ parent }: RecordedResource): string {
  return parent.split("::").slice(3).join("::");
}

/** By code units: the same on every machine, whatever its locale. */
function compareKeys(left: readonly string[], right: readonly string[]): number {
  const index = left.findIndex((part, at) => part !== right[at]);
  if (index === -1) return 0;
  return (left[index] ?? "") < (right[index] ?? "") ? -1 : 1;
}
