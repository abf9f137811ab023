import { getStack } from "@pulumi/pulumi";
import type { z } from "zod";

/**
 * A setting of which `prod` takes less than the other environments do: a protection that there cannot be configured
 * away. The check is part of the schema, so that `loadConfig` reports it with every other problem, and a default that is
 * too low for `prod` is refused as well.
 *
 * @param sentence what `prod` must have and why, as the reader of the error sees it: "prod is protected from deletion"
 */
export function prodFloor<Schema extends z.ZodType>(
  schema: Schema,
  holds: (value: z.output<Schema>) => boolean,
  sentence: string,
): Schema {
  return schema.refine((value) => getStack() !== "prod" || holds(value), sentence);
}
