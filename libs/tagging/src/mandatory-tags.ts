import { ENVIRONMENTS } from "@strata/environment";
import { bulletList, formatPath, type Problem, problemsOf, showValue } from "@strata/environment/problems";
import { z } from "zod";
import { checkTags } from "./aws-tag-rules.ts";

/** How much harm it does if data gets out, from none to severe. */
export const DATA_CLASSIFICATIONS = ["public", "internal", "confidential", "restricted"] as const;

const notBlank = z.string().regex(/\S/, "expected a text that is not blank");

/** The tags that every resource has. */
export const MandatoryTags = z.strictObject({
  /** The team that answers for the resource, for example `platform`. */
  owner: notBlank,
  environment: z.enum(ENVIRONMENTS),
  /** Who pays, as accounting names it, for example `CC-1000`. */
  costCentre: notBlank,
  dataClassification: z.enum(DATA_CLASSIFICATIONS),
  /** Where the code is, for example `github.com/acme/strata`. */
  repository: notBlank,
  /** The Pulumi project that manages the resource. */
  stack: notBlank,
  managedBy: z.literal("pulumi"),
});
export type MandatoryTags = z.output<typeof MandatoryTags>;

/** The keys of the mandatory tags on a resource. AWS compares keys case-sensitively. */
export const TAG_KEYS: Readonly<Record<keyof MandatoryTags, string>> = {
  owner: "Owner",
  environment: "Environment",
  costCentre: "CostCentre",
  dataClassification: "DataClassification",
  repository: "Repository",
  stack: "Stack",
  managedBy: "ManagedBy",
};

/** Tags break a rule of this repository or of AWS. */
export class TagError extends Error {
  override name = "TagError";
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    const lines = problems.map(
      ({ path, got, allowed }) => `${formatPath(path) || "tags"}: got ${showValue(got)}; ${allowed}`,
    );
    super(`These tags are not allowed:\n${bulletList(lines)}`);
    this.problems = problems;
  }
}

/**
 * The tags as AWS takes them: the mandatory ones under their keys, and `more`.
 *
 * @throws {TagError} with every problem at once: a mandatory tag that is missing or has a value that is not
 *   allowed, a tag of `more` that would replace one, and whatever AWS does not accept.
 */
export function toTags(
  mandatory: MandatoryTags,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const problems: Problem[] = [];
  const parsed = MandatoryTags.safeParse(mandatory);
  if (!parsed.success) problems.push(...problemsOf(parsed.error, mandatory));
  const keys = Object.entries(TAG_KEYS) as [keyof MandatoryTags, string][];
  const tags: Record<string, string> = { ...more };
  for (const [name, key] of keys) {
    if (Object.hasOwn(more, key)) {
      problems.push({ path: [key], got: more[key], allowed: `it is a mandatory tag; set "${name}" instead` });
    }
    if (typeof mandatory[name] === "string") tags[key] = mandatory[name];
  }
  problems.push(...checkTags(tags));
  if (problems.length > 0) throw new TagError(problems);
  return tags;
}
