import { observationsPath } from "@strata/stack-contract/planned-outputs";
import { readFileSync } from "node:fs";
import { z } from "zod";

const observations = z.object({
  reads: z.array(z.array(z.string()).min(1)),
  functions: z.array(z.string()),
});

/** What a program read of other stacks, and which functions and remote components it used. */
export type Observations = z.output<typeof observations>;

/** What the program of a project left when it ended; `undefined` where it left nothing, as when it was killed. */
export function readObservations(folder: string, project: string): Observations | undefined {
  try {
    return observations.parse(JSON.parse(readFileSync(observationsPath(folder, project), "utf8")));
  } catch {
    return undefined;
  }
}
