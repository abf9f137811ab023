import type { CheckFailure } from "../declarations/validate.ts";
import { isMap, type Value, type ValueMap } from "../protocol/values.ts";
import { valuesAt } from "./paths.ts";

/**
 * What a policy document is for: what a principal may do (`identity`), who may assume a role (`trust`), who may use a
 * resource (`resource`), what an organization allows (`serviceControl`).
 */
export type PolicyKind = "identity" | "trust" | "resource" | "serviceControl";

const GRAMMAR = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html";
const VERSIONS = ["2012-10-17", "2008-10-17"];
const DOCUMENT_KEYS = ["Version", "Id", "Statement"];
const STATEMENT_KEYS = [
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

/** Checks the policy documents among the inputs. @param policies what kind of policy each path holds */
export function checkPolicies(policies: Record<string, PolicyKind>, inputs: ValueMap): CheckFailure[] {
  return Object.entries(policies).flatMap(([property, kind]) =>
    valuesAt(inputs, property)
      .flatMap((value) => policyProblems(value, kind))
      .map((problem) => ({ property, reason: `${problem} See ${GRAMMAR}` })),
  );
}

/** What is wrong with a policy document; nothing if it is unknown, or no JSON (which another check says). */
export function policyProblems(value: Value, kind: PolicyKind): string[] {
  if (typeof value !== "string") return [];
  const document = parsed(value);
  if (!isMap(document)) return [];
  const problems = unknownKeys(document, DOCUMENT_KEYS, "The policy");
  const { Version: version, Statement: statement } = document;
  if (version !== undefined && !VERSIONS.includes(String(version))) {
    problems.push(`Version is ${VERSIONS.join(" or ")}, got ${JSON.stringify(version)}.`);
  }
  if (version === undefined && kind === "serviceControl") problems.push("Version is missing.");
  if (statement === undefined) return [...problems, "Statement is missing."];
  const statements = Array.isArray(statement) ? statement : [statement];
  const sids = statements
    .map((entry) => (isMap(entry) ? entry.Sid : undefined))
    .filter((sid) => sid !== undefined);
  const repeated = sids.find((sid, index) => sids.indexOf(sid) !== index);
  if (repeated !== undefined) problems.push(`The Sid ${JSON.stringify(repeated)} stands at two statements.`);
  return [
    ...problems,
    ...statements.flatMap((entry, index) => {
      const where = statements.length === 1 ? "The statement" : `Statement ${index + 1}`;
      return isMap(entry) ? statementProblems(entry, kind, where) : [`${where} is not an object.`];
    }),
  ];
}

function statementProblems(statement: ValueMap, kind: PolicyKind, where: string): string[] {
  const problems = unknownKeys(statement, STATEMENT_KEYS, where);
  const { Effect: effect, Sid: sid } = statement;
  if (effect === undefined) problems.push(`${where} has no Effect.`);
  else if (effect !== "Allow" && effect !== "Deny") {
    problems.push(`${where}: Effect is Allow or Deny, got ${JSON.stringify(effect)}.`);
  }
  if (kind === "identity" && typeof sid === "string" && !/^[A-Za-z\d]*$/.test(sid)) {
    problems.push(`${where}: a Sid has letters and digits only, got ${JSON.stringify(sid)}.`);
  }
  problems.push(...oneOfPair(statement, "Action", where, true));
  problems.push(...actionProblems(statement, where));
  const hasResource = statement.Resource !== undefined || statement.NotResource !== undefined;
  if (kind === "trust") {
    if (hasResource) problems.push(`${where} has a Resource: a trust policy has none.`);
  } else {
    problems.push(...oneOfPair(statement, "Resource", where, kind !== "resource"));
    if (kind === "identity" || kind === "serviceControl")
      problems.push(...resourceProblems(statement, where));
  }
  const hasPrincipal = statement.Principal !== undefined || statement.NotPrincipal !== undefined;
  if (kind === "identity" || kind === "serviceControl") {
    if (hasPrincipal)
      problems.push(`${where} has a Principal: it belongs into policies of resources and roles.`);
  } else {
    problems.push(...oneOfPair(statement, "Principal", where, true));
    problems.push(...principalProblems(statement.Principal, where));
  }
  if (statement.Condition !== undefined && !isMap(statement.Condition)) {
    problems.push(`${where}: Condition is an object of operators.`);
  }
  return problems;
}

function oneOfPair(statement: ValueMap, key: string, where: string, required: boolean): string[] {
  const [plain, not] = [statement[key], statement[`Not${key}`]];
  if (plain !== undefined && not !== undefined) return [`${where} has both ${key} and Not${key}.`];
  const empty = (value: Value | undefined) => Array.isArray(value) && value.length === 0;
  if (empty(plain) || empty(not)) return [`${where}: ${key} is empty.`];
  return required && plain === undefined && not === undefined ? [`${where} has no ${key}.`] : [];
}

function actionProblems(statement: ValueMap, where: string): string[] {
  return texts(statement.Action ?? statement.NotAction)
    .filter((action) => action !== "*" && !/^[a-zA-Z\d-]+:[\w*?]+$/.test(action))
    .map((action) => `${where}: an Action is * or service:action, got ${JSON.stringify(action)}.`);
}

function resourceProblems(statement: ValueMap, where: string): string[] {
  // A policy variable may stand for any part.
  return texts(statement.Resource ?? statement.NotResource)
    .filter((resource) => !/^\*$|^arn:|^\$\{/.test(resource))
    .map((resource) => `${where}: a Resource is * or an ARN, got ${JSON.stringify(resource)}.`);
}

const PRINCIPALS = ["AWS", "Service", "Federated", "CanonicalUser"];

function principalProblems(principal: Value | undefined, where: string): string[] {
  if (principal === undefined || principal === "*") return [];
  if (!isMap(principal)) return [`${where}: a Principal is * or an object of ${PRINCIPALS.join(", ")}.`];
  const unknown = Object.keys(principal).filter((key) => !PRINCIPALS.includes(key));
  const services = texts(principal.Service).filter(
    (service) => !/^[\w.-]+\.(amazonaws\.com(\.cn)?|aws\.internal|amazon\.com|aws\.com)$/.test(service),
  );
  const accounts = texts(principal.AWS).filter(
    (text) => !/^\*$|^\d{12}$|^arn:[\w-]+:(iam|sts)::|^A[A-Z\d]{15,}$|^\$\{/.test(text),
  );
  return [
    ...unknown.map((key) => `${where}: a Principal is one of ${PRINCIPALS.join(", ")}, got ${key}.`),
    ...services.map(
      (name) => `${where}: a service's name ends in .amazonaws.com, got ${JSON.stringify(name)}.`,
    ),
    ...accounts.map(
      (text) => `${where}: an AWS principal is an account or an ARN, got ${JSON.stringify(text)}.`,
    ),
  ];
}

function unknownKeys(map: ValueMap, allowed: readonly string[], where: string): string[] {
  return Object.keys(map)
    .filter((key) => !allowed.includes(key))
    .map((key) => `${where} has a member ${key}; allowed are ${allowed.join(", ")}.`);
}

function texts(value: Value | undefined): string[] {
  return (Array.isArray(value) ? value : [value]).filter((entry) => typeof entry === "string");
}

function parsed(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return null;
  }
}
