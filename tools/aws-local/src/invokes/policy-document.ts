import { isMap, type Value, type ValueMap } from "../protocol/values.ts";
import type { Invokes } from "./index.ts";

/** Renders IAM policy documents as the AWS provider does. */
export const policyDocumentInvokes: Invokes = {
  "aws:iam/getPolicyDocument:getPolicyDocument": (args) => {
    const sources = texts(args.sourcePolicyDocuments).map(parse);
    const overrides = texts(args.overridePolicyDocuments).map(parse);
    const own = maps(args.statements).map(statement);
    const statements = [...sources.flatMap(statementsOf), ...own];
    assertUniqueSids(statements);
    const document = {
      Version: text(args.version) ?? "2012-10-17",
      ...(text(args.policyId) === undefined ? {} : { Id: text(args.policyId) }),
      Statement: override(statements, overrides.flatMap(statementsOf)),
    };
    return {
      ...args,
      id: "policy-document",
      json: JSON.stringify(document, null, 2),
      minifiedJson: JSON.stringify(document),
    };
  },
};

interface Statement {
  Sid?: string;
  [key: string]: unknown;
}

function statement(input: ValueMap): Statement {
  const conditions: Record<string, Record<string, string | string[]>> = {};
  for (const { test, variable, values } of maps(input.conditions)) {
    const operator = (conditions[String(test)] ??= {});
    operator[String(variable)] = oneOrMany([...texts(operator[String(variable)]), ...texts(values)]);
  }
  return withoutAbsent({
    Sid: text(input.sid),
    Effect: text(input.effect) ?? "Allow",
    Action: list(input.actions),
    NotAction: list(input.notActions),
    Resource: list(input.resources),
    NotResource: list(input.notResources),
    Principal: principals(input.principals),
    NotPrincipal: principals(input.notPrincipals),
    Condition: Object.keys(conditions).length === 0 ? undefined : conditions,
  });
}

function principals(value: Value | undefined): unknown {
  const given = maps(value);
  if (given.length === 0) return undefined;
  const byType: Record<string, string[]> = {};
  for (const { type, identifiers } of given) (byType[String(type)] ??= []).push(...texts(identifiers));
  if (byType["*"] !== undefined) return "*";
  return Object.fromEntries(
    Object.entries(byType).map(([type, identifiers]) => [type, oneOrMany(identifiers)]),
  );
}

/** A statement of the same Sid replaces the one of before; others are added. */
function override(statements: Statement[], overrides: Statement[]): Statement[] {
  const kept = statements.map(
    (one) => overrides.findLast(({ Sid }) => Sid !== undefined && Sid !== "" && Sid === one.Sid) ?? one,
  );
  const added = overrides.filter((one) => !kept.includes(one));
  return [...kept, ...added];
}

function assertUniqueSids(statements: readonly Statement[]): void {
  const sids = statements.flatMap(({ Sid }) => (Sid === undefined || Sid === "" ? [] : [Sid]));
  const repeated = [...new Set(sids.filter((sid, index) => sids.indexOf(sid) !== index))];
  if (repeated.length > 0)
    throw new Error(`getPolicyDocument: the Sid ${repeated.join(", ")} is used more than once.`);
}

function parse(document: string): { Statement?: unknown } {
  try {
    return JSON.parse(document) as { Statement?: unknown };
  } catch (error) {
    throw new Error(`getPolicyDocument: a policy document is not JSON: ${(error as Error).message}`);
  }
}

function statementsOf({ Statement }: { Statement?: unknown }): Statement[] {
  if (Statement === undefined) return [];
  return (Array.isArray(Statement) ? Statement : [Statement]) as Statement[];
}

function list(value: Value | undefined): string | string[] | undefined {
  const entries = texts(value);
  return entries.length === 0 ? undefined : oneOrMany(entries);
}

function oneOrMany(entries: string[]): string | string[] {
  return entries.length === 1 ? (entries[0] as string) : [...entries].sort();
}

function text(value: Value | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function texts(value: Value | undefined): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
}

function maps(value: Value | undefined): ValueMap[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

function withoutAbsent(object: Statement): Statement {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
