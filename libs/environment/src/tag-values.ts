// The values that mandatory tags may have (libs/tagging). They are here and not with the rules for tags because they
// are, like accounts and regions, what an organization writes down about itself: this folder is what it edits.

/** Placeholder: the teams that answer for resources. */
export const OWNERS = ["platform", "data", "product"] as const;

/** Placeholder: who pays, as accounting names it. */
export const COST_CENTRES = ["CC-1000", "CC-2000", "CC-3000"] as const;

/** How much harm it does if data gets out, from none to severe. */
export const DATA_CLASSIFICATIONS = ["public", "internal", "confidential", "restricted"] as const;

export type Owner = (typeof OWNERS)[number];
export type CostCentre = (typeof COST_CENTRES)[number];
export type DataClassification = (typeof DATA_CLASSIFICATIONS)[number];
