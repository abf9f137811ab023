/**
 * Checks what a run left behind: `node .ci/expect.ts no-changes|empty-store`. For .ci/run, after `nx run-many`.
 */
import { type ChangeSet, parseChangeSet, hasChanges } from "@strata/change-set";
import { listResources } from "@strata/aws-local";
import { findWorkspaceRoot, workspacePaths } from "@strata/engine";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const STACKS = 5;
const root = findWorkspaceRoot();

function changeSets(): ChangeSet[] {
  const folder = join(root, "dist/change-sets/local");
  return readdirSync(folder).map((file) => parseChangeSet(readFileSync(join(folder, file), "utf8")));
}

function problems(expectation: string | undefined): string[] {
  switch (expectation) {
    case "no-changes": {
      const found = changeSets();
      if (found.length !== STACKS) return [`expected ${STACKS} change sets, found ${found.length}`];
      return found
        .filter((changeSet) => hasChanges(changeSet) || !changeSet.counts.same)
        .map(({ stack, counts }) => `${stack} was expected to show no change: ${JSON.stringify(counts)}`);
    }
    case "empty-store":
      return listResources(workspacePaths(root).cloudStore).map(
        (resource) => `still there: ${JSON.stringify(resource)}`,
      );
    default:
      return [`unknown expectation ${JSON.stringify(expectation)}; allowed: no-changes, empty-store`];
  }
}

const found = problems(process.argv[2]);
for (const problem of found) process.stderr.write(`${problem}\n`);
process.stdout.write(`${process.argv[2]}: ${found.length === 0 ? "as expected" : "not as expected"}\n`);
process.exitCode = found.length === 0 ? 0 : 1;
