// Run by Node.js itself, in a copy of the workspace: node run-cases.ts <cases> <smallest size> <largest size> <seed>
// Each case: random stacks are made; a random edit is previewed in one run, then applied stack by stack.
import type { ProjectGraph } from "@nx/devkit";
import type { ChangeSet, StackResult } from "@strata/change-set";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { Output } from "../../src/run/output.ts";
import { runStacks } from "../../src/run/run-stacks.ts";
import type { StackProject } from "../../src/stacks/stack-project.ts";
import { writeSmallStack } from "../support/small-stacks.ts";
import { compare } from "./compare.ts";
import { type Dag, randomDag, randomEdit } from "./generate.ts";
import { expectedShares, plus, smallestShare } from "./shares.ts";
import { randomNumbers } from "@strata/testing/random-numbers";

const root = process.cwd();
const [cases = 1, smallest = 2, largest = 6, seed = 1] = process.argv.slice(2).map(Number);
const signal = new AbortController().signal;
let text = "";
const output = new Output({}, (more) => (text += more));

/** Runs all stacks of the DAG; throws with what was printed if one fails. */
async function run(operation: "preview" | "up", dag: Dag): Promise<ChangeSet[]> {
  const stacks = new Map(
    dag.map(({ name, upstreams }): [string, StackProject] => [
      name,
      {
        name,
        pulumiProject: name,
        directory: join(root, "stacks", name),
        environments: ["local"],
        upstreams,
      },
    ]),
  );
  text = "";
  const results: StackResult[] = await runStacks({
    operation,
    environment: "local",
    workspaceRoot: root,
    stacks,
    graph: graphOf(dag),
    selected: [...stacks.keys()],
    output,
    signal,
  });
  return results.map(({ changeSet, outcome }) => {
    if (changeSet === undefined || outcome !== "succeeded") throw new Error(`${operation} failed:\n${text}`);
    return changeSet;
  });
}

/** As Nx would make it: with it, earlier results stand, and the previews that are left out are tested too. */
function graphOf(dag: Dag): ProjectGraph {
  const libraries = ["aws-provider", "environment", "tagging", "stack-contract", "program"];
  const node = (name: string, folder: string) =>
    [name, { name, type: "lib" as const, data: { root: folder } }] as const;
  const edges = (source: string, targets: readonly string[]) =>
    [source, targets.map((target) => ({ source, target, type: "static" as const }))] as const;
  return {
    nodes: Object.fromEntries([
      ...libraries.map((name) => node(name, `libs/${name}`)),
      ...dag.map(({ name }) => node(name, `stacks/${name}`)),
    ]),
    dependencies: Object.fromEntries(
      dag.map(({ name, upstreams }) => edges(name, [...libraries, ...upstreams])),
    ),
  };
}

function write(dag: Dag): void {
  for (const stack of dag) writeSmallStack(root, stack);
}

function forget(dag: Dag): void {
  for (const { name } of dag) rmSync(join(root, "stacks", name), { recursive: true });
  for (const folder of [
    ".strata/state",
    ".strata/results",
    ".strata/cloud.sqlite",
    ".strata/cloud.sqlite-wal",
  ])
    rmSync(join(root, folder), { recursive: true, force: true });
}

/** How many edits are drawn for a case, of which the one is taken that keeps the shares of all cases most even. */
const DRAWN = 6;
let shares = { unchanged: 0, changed: 0, replaced: 0 };

for (let number = 0; number < cases; number++) {
  const random = randomNumbers(seed + number);
  const size = smallest + Math.floor(random() * (largest - smallest + 1));
  const dag = randomDag(size, random);
  write(dag);
  await run("up", dag);
  // With earlier results, what is not previewed again is tested too; without, everything is previewed.
  if (random() < 0.6) await run("preview", dag);
  const drawn = Array.from({ length: DRAWN }, () => randomEdit(dag, random));
  const evenness = (edit: { dag: Dag }): number => smallestShare(plus(shares, expectedShares(dag, edit.dag)));
  const chosen = drawn.reduce((best, edit) => (evenness(edit) > evenness(best) ? edit : best));
  const { dag: edited, edits } = chosen;
  shares = plus(shares, expectedShares(dag, edited));
  write(edited);
  const previewed = await run("preview", edited);
  const applied = await run("up", edited);
  const result = compare(previewed, applied);
  const reused = previewed.filter(({ reusedFrom }) => reusedFrom !== undefined).length;
  const stacks = {
    unchanged: applied.filter(({ resources }) => resources.length === 0).length,
    replaced: applied.filter(({ resources }) => resources.some(({ change }) => change === "replace")).length,
  };
  const changed = size - stacks.unchanged - stacks.replaced;
  process.stdout.write(
    `${JSON.stringify({ seed: seed + number, size, edits, ...result, reused, stacks: { ...stacks, changed } })}\n`,
  );
  if (result.problems.length > 0) process.stdout.write(`${JSON.stringify({ dag, edited })}\n`);
  forget(edited);
}
