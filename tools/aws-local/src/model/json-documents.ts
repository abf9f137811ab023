import { hasUnknown, isMap, reveal, Secret, toWire, type Value } from "../protocol/values.ts";
import type { CheckFailure } from "../declarations/validate.ts";

/** Whether two JSON texts say the same: the order of members does not count. False if either is not JSON. */
export function sameDocument(left: string, right: string): boolean {
  try {
    return canonical(JSON.parse(left)) === canonical(JSON.parse(right));
  } catch {
    return false;
  }
}

/**
 * A document that was given as an object, as the text it is kept as. Texts stay as they are; with unknown parts the
 * whole text is unknown, which `undefined` stands for.
 */
export function documentText(value: Value): Value | undefined {
  if (value instanceof Secret) {
    const text = documentText(value.value);
    return text === undefined ? undefined : new Secret(text);
  }
  if (!isMap(value)) return value;
  return hasUnknown(value) ? undefined : JSON.stringify(toWire(reveal(value)));
}

/** A failure if a known text is not a JSON object. */
export function checkDocument(property: string, value: Value | undefined): CheckFailure[] {
  const text = value instanceof Secret ? value.value : value;
  if (typeof text !== "string") return [];
  try {
    const document: unknown = JSON.parse(text);
    if (typeof document === "object" && document !== null && !Array.isArray(document)) return [];
    return [{ property, reason: "Expected a JSON object." }];
  } catch (error) {
    return [{ property, reason: `Expected a JSON document: ${(error as Error).message}.` }];
  }
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join()}}`;
}
