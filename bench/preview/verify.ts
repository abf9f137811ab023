import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseChangeSet, hasChanges } from "@strata/change-set";
import type { Sample } from "./measure.ts";
import type { Row } from "./rows.ts";
import { STACKS, type Workspaces } from "./workspaces.ts";

/** What is wrong with a run, so that it counts as failed and not as fast; undefined if it previewed everything. */
export function problemOf(
  row: Row,
  sample: Sample,
  workspaces: Workspaces,
  expected: number,
): string | undefined {
  if (sample.code !== 0) return `exit code ${sample.code}:\n${sample.output.slice(-2000)}`;
  if (row.kind === "ours") return problemOfOurs(workspaces, row.reuses === true);
  const previewed = unchangedCounts(sample.output);
  if (/\d+ (to create|to update|to replace|to delete|errored)/.test(sample.output))
    return `shows changes:\n${sample.output.slice(-2000)}`;
  if (previewed.length !== row.stacks) return `previewed ${previewed.length} stacks of ${row.stacks}`;
  const resources = previewed.reduce((sum, count) => sum + count, 0);
  return row.kind !== "floor" && resources !== expected
    ? `previewed ${resources} resources of ${expected}`
    : undefined;
}

/** The `N unchanged` that the CLI ends each preview with; Nx may put the name of the stack before it. */
export function unchangedCounts(output: string): number[] {
  return [...output.matchAll(/\s(\d+) unchanged$/gm)].map(([, count]) => Number(count));
}

function problemOfOurs({ ours }: Workspaces, reuses: boolean): string | undefined {
  const folder = join(ours, "dist/change-sets/local");
  const found = readdirSync(folder).map((file) => parseChangeSet(readFileSync(join(folder, file), "utf8")));
  if (found.length !== STACKS.length) return `previewed ${found.length} stacks of ${STACKS.length}`;
  const reused = found.filter(({ reusedFrom }) => reusedFrom !== undefined).length;
  if (reused !== (reuses ? STACKS.length : 0))
    return `took ${reused} of ${STACKS.length} results from earlier previews`;
  const changed = found.filter((changeSet) => hasChanges(changeSet) || !changeSet.counts.same);
  return changed.length > 0 ? `shows changes in ${changed.map(({ stack }) => stack).join(", ")}` : undefined;
}
