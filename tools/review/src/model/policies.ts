import type { ChangeSet } from "@strata/change-set";
import type { PolicyReview } from "../review.ts";

/** What policies found, the same finding of several resources once; what stops an update comes first. */
export function reviewPolicies(changeSets: readonly ChangeSet[]): PolicyReview[] {
  const found = new Map<string, PolicyReview>();
  for (const { stack, policies } of changeSets) {
    for (const { urn, ...finding } of policies) {
      const key = JSON.stringify([stack, finding]);
      const names = urn === undefined ? [] : [urn.slice(urn.lastIndexOf("::") + 2)];
      found.set(key, { stack, ...finding, names: [...(found.get(key)?.names ?? []), ...names] });
    }
  }
  return [...found.values()].sort((left, right) => rank(left) - rank(right));
}

function rank({ enforcement }: PolicyReview): number {
  return ["mandatory", "remediate", "advisory"].indexOf(enforcement) >>> 0;
}
