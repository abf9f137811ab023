import { ENVIRONMENTS } from "@strata/environment";
import { oneOf } from "@strata/environment/name-schema";
import { COST_CENTRES, DATA_CLASSIFICATIONS, OWNERS } from "@strata/environment/tag-values";
import { z } from "zod";
import { checkValue } from "./aws-tag-rules.ts";

const text = z.string().superRefine((value, context) => {
  const problems = value.trim() === "" ? ["expected a text that is not blank"] : checkValue(value);
  for (const message of problems) context.addIssue({ code: "custom", message, input: value });
});

/** The tags that every resource has. A value that passes is one that AWS accepts. */
export const MandatoryTags = z.strictObject({
  /** The team that answers for the resource, for example `platform`. */
  owner: oneOf(OWNERS),
  environment: oneOf(ENVIRONMENTS),
  /** Who pays, as accounting names it, for example `CC-1000`. */
  costCentre: oneOf(COST_CENTRES),
  /** How much harm it does if data gets out. */
  dataClassification: oneOf(DATA_CLASSIFICATIONS),
  /** Where the code is, for example `github.com/acme/strata`. */
  repository: text,
  /** The Pulumi project that manages the resource. */
  stack: text,
  managedBy: z.literal("pulumi"),
});
export type MandatoryTags = z.output<typeof MandatoryTags>;

/** Those that a stack chooses; the others are known. */
export const CHOSEN = { owner: true, costCentre: true, dataClassification: true } as const;

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
