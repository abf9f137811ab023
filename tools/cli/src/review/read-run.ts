import { type ChangeSet, parseChangeSet } from "@strata/change-set";
import { bulletList } from "@strata/environment/problems";
import type { StackProject } from "@strata/nx-pulumi/graph";
import type { ReviewInput } from "@strata/review";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** There is nothing to review, or what there is cannot be read. */
export class ReviewError extends Error {
  override name = "ReviewError";
}

/** The change sets of an environment's last run, and what is left out of the review. */
export interface Run {
  readonly changeSets: readonly ChangeSet[];
  readonly operation: ChangeSet["operation"];
  /** Stacks of which there is only the result of another, earlier operation. */
  readonly others: readonly ChangeSet[];
}

/**
 * Reads `dist/change-sets/<environment>/*.json`. Where they are of different operations, the latest counts. Throws
 * {@link ReviewError} that names every file that cannot be read, or says how to make one.
 */
export function readRun(root: string, environment: string): Run {
  const folder = join("dist", "change-sets", environment);
  const flag = environment === "local" ? "" : ` -c ${environment}`;
  const files = globSync("*.json", { cwd: join(root, folder) }).sort();
  if (files.length === 0)
    throw new ReviewError(
      `There is nothing to review: ${folder} has no change sets. Make some: npx nx affected -t preview${flag}`,
    );
  const problems: string[] = [];
  const all = files.flatMap((file): ChangeSet[] => {
    try {
      return [parseChangeSet(readFileSync(join(root, folder, file), "utf8"))];
    } catch (error) {
      problems.push(`${join(folder, file)}: ${(error as Error).message}`);
      return [];
    }
  });
  if (problems.length > 0)
    throw new ReviewError(
      `${problems.length === 1 ? "A change set cannot" : "Change sets cannot"} be read:\n${bulletList(problems)}\n` +
        `Make them anew: npx nx run-many -t preview${flag}`,
    );
  const latest = all.reduce((left, right) => (right.startedAt > left.startedAt ? right : left));
  return {
    changeSets: all.filter(({ operation }) => operation === latest.operation),
    operation: latest.operation,
    others: all.filter(({ operation }) => operation !== latest.operation),
  };
}

/**
 * The stacks that have no change set although the environment is theirs: skipped where one that they read failed. A run
 * removes the change sets of all its stacks first, so that those of an earlier run are not among them.
 */
export function leftOut(
  stacks: ReadonlyMap<string, Pick<StackProject, "name" | "upstreams" | "environments">>,
  { changeSets }: Pick<Run, "changeSets">,
  environment: string,
): { skipped: NonNullable<ReviewInput["skipped"]>; without: string[] } {
  const done = new Map(changeSets.map((changeSet) => [changeSet.stack, changeSet.succeeded]));
  const missing = [...stacks.values()].filter(
    ({ name, environments }) =>
      !done.has(name) && (environment === "local" || environments.includes(environment)),
  );
  const failedAbove = (name: string, seen = new Set<string>()): string[] =>
    (stacks.get(name)?.upstreams ?? []).flatMap((upstream) => {
      if (seen.has(upstream)) return [];
      seen.add(upstream);
      if (done.get(upstream) === false) return [upstream];
      return done.has(upstream) ? [] : failedAbove(upstream, seen);
    });
  const skipped = missing.flatMap(({ name }) => {
    const because = [...new Set(failedAbove(name))].sort();
    return because.length === 0 ? [] : [{ stack: name, because: `${because.join(", ")} did not succeed` }];
  });
  const named = new Set(skipped.map(({ stack }) => stack));
  return { skipped, without: missing.map(({ name }) => name).filter((name) => !named.has(name)) };
}

/** Where the page of an environment is written unless a file is named. */
export function pagePath(root: string, environment: string): string {
  return join(root, "dist", "reviews", `${environment}.html`);
}
