import { type ChangeSet, parseChangeSet } from "@strata/change-set";
import { bulletList } from "@strata/environment/problems";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { GithubError } from "../github-error.ts";

/**
 * The change sets in a folder, at any depth, by stack; none where the folder is not there. Throws {@link GithubError} with
 * every file that is none.
 */
export function changeSetsIn(folder: string, environment: string): ChangeSet[] {
  const problems: string[] = [];
  const found = filesIn(folder).flatMap((file) => {
    try {
      const changeSet = parseChangeSet(readFileSync(file, "utf8"));
      return changeSet.environment === environment ? [changeSet] : [];
    } catch (error) {
      problems.push(`${file}: ${(error as Error).message}`);
      return [];
    }
  });
  if (problems.length > 0)
    throw new GithubError(
      `These are no change sets that can be read:\n${bulletList(problems)}\nPreview again.`,
    );
  return found.sort((left, right) => (left.stack < right.stack ? -1 : 1));
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".json"))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
