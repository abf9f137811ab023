import { diffLines } from "diff";
import type { Line } from "./line.ts";
import { isObject, parseObject, parsePolicy } from "./policy-document.ts";
import { policyDifference, policyLines } from "./policy-difference.ts";
import { clip } from "../text/printable.ts";
import { aroundDifference, LONGEST, showValue } from "./show-value.ts";

/** A property or an output that changes; its values may be shown. */
export interface ChangedValue {
  readonly path: string;
  readonly kind: "add" | "update" | "delete";
  readonly old?: unknown;
  readonly new?: unknown;
  /** Said behind the value, such as that it forces a replacement. */
  readonly note?: string;
}

/** A value with more than this many lines of difference is cut. */
const MOST_LINES = 200;
/** A line with both values is read at a glance up to this length. */
const SHORT = 60;
/** Work of jsdiff on one text, in edits, after which the texts are shown as two. */
const MOST_EDITS = 400;
/** Lines that stay, shown around those that change. */
const CONTEXT_LINES = 2;

/** How a value differs: as a policy if it is one, as a document if it is one, line by line, else the two values. */
export function differenceOf(change: ChangedValue): Line[] {
  const lines = linesOf(change);
  if (lines.length <= MOST_LINES) return lines;
  return [
    ...lines.slice(0, MOST_LINES),
    { mark: " ", text: `… ${lines.length - MOST_LINES} more lines of ${change.path}` },
  ];
}

function linesOf(change: ChangedValue): Line[] {
  const { path, kind, old, new: now } = change;
  const [before, after] = [parsePolicy(old), parsePolicy(now)];
  if (
    (before ?? after) !== undefined &&
    (before !== undefined || kind === "add") &&
    (after !== undefined || kind === "delete")
  )
    return below(change, policyLines(policyDifference(before ?? [], after ?? [])));
  if (kind !== "update") {
    const mark = kind === "add" ? "+" : "-";
    return flat(path, kind === "add" ? now : old).map(([at, value]): Line => ({
      mark,
      text: `${at}: ${showValue(value)}${note(change)}`,
    }));
  }
  if (typeof old === "string" && typeof now === "string") {
    const documents = [parseObject(old), parseObject(now)];
    if (documents.every((document) => document !== undefined))
      return below(change, valueLines("", documents[0], documents[1], ""));
    if (old.includes("\n") || now.includes("\n")) {
      const lines = textLines(old, now);
      if (lines !== undefined) return below(change, lines);
    }
  }
  return valueLines(path, old, now, note(change));
}

/** The lines of a document, below the property that holds it. */
function below(change: ChangedValue, lines: readonly Line[]): Line[] {
  const mark = { add: "+", delete: "-", update: " " }[change.kind] as Line["mark"];
  const none: Line[] = [{ mark: " ", text: "  only its layout changes" }];
  return [
    { mark, text: `${change.path}:${note(change)}` },
    ...(lines.length === 0
      ? none
      : lines.map(({ mark: own, text }): Line => ({ mark: own, text: `  ${text}` }))),
  ];
}

function note({ note: text }: ChangedValue): string {
  return text === undefined ? "" : `   (${text})`;
}

/** Two values: objects member by member, lists of plain values by what is in them, anything else by both. */
function valueLines(path: string, old: unknown, now: unknown, tail: string): Line[] {
  if (isObject(old) && isObject(now)) {
    const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
    return names.flatMap((name) => {
      const at = path === "" ? name : `${path}.${name}`;
      if (!Object.hasOwn(old, name))
        return flat(at, now[name]).map(([to, value]) => one("+", to, value, tail));
      if (!Object.hasOwn(now, name))
        return flat(at, old[name]).map(([to, value]) => one("-", to, value, tail));
      return same(old[name], now[name]) ? [] : valueLines(at, old[name], now[name], tail);
    });
  }
  if (Array.isArray(old) && Array.isArray(now)) {
    const [before, after] = [old.map(showValue), now.map(showValue)];
    const plain = [...old, ...now].every((item) => typeof item !== "object" || item === null);
    const added = now.filter((_, index) => !before.includes(after[index] ?? ""));
    const removed = old.filter((_, index) => !after.includes(before[index] ?? ""));
    if (plain && added.length + removed.length > 0)
      return [
        ...removed.map((item) => one("-", `${path}[]`, item, tail)),
        ...added.map((item) => one("+", `${path}[]`, item, tail)),
      ];
    if (!plain)
      return Array.from({ length: Math.max(old.length, now.length) }, (_, index) => index).flatMap(
        (index) => {
          const at = `${path}[${index}]`;
          if (index >= old.length)
            return flat(at, now[index]).map(([to, value]) => one("+", to, value, tail));
          if (index >= now.length)
            return flat(at, old[index]).map(([to, value]) => one("-", to, value, tail));
          return same(old[index], now[index]) ? [] : valueLines(at, old[index], now[index], tail);
        },
      );
  }
  const label = path === "" ? "" : `${path}: `;
  const [shownOld, shownNew] =
    typeof old === "string" && typeof now === "string" && old.length + now.length > 2 * SHORT
      ? aroundDifference(old, now).map((text) => showValue(text))
      : [showValue(old), showValue(now)];
  if (shownOld !== shownNew && looksLike(shownOld ?? "", shownNew ?? ""))
    return [{ mark: "!", text: `${label}${spelled(shownOld ?? "")} → ${spelled(shownNew ?? "")}${tail}` }];
  if (shownOld === shownNew)
    return [
      {
        mark: "!",
        text: `${label}${shownOld} → ${shownNew === "[secret]" ? "another [secret]" : shownNew}${tail}`,
      },
    ];
  if ((shownOld ?? "").length + (shownNew ?? "").length <= SHORT * 2)
    return [{ mark: "!", text: `${label}${shownOld} → ${shownNew}${tail}` }];
  return [
    { mark: "-", text: `${label}${shownOld}${tail}` },
    { mark: "+", text: `${label}${shownNew}` },
  ];
}

function one(mark: Line["mark"], path: string, value: unknown, tail: string): Line {
  return { mark, text: `${path}: ${showValue(value)}${tail}` };
}

/** The plain values in a value, with their paths; empty objects and lists count as plain. */
function flat(path: string, value: unknown): [string, unknown][] {
  const members: [string, unknown][] = Array.isArray(value)
    ? value.map((item, index): [string, unknown] => [`${path}[${index}]`, item])
    : isObject(value)
      ? Object.entries(value).map(([name, item]): [string, unknown] => [`${path}.${name}`, item])
      : [];
  const plainList = Array.isArray(value) && value.every((item) => typeof item !== "object" || item === null);
  if (members.length === 0 || plainList) return [[path, value]];
  return members.flatMap(([at, item]) => flat(at, item));
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** A text of several lines by its lines; undefined where the texts have too little in common. */
function textLines(old: string, now: string): Line[] | undefined {
  const parts = diffLines(old, now, { maxEditLength: MOST_EDITS });
  if (parts === undefined) return undefined;
  return parts.flatMap(({ added, removed, value }, index): Line[] => {
    const lines = value.replace(/\n$/, "").split("\n");
    if (added || removed)
      return lines.map((text) => ({ mark: added ? "+" : "-", text: clip(text, LONGEST) }));
    const kept = lines.map((text): Line => ({ mark: " ", text: clip(text, LONGEST) }));
    const first = index === 0 ? 0 : CONTEXT_LINES;
    const last = index === parts.length - 1 ? 0 : CONTEXT_LINES;
    if (kept.length <= first + last + 1) return kept;
    return [...kept.slice(0, first), { mark: " ", text: "…" }, ...(last === 0 ? [] : kept.slice(-last))];
  });
}

/** Whether two texts are the same to the eye: they differ in how their characters are composed. */
function looksLike(left: string, right: string): boolean {
  return left.normalize("NFKC") === right.normalize("NFKC");
}

/** With all but ASCII by its code. */
function spelled(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
