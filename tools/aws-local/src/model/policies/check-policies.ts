import type { CheckFailure } from "../../declarations/validate.ts";
import type { Value, ValueMap } from "../../protocol/values.ts";
import { valuesAt } from "../paths.ts";
import { managementPolicyProblems } from "./management-policy.ts";
import { policyProblems } from "./policy-document.ts";
import { KINDS, type PolicyKind } from "./policy-kinds.ts";

/** An input that holds a policy document. */
export interface PolicyInput {
  /** What kind it is; for management policies of an organization, their type as AWS names it. */
  kind: PolicyKind | ((inputs: ValueMap) => PolicyKind | { management: string } | undefined);
  /** The most characters, or bytes of UTF-8; without white space, where AWS does not count it. */
  size?: { most: number; whiteSpace: boolean; unit?: "bytes"; source: string };
}

const MANAGEMENT =
  "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_type-management.html";

/** Checks the policy documents among the inputs, by the path of each. */
export function checkPolicies(policies: Record<string, PolicyInput>, inputs: ValueMap): CheckFailure[] {
  return Object.entries(policies).flatMap(([property, policy]) => {
    const kind = typeof policy.kind === "function" ? policy.kind(inputs) : policy.kind;
    return valuesAt(inputs, property)
      .flatMap((value) => [
        ...(kind === undefined ? [] : grammarProblems(value, kind)),
        ...sizeProblems(value, policy),
      ])
      .map((reason) => ({ property, reason }));
  });
}

function grammarProblems(value: Value, kind: PolicyKind | { management: string }): string[] {
  const [problems, source] =
    typeof kind === "string"
      ? [policyProblems(value, kind), KINDS[kind].source]
      : [managementPolicyProblems(value, kind.management), MANAGEMENT];
  return problems.map((problem) => `${problem} See ${source}`);
}

function sizeProblems(value: Value, { size }: PolicyInput): string[] {
  if (typeof value !== "string" || size === undefined) return [];
  const counted = size.whiteSpace ? value : value.replaceAll(/\s/g, "");
  const { unit = "characters" } = size;
  const length = unit === "bytes" ? Buffer.byteLength(counted) : counted.length;
  if (length <= size.most) return [];
  const without = size.whiteSpace ? "" : " without white space";
  return [`AWS allows ${size.most} ${unit}${without}, got ${length}. See ${size.source}`];
}
