import { isMap, type Value, type ValueMap } from "../../protocol/values.ts";
import { parsedDocument } from "./policy-members.ts";

/** The one member that a management policy of an organization has, by the policy's type. */
const ROOTS: Record<string, string> = {
  TAG_POLICY: "tags",
  BACKUP_POLICY: "plans",
  AISERVICES_OPT_OUT_POLICY: "services",
  CHATBOT_POLICY: "chatbot",
  DECLARATIVE_POLICY_EC2: "ec2_attributes",
};

/** https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html */
const OPERATORS = ["@@assign", "@@append", "@@remove", "@@operators_allowed_for_child_policies"];

/** What is wrong with a management policy: its member, and the inheritance operators in it. @param type as `TAG_POLICY` */
export function managementPolicyProblems(value: Value, type: string): string[] {
  const document = parsedDocument(value);
  if (document === undefined) return [];
  const root = ROOTS[type];
  const keys = Object.keys(document);
  const wrong = root !== undefined && (keys.length !== 1 || keys[0] !== root);
  return [
    ...(wrong ? [`A ${type} has the member ${root}, and no other; got ${keys.join(", ") || "none"}.`] : []),
    ...operatorProblems(document),
  ];
}

function operatorProblems(map: ValueMap): string[] {
  return Object.entries(map).flatMap(([key, value]) => {
    const own =
      key.startsWith("@@") && !OPERATORS.includes(key)
        ? [`There is no operator ${key}; allowed are ${OPERATORS.join(", ")}.`]
        : [];
    return isMap(value) ? [...own, ...operatorProblems(value)] : own;
  });
}
