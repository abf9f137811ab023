import { type ChangeSet, parseChangeSet } from "@strata/change-set";
import { plannedOutputsPath } from "@strata/stack-contract/planned-outputs";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { bulletList } from "@strata/environment/problems";
import { writeJson } from "./change-set-files.ts";
import { allUpstreams } from "./order.ts";
import type { RunContext } from "./run-context.ts";
import type { RunRequest } from "./run-stacks.ts";
import { StackError } from "./stack-error.ts";

type Planned = NonNullable<ChangeSet["plannedOutputs"]>;

/**
 * Takes over what other machines have previewed in the same run: the change sets of stacks that the selected ones read.
 * They are handed to programs as if they had been previewed here. Returns the planned outputs by stack. Throws
 * {@link StackError} with all that is wrong: of another commit, another environment, failed, or no change set.
 */
export async function takeOverEarlierLayers(
  { earlierLayers, selected, stacks, operation, environment, workspaceRoot }: RunRequest,
  run: RunContext,
): Promise<Map<string, Planned>> {
  const found = new Map<string, Planned>();
  if (earlierLayers === undefined || operation !== "preview") return found;
  const edges = new Map([...stacks].map(([name, { upstreams }]) => [name, upstreams]));
  const wanted = new Set(selected.flatMap((name) => [...allUpstreams(name, edges)]));
  const here = await run.commit;
  const problems: string[] = [];
  for (const file of changeSetFiles(resolve(workspaceRoot, earlierLayers))) {
    let changeSet: ChangeSet;
    try {
      changeSet = parseChangeSet(readFileSync(file, "utf8"));
    } catch (error) {
      problems.push(`${file}: ${(error as Error).message}`);
      continue;
    }
    const { stack, plannedOutputs: outputs, commit } = changeSet;
    if (!wanted.has(stack) || selected.includes(stack)) continue;
    if (changeSet.environment !== environment)
      problems.push(`${file}: it is of "${changeSet.environment}", this run of "${environment}"`);
    else if (commit?.revision !== here?.revision)
      problems.push(
        `${file}: it is of commit ${commit?.revision ?? "none"}, this run of ${here?.revision ?? "none"}`,
      );
    else if (!changeSet.succeeded || changeSet.operation !== "preview" || outputs === undefined)
      problems.push(`${file}: it is of a ${changeSet.operation} that did not succeed`);
    else found.set(stack, outputs);
  }
  if (problems.length > 0)
    throw new StackError(
      `The change sets of earlier layers cannot be used. Nothing was previewed.\n${bulletList(problems)}\n` +
        `Give the folder of the same run, or preview without it.`,
    );
  for (const [name, outputs] of found) {
    const project = stacks.get(name)?.pulumiProject ?? name;
    const planned = { version: 2 as const, project, stack: environment, outputs };
    writeJson(plannedOutputsPath(run.plannedOutputsFolder, project), planned);
  }
  return found;
}

function changeSetFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".json"))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    throw new StackError(`The folder of earlier layers does not exist: ${folder}. Nothing was previewed.`);
  }
}
