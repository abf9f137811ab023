import { formatPath } from "@strata/environment/problems";
import type { StoredResult } from "./stored-results.ts";

/** How many files are named before the rest is counted. */
const NAMED = 3;

/** What each ingredient is called where it is the reason for a preview. */
const WORDS: Readonly<Record<string, string>> = {
  configuration: "its configuration changed",
  packages: "the npm packages it uses changed",
  engine: "the engine changed",
  node: "Node.js changed",
  state: "its state changed",
  cloud: "the embedded AWS changed",
  variables: "variables of the environment changed",
};

/** Why the newest earlier result does not stand, in words: the files, the ingredients, the outputs of other stacks. */
export function reasonsAgainst(
  earlier: StoredResult | undefined,
  now: Pick<StoredResult, "ingredients" | "files">,
  readsNow: ReadonlyMap<string, string>,
): string[] {
  if (earlier === undefined) return ["no earlier result"];
  const names = new Set([...Object.keys(earlier.ingredients), ...Object.keys(now.ingredients)]);
  const changed = [...names].filter((name) => earlier.ingredients[name] !== now.ingredients[name]);
  const files = changedFiles(earlier.files, now.files);
  const words = changed.flatMap((name) => WORDS[name] ?? []);
  const unexplained = changed.length > 0 && files.length === 0 && words.length === 0;
  const reads = earlier.reads.filter(({ path, digest }) => readsNow.get(readKey(path)) !== digest);
  return [
    ...listed(files).map((list) => `${list} changed`),
    ...words,
    ...(unexplained ? [`${changed.join(", ")} changed`] : []),
    ...listed(reads.map(({ path }) => readName(path))).map((list) => `${list} would differ`),
  ];
}

/** How a read is called: `network.vpcs.workloads/eu-central-1.vpcId`. */
export function readName(path: readonly string[]): string {
  return formatPath(path);
}

/** A read as the key of a map. */
export function readKey(path: readonly string[]): string {
  return JSON.stringify(path);
}

function changedFiles(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...names].filter((name) => before[name] !== now[name]).sort();
}

/** No text where there is nothing; else one that names the first few. */
function listed(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const more = names.length - NAMED;
  return [names.slice(0, NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "")];
}
