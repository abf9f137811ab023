import { isMap, type Value, type ValueMap } from "../../protocol/values.ts";
import { KINDS, type PolicyKind } from "./policy-kinds.ts";
import { parsedDocument, unknownMembers } from "./policy-members.ts";
import { statementProblems } from "./policy-statement.ts";

const LATEST = "2012-10-17";
const VERSIONS = [LATEST, "2008-10-17"];
const MEMBERS = ["Version", "Id", "Statement"];

/**
 * What is wrong with a policy document, by the grammar of its kind; nothing if it is unknown, or no JSON object (which
 * another check says).
 */
export function policyProblems(value: Value, kind: PolicyKind): string[] {
  const document = parsedDocument(value);
  if (document === undefined) return [];
  const { Statement: statement } = document;
  const problems = [...unknownMembers(document, MEMBERS, "The policy"), ...versionProblems(document, kind)];
  if (statement === undefined) return [...problems, "Statement is missing."];
  const statements = Array.isArray(statement) ? statement : [statement];
  if (statements.length === 0)
    return [...problems, "Statement is empty; a policy has one statement or more."];
  return [
    ...problems,
    ...sidProblems(statements, kind),
    ...statements.flatMap((entry, index) => {
      const where = statements.length === 1 ? "The statement" : `Statement ${index + 1}`;
      return isMap(entry) ? statementProblems(entry, kind, where) : [`${where} is not an object.`];
    }),
  ];
}

function versionProblems({ Version: version, Id: id }: ValueMap, kind: PolicyKind): string[] {
  const allowed = KINDS[kind].latestVersion ? [LATEST] : VERSIONS;
  const problems = id === undefined || typeof id === "string" ? [] : ["Id is a text."];
  if (version === undefined) {
    return KINDS[kind].latestVersion ? [...problems, `Version is missing; it is ${LATEST}.`] : problems;
  }
  if (allowed.includes(String(version))) return problems;
  return [...problems, `Version is ${allowed.join(" or ")}, got ${JSON.stringify(version)}.`];
}

function sidProblems(statements: readonly Value[], kind: PolicyKind): string[] {
  if (!KINDS[kind].strictSids) return [];
  const sids = statements.flatMap((entry) => (isMap(entry) && entry.Sid !== undefined ? [entry.Sid] : []));
  const repeated = new Set(sids.filter((sid, index) => sid !== "" && sids.indexOf(sid) !== index));
  return [...repeated].map((sid) => `The Sid ${JSON.stringify(sid)} stands at two statements.`);
}
