import { clip } from "../text/printable.ts";

/** How much of a value is shown where there is room; renderers cut lines further. */
export const LONGEST = 2_000;

/** A value in one line: JSON, and bare where it stands for what is not shown. */
export function showValue(value: unknown): string {
  if (value === "[secret]" || value === "[unknown]") return value;
  if (value === undefined) return "nothing";
  return clip(JSON.stringify(value) ?? String(value), LONGEST);
}

const CONTEXT = 24;

/**
 * Two long texts that have most in common, each with what is the same at both ends cut away, so that what differs is not
 * behind an ellipsis.
 */
export function aroundDifference(old: string, now: string): [string, string] {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  const most = Math.min(old.length, now.length) - start;
  while (end < most && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  const from = Math.max(0, start - CONTEXT);
  const cut = (text: string): string => {
    const to = Math.min(text.length, text.length - end + CONTEXT);
    return `${from > 0 ? "…" : ""}${text.slice(from, to)}${to < text.length ? "…" : ""}`.toWellFormed();
  };
  return [cut(old), cut(now)];
}
