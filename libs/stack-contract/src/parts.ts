import { Output, Resource } from "@pulumi/pulumi";

/**
 * A value with `change` applied to each of its parts: the values and outputs that plain objects and lists hold, at any
 * depth, or the value itself where it is neither.
 */
export function mapParts(value: unknown, change: (part: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((member) => mapParts(member, change));
  if (!isPlainObject(value)) return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapParts(member, change)]));
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  // Outputs are objects like any other to JavaScript.
  if (Output.isInstance(value) || Resource.isInstance(value) || value instanceof Promise) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
