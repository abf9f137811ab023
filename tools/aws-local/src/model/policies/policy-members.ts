import { isMap, type Value, type ValueMap } from "../../protocol/values.ts";

/** The texts of a member that is one text or a list of them. */
export function texts(value: Value | undefined): string[] {
  return (Array.isArray(value) ? value : [value]).filter((entry) => typeof entry === "string");
}

/** Members that are none of those allowed. */
export function unknownMembers(map: ValueMap, allowed: readonly string[], where: string): string[] {
  return Object.keys(map)
    .filter((key) => !allowed.includes(key))
    .map((key) => `${where} has a member ${key}; allowed are ${allowed.join(", ")}.`);
}

/** A document from its text; undefined if it is none. */
export function parsedDocument(value: Value): ValueMap | undefined {
  if (typeof value !== "string") return undefined;
  try {
    const document = JSON.parse(value) as Value;
    return isMap(document) ? document : undefined;
  } catch {
    return undefined;
  }
}
