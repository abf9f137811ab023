import type { ResourceDeclaration } from "../declarations/read-declarations.ts";
import type { Value } from "../protocol/values.ts";
import { documentedReplacements } from "./replacement-sources.ts";
import type { ResourceContext, ResourceDescriptor } from "./descriptor.ts";

/** The longest name that pulumi-aws generates for a type of which it knows no more. */
const MAX_NAME_LENGTH = 255;

/**
 * What is assumed of a type that nobody has described: IDs and ARNs of a general form with our mark, a generated name
 * where a name is optional, and replacement where the installed documentation says so. Names are not taken to be
 * unique, and nothing is known of the rules of its service.
 */
export function genericDescriptor(token: string, declaration: ResourceDeclaration): ResourceDescriptor {
  const { inputs, outputs } = declaration;
  const kind = kindOf(token);
  const service = token.split(":")[1]?.split("/")[0] ?? "";
  const named = inputs.name?.type.kind === "string" && !inputs.name.required && outputs.name !== undefined;
  const computed = Object.entries(outputs).flatMap(([key, { type, required }]) => {
    const compute = required && type.kind === "string" ? computedText(key, service, kind) : undefined;
    return compute === undefined ? [] : [[key, orInput(key, compute)] as const];
  });
  return {
    ...(named ? { naming: { property: "name", maxLength: MAX_NAME_LENGTH } } : {}),
    id: ({ hex }) => `${kind}-0${hex(16)}`,
    uniqueKey: null,
    computed: Object.fromEntries(computed),
    replaceOn: documentedReplacements(declaration),
  };
}

/** `aws:dynamodb/globalTable:GlobalTable` is `global-table`. */
function kindOf(token: string): string {
  return (token.split(":")[2] ?? "").replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, "-").toLowerCase();
}

type Compute = (context: ResourceContext) => Value;

function computedText(key: string, service: string, kind: string): Compute | undefined {
  if (key === "arn") return (context) => arnOf(context, service, `${kind}/${context.id}`);
  if (/^(owner|ownerId|accountId|ownerAccountId|ownerAccount)$/.test(key)) return ({ account }) => account;
  if (key.endsWith("Arn")) return (context) => arnOf(context, service, `${key.slice(0, -3)}/${context.id}`);
  if (/^(create|created|creation)(At|Date|Time|dAt|dDate|Timestamp)?$/.test(key)) {
    return ({ createdAt }) => createdAt;
  }
  if (key.endsWith("Id") || key === "uniqueId") return ({ hex }) => `${key.slice(0, -2)}-0${hex(16, key)}`;
  return undefined;
}

function orInput(key: string, compute: Compute): Compute {
  return (context) => context.inputs[key] ?? context.previous?.[key] ?? compute(context);
}

function arnOf(context: ResourceContext, service: string, resource: string): string {
  const { partition, account, regional, region } = context;
  return `arn:${partition}:${service}:${regional ? region : ""}:${account}:${resource}`;
}
