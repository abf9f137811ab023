import type { ChangeSet } from "@strata/change-set";

type Changes = Pick<ChangeSet, "stack" | "resources">;

/** In what a spanning preview and the updates that followed differ, and how much there was to see. */
export interface Comparison {
  /** What is wrong: a change that the preview hid, or one that it showed without having had to. */
  readonly problems: readonly string[];
  /** Changes that the preview showed and that did not happen, since a value was not known. */
  readonly widened: number;
  readonly changed: number;
  readonly replaced: number;
}

/**
 * Compares what previews showed with what updates then did. Each change of an update must have been shown as it is, or
 * as a replacement. A change that was shown and did not happen must have had a value that was not known.
 */
export function compare(previewed: readonly Changes[], applied: readonly Changes[]): Comparison {
  const shown = byUrn(previewed);
  const done = byUrn(applied);
  const problems: string[] = [];
  let widened = 0;
  for (const [urn, { change }] of done) {
    const before = shown.get(urn);
    if (before === undefined) problems.push(`hidden: ${change} ${urn}`);
    else if (before.change !== change && !(before.change === "replace" && change === "update"))
      problems.push(`shown as ${before.change}, was ${change}: ${urn}`);
    else if (before.change !== change && !isOpen(before))
      problems.push(`shown as replace for nothing: ${urn}`);
    else if (before.change !== change) widened++;
  }
  for (const [urn, resource] of shown) {
    if (done.has(urn)) continue;
    if (isOpen(resource)) widened++;
    else problems.push(`shown and not done: ${resource.change} ${urn}`);
  }
  return {
    problems,
    widened,
    changed: done.size,
    replaced: [...done.values()].filter(({ change }) => change === "replace").length,
  };
}

function byUrn(changeSets: readonly Changes[]): Map<string, ChangeSet["resources"][number]> {
  return new Map(
    changeSets.flatMap(({ resources }) => resources.map((resource) => [resource.urn, resource])),
  );
}

function isOpen({ properties }: ChangeSet["resources"][number]): boolean {
  return properties.some(({ new: value }) => /\[unknown\]|\[secret\]/.test(JSON.stringify(value ?? "")));
}
