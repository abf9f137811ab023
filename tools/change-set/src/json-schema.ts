import { z } from "zod";
import { changeSetSchema } from "./change-set.ts";

/** The schema of change sets as JSON Schema (draft 2020-12), for readers in other languages. */
export function changeSetJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(changeSetSchema), undefined, 2)}\n`;
}
