import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/** What a lease's item is made of. */
export type Plain =
  string | number | boolean | readonly Plain[] | { readonly [name: string]: Plain | undefined };

export type Item = Record<string, AttributeValue>;

/** A value as DynamoDB has it; members without a value are left out. */
export function toAttribute(value: Plain): AttributeValue {
  if (typeof value === "string") return { S: value };
  if (typeof value === "number") return { N: String(value) };
  if (typeof value === "boolean") return { BOOL: value };
  if (isList(value)) return { L: value.map(toAttribute) };
  const members = Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : [[name, toAttribute(member)] as const],
  );
  return { M: Object.fromEntries(members) };
}

/** The value of an attribute; `undefined` for a type that no lease has. */
export function fromAttribute(attribute: AttributeValue): unknown {
  if (attribute.S !== undefined) return attribute.S;
  if (attribute.N !== undefined) return Number(attribute.N);
  if (attribute.BOOL !== undefined) return attribute.BOOL;
  if (attribute.L !== undefined) return attribute.L.map(fromAttribute);
  return attribute.M === undefined ? undefined : fromItem(attribute.M);
}

export function fromItem(item: Item): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(item).map(([name, attribute]) => [name, fromAttribute(attribute)]),
  );
}

// Array.isArray does not narrow a readonly array.
function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}
