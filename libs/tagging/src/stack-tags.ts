import { z } from "zod";
import { checkKey } from "./aws-tag-rules.ts";
import { CHOSEN, MandatoryTags } from "./mandatory-tags.ts";
import { MoreTags } from "./more-tags.ts";

/** What a stack's configuration says of the tags of its resources; the rest of the mandatory ones is known. */
export const StackTags = z.strictObject(
  {
    ...MandatoryTags.pick(CHOSEN).shape,
    /** Tags of the stack's own, for example `{ Product: checkout }`. */
    more: MoreTags.optional(),
  },
  { error: (issue) => (issue.code === "unrecognized_keys" ? notHere(issue["keys"] as string[]) : undefined) },
);
export type StackTags = z.output<typeof StackTags>;

/** A tag of somebody's own, which is looked for here before `more` is: whether it could be one is said as well. */
function notHere(keys: readonly string[]): string {
  const wrong = keys.flatMap(checkKey);
  return [
    `allowed here: ${Object.keys(StackTags.shape).join(", ")}; tags of the stack's own belong in more`,
    ...new Set(wrong),
  ].join("; ");
}
