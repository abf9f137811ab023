import { containsUnknowns, isUnknown } from "@pulumi/pulumi/output.js";
import { type Problem, problemsOf, valueAt } from "@strata/environment/problems";
import type { z } from "zod";

/**
 * What is wrong with the value of one output, paths from the output's name. Parts that a preview cannot know
 * (Pulumi's unknown, at any depth) are taken to be right.
 */
export function checkOutput(name: string, schema: z.ZodType, value: unknown): Problem[] {
  const result = schema.safeParse(value);
  if (result.success) return [];
  return problemsOf(result.error, value)
    .filter((problem) => !leadsToUnknown(value, problem.path))
    .map((problem) => ({ ...problem, path: [name, ...problem.path] }));
}

function leadsToUnknown(value: unknown, path: readonly PropertyKey[]): boolean {
  // An unknown on the way (`[]`, `[0]`, `[0, "id"]`, …), or inside what the problem is about.
  const onTheWay = path.some((_, length) => isUnknown(valueAt(value, path.slice(0, length))));
  return onTheWay || containsUnknowns(valueAt(value, path));
}
