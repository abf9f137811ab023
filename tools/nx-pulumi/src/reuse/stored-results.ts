import { changeSetSchema } from "@strata/change-set";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeJson } from "../run/change-set-files.ts";

/** How many results are kept of one stack in one environment: one for each of the branches that one works on. */
const KEPT = 6;

const storedResult = z.object({
  /** A digest of each ingredient that is known before anything runs. */
  ingredients: z.record(z.string(), z.string()),
  /** Of each file that the program is made of, to say which changed. */
  files: z.record(z.string(), z.string()),
  /** Of each part of another stack's outputs that the program read. */
  reads: z.array(z.object({ path: z.array(z.string()).min(1), digest: z.string() })),
  changeSet: changeSetSchema,
});
const storedResults = z.object({ version: z.literal(1), results: z.array(storedResult) });

/** The result of a preview, and all that it rests on. */
export type StoredResult = z.output<typeof storedResult>;

/** The results of earlier previews: `.strata/results/<environment>/<stack>.json`. Whoever may write there is trusted. */
export class StoredResults {
  readonly #folder: string;
  readonly #known = new Map<string, readonly StoredResult[]>();

  constructor(workspaceRoot: string, environment: string) {
    this.#folder = join(workspaceRoot, ".strata", "results", environment);
  }

  /** Newest first, read once in a run. A file that is not as it should be is as good as none. */
  of(stack: string): readonly StoredResult[] {
    let results = this.#known.get(stack);
    if (results === undefined) this.#known.set(stack, (results = this.#read(stack)));
    return results;
  }

  #read(stack: string): readonly StoredResult[] {
    try {
      return storedResults.parse(JSON.parse(readFileSync(this.#path(stack), "utf8"))).results;
    } catch {
      return [];
    }
  }

  keep(stack: string, result: StoredResult): void {
    const others = this.of(stack).filter((other) => keyOf(other) !== keyOf(result));
    const results = [result, ...others].slice(0, KEPT);
    writeJson(this.#path(stack), { version: 1, results });
    this.#known.set(stack, results);
  }

  #path(stack: string): string {
    return join(this.#folder, `${stack}.json`);
  }
}

function keyOf({ ingredients, reads }: StoredResult): string {
  return JSON.stringify([ingredients, reads]);
}
