import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { GithubError } from "../github-error.ts";
import type { Comparison } from "./compare.ts";

const schema = z.strictObject({
  environment: z.string(),
  digest: z.string(),
  accepted: z.boolean(),
  differences: z.array(z.strictObject({ stack: z.string(), urn: z.string(), message: z.string() })),
});

/** Keeps what a comparison found, for the job that comments the result. */
export function writeComparison(comparison: Comparison, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, `${comparison.environment}.json`),
    `${JSON.stringify(comparison, undefined, 2)}\n`,
  );
}

/** The comparisons in a folder, at any depth; none where it is not there. Throws {@link GithubError}. */
export function comparisonsIn(folder: string): Comparison[] {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  } catch {
    return [];
  }
  return names
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => {
      const result = schema.safeParse(JSON.parse(readFileSync(join(folder, name), "utf8")));
      if (result.success) return result.data;
      throw new GithubError(`${join(folder, name)} is no comparison: ${z.prettifyError(result.error)}`);
    });
}
