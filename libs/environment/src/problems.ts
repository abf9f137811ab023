import type { z } from "zod";

/** One thing that is wrong with a value: where in it, what was found there, and what is allowed. */
export interface Problem {
  /** Property names and list indices that lead to the value; empty for the value itself. */
  path: readonly PropertyKey[];
  got: unknown;
  /** A sentence without a full stop. */
  allowed: string;
}

/** In the `params` of a custom check of a schema: what it refuses must not be shown. */
export const HIDDEN = { hidden: true } as const;

/** The problems in what a zod schema has found wrong with `value`, in zod's order. */
export function problemsOf(error: z.ZodError, value: unknown): Problem[] {
  return error.issues.map((issue) => ({
    path: issue.path,
    got: gotOf(issue, value),
    allowed: lowerFirst(messageOf(issue)),
  }));
}

/** What is wrong with a key of a record is in the issues inside. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== "invalid_key") return issue.message;
  return issue.issues.map(({ message }) => message).join("; ") || issue.message;
}

function gotOf(issue: z.core.$ZodIssue, value: unknown): unknown {
  // The keys alone: what is in them may be what must not be shown.
  if (issue.code === "unrecognized_keys") return issue.keys;
  if (issue.code === "invalid_key") return issue.path.at(-1);
  if (issue.code === "custom" && issue.params?.["hidden"] === true) return "(not shown)";
  return valueAt(value, issue.path);
}

/** The value at a path, `undefined` where the path leads nowhere. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      inner !== null && typeof inner === "object" ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}

/** `subnets[0].cidrBlock` */
export function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : `${index === 0 ? "" : "."}${String(key)}`))
    .join("");
}

const LONGEST_SHOWN = 120;

/** A value as an error message shows it: JSON, shortened, and `nothing` where there is none. */
export function showValue(value: unknown): string {
  if (value === undefined) return "nothing";
  const shown = JSON.stringify(value) ?? String(value);
  return shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN)}…` : shown;
}

/** A list for the end of an error message, one problem a line. */
export function bulletList(lines: readonly string[]): string {
  return lines.map((line) => `  - ${line}`).join("\n");
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
