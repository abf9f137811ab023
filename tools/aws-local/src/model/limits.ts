import type { CheckFailure } from "../declarations/validate.ts";
import { isMap, type Value, type ValueMap } from "../protocol/values.ts";
import { childPath } from "./paths.ts";

/** A rule of AWS about the values at a path (of member names, through lists). */
export interface Limit {
  path: string;
  /** The smallest and largest number. */
  range?: readonly [number, number];
  /** The fewest and most characters of a text. */
  length?: readonly [number, number];
  /** The fewest and most entries of a list, or members of a map. */
  count?: readonly [number, number];
  oneOf?: readonly (string | number)[];
  pattern?: RegExp;
  /** What the pattern means, in words: "letters, digits and hyphens". */
  meaning?: string;
  /** The page of documentation that says so. */
  source: string;
}

/** Checks known values against rules; each failure names the page that it is from. */
export function checkLimits(limits: readonly Limit[], inputs: ValueMap): CheckFailure[] {
  return limits.flatMap((limit) =>
    at(inputs, limit.path.split("."), "").flatMap(({ value, property }) => {
      const reason = broken(value, limit);
      return reason === undefined ? [] : [{ property, reason: `${reason} See ${limit.source}` }];
    }),
  );
}

function broken(value: Value, { range, length, count, oneOf, pattern, meaning }: Limit): string | undefined {
  if (typeof value === "number" && range !== undefined && (value < range[0] || value > range[1])) {
    return `AWS allows ${span(range)}, got ${value}.`;
  }
  if (typeof value === "string" && length !== undefined && outside(value.length, length)) {
    return `AWS allows ${length[0]} to ${length[1]} characters, got ${value.length}.`;
  }
  const size = Array.isArray(value) ? value.length : isMap(value) ? Object.keys(value).length : undefined;
  if (size !== undefined && count !== undefined && outside(size, count)) {
    return `AWS allows ${span(count)} entries, got ${size}.`;
  }
  const entries = Array.isArray(value) ? value : [value];
  for (const entry of entries) {
    if (typeof entry !== "string" && typeof entry !== "number") continue;
    if (oneOf !== undefined && !oneOf.includes(entry)) {
      return `AWS allows ${oneOf.join(", ")}; got ${JSON.stringify(entry)}.`;
    }
    if (pattern !== undefined && !pattern.test(String(entry))) {
      return `AWS expects ${meaning}; got ${JSON.stringify(entry)}.`;
    }
  }
  return undefined;
}

function span([least, most]: readonly [number, number]): string {
  return most === Infinity ? `${least} or more` : `${least} to ${most}`;
}

function outside(size: number, [least, most]: readonly [number, number]): boolean {
  return size < least || size > most;
}

/** The values at a path; lists on the way are entered, with positions in the paths, the last value is left whole. */
function at(value: Value, [key, ...rest]: string[], path: string): { value: Value; property: string }[] {
  if (key === undefined) return [{ value, property: path }];
  if (Array.isArray(value)) {
    return value.flatMap((entry, index) => at(entry, [key, ...rest], `${path}[${index}]`));
  }
  const member = isMap(value) ? value[key] : undefined;
  return member === undefined || member === null ? [] : at(member, rest, childPath(path, key));
}
