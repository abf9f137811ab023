import { join } from "node:path";
import { z } from "zod";

/** Names the folder of the planned outputs of the upstream previews of the same run. */
export const PLANNED_OUTPUTS_VARIABLE = "STRATA_PLANNED_OUTPUTS";

/** Stands for a value that a preview cannot know, inside a known one. The engine's own sentinel. */
export const UNKNOWN_SENTINEL = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const plannedOutput = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("known"), value: z.json() }),
  z.strictObject({ state: z.literal("unknown") }),
  z.strictObject({ state: z.literal("secret") }),
  z.strictObject({ state: z.literal("as deployed") }),
]);

/** What a preview would make the outputs of its stack be. */
export const plannedOutputsSchema = z.strictObject({
  version: z.literal(2),
  project: z.string(),
  stack: z.string(),
  outputs: z.record(z.string(), plannedOutput),
});

/**
 * An output as an upstream preview left it. The value of a secret one is never written down: it is `secret` if it
 * changes, and `as deployed` if it does not.
 */
export type PlannedOutput = z.output<typeof plannedOutput>;

export type PlannedOutputs = z.output<typeof plannedOutputsSchema>;

/** The file of a project in the folder that {@link PLANNED_OUTPUTS_VARIABLE} names. */
export function plannedOutputsPath(folder: string, project: string): string {
  return join(folder, `${project}.json`);
}

/** What the program of a project read and called, in the same folder, once it has ended. See libs/program. */
export function observationsPath(folder: string, project: string): string {
  return join(folder, `${project}.observations.json`);
}

/** Is there while the preview of a project is under way, and says that its planned outputs may still come. */
export function pendingPreviewPath(folder: string, project: string): string {
  return join(folder, `${project}.pending`);
}

/** Reads the text of such a file. Throws an `Error` that says what is wrong with it. */
export function parsePlannedOutputs(text: string): PlannedOutputs {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`not JSON: ${(error as Error).message}`);
  }
  const result = plannedOutputsSchema.safeParse(json);
  if (!result.success) throw new Error(z.prettifyError(result.error));
  return result.data;
}
