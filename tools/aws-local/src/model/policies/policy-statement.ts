import { isMap, type Value, type ValueMap } from "../../protocol/values.ts";
import { conditionProblems } from "./policy-condition.ts";
import { KINDS, type PolicyKind } from "./policy-kinds.ts";
import { texts, unknownMembers } from "./policy-members.ts";
import { principalProblems } from "./policy-principal.ts";
import { resourceProblems } from "./policy-resource.ts";

const MEMBERS = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
];

/** What is wrong with one statement of a policy. @param where how the statement is called in sentences */
export function statementProblems(statement: ValueMap, kind: PolicyKind, where: string): string[] {
  return [
    ...unknownMembers(statement, MEMBERS, where),
    ...effectProblems(statement, kind, where),
    ...sidProblems(statement, kind, where),
    ...pairProblems(statement, "Action", where, "required"),
    ...actionProblems(statement, kind, where),
    ...pairProblems(statement, "Resource", where, KINDS[kind].resource),
    ...resourceProblems(statement, where),
    ...pairProblems(statement, "Principal", where, KINDS[kind].principal),
    ...(KINDS[kind].principal === "forbidden" ? [] : principalProblems(statement, where)),
    ...conditionProblems(statement.Condition, where),
    ...resourceControlProblems(statement, kind, where),
  ];
}

function effectProblems({ Effect: effect }: ValueMap, kind: PolicyKind, where: string): string[] {
  if (effect === undefined) return [`${where} has no Effect.`];
  if (KINDS[kind].onlyDeny === true && effect !== "Deny") {
    return [`${where}: the Effect of a resource control policy is Deny, got ${JSON.stringify(effect)}.`];
  }
  if (effect === "Allow" || effect === "Deny") return [];
  return [`${where}: Effect is Allow or Deny, got ${JSON.stringify(effect)}.`];
}

function sidProblems({ Sid: sid }: ValueMap, kind: PolicyKind, where: string): string[] {
  if (sid === undefined) return [];
  if (typeof sid !== "string") return [`${where}: Sid is a text.`];
  if (!KINDS[kind].strictSids || /^[A-Za-z\d]*$/.test(sid)) return [];
  return [`${where}: a Sid has letters and digits only, got ${JSON.stringify(sid)}.`];
}

/** Of a member and its opposite at most one is given; what is given is not empty. */
function pairProblems(
  statement: ValueMap,
  key: string,
  where: string,
  presence: "required" | "forbidden" | "optional",
): string[] {
  const given = [key, `Not${key}`].filter((member) => statement[member] !== undefined);
  if (presence === "forbidden")
    return given.map((member) => `${where} has a ${member}: ${FORBIDDEN[key] ?? ""}`);
  if (given.length === 2) return [`${where} has both ${key} and Not${key}.`];
  const [member] = given;
  if (member === undefined) return presence === "required" ? [`${where} has no ${key}.`] : [];
  return isEmpty(statement[member]) ? [`${where}: ${member} is empty.`] : [];
}

const FORBIDDEN: Record<string, string> = {
  Resource: "a trust policy has none.",
  Principal: "it belongs into policies of resources and roles.",
};

function actionProblems(statement: ValueMap, kind: PolicyKind, where: string): string[] {
  return texts(statement.Action ?? statement.NotAction).flatMap((action) => {
    if (action !== "*" && !/^[a-zA-Z\d-]+:[\w*?]+$/.test(action)) {
      return [`${where}: an Action is * or service:action, got ${JSON.stringify(action)}.`];
    }
    const refused = KINDS[kind].refusedAction?.(action);
    return refused === undefined ? [] : [`${where}: ${refused}; got ${JSON.stringify(action)}.`];
  });
}

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html */
function resourceControlProblems(statement: ValueMap, kind: PolicyKind, where: string): string[] {
  if (kind !== "resourceControl") return [];
  const { Principal: principal, NotPrincipal: notPrincipal, NotAction: notAction } = statement;
  return [
    ...(principal === undefined || principal === "*"
      ? []
      : [`${where}: the Principal of a resource control policy is *.`]),
    ...(notPrincipal === undefined ? [] : [`${where}: a resource control policy has no NotPrincipal.`]),
    ...(notAction === undefined ? [] : [`${where}: a resource control policy has no NotAction.`]),
  ];
}

function isEmpty(value: Value | undefined): boolean {
  return (
    value === "" ||
    (Array.isArray(value) && value.length === 0) ||
    (isMap(value) && Object.keys(value).length === 0)
  );
}
