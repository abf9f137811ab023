import type { Line } from "../differences/line.ts";
import { clip, printable } from "../text/printable.ts";
import type { Phrase } from "../text/phrase.ts";

/** How much of a given text stands in a sentence, in characters. */
const LONGEST_CODE = 160;
/** How much of a line of a difference is shown. */
const LONGEST_LINE = 240;

/**
 * A given text as a code span: in one line, shortened, and with more backticks around it than are in it. GitHub reads
 * neither Markdown, nor HTML, nor mentions, issues or addresses in code (https://github.github.com/gfm/#code-spans; its
 * own filters leave `code` and `pre` out).
 */
export function code(text: string, most = LONGEST_CODE): string {
  const shown = clip(printable(text), most);
  if (shown === "") return "(empty)";
  const fence = "`".repeat(longestRun(shown) + 1);
  const pad = /^[` ]|[` ]$/.test(shown) ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** A given text as code in a cell: a pipe would end it, and its escapes differ between readers. */
export function cell(text: string): string {
  return code(printable(text).replaceAll("|", "\\u{7c}"));
}

/** A given text as code in HTML of ours, where Markdown is not read. */
export function htmlCode(text: string, most = LONGEST_CODE): string {
  return `<code>${escapeHtml(clip(printable(text), most))}</code>`;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** A sentence of ours; what is given in it is code. */
export function sentence(phrase: Phrase): string {
  return phrase.map((part) => (typeof part === "string" ? escapeWords(part) : code(part.given))).join("");
}

/** Words of ours, of which Markdown is to read none as markup. */
export function escapeWords(text: string): string {
  return text.replace(/[\\`*_[\]<>|~#@]/g, "\\$&");
}

/** Lines in a fence that none of them can end. */
export function fenced(language: string, lines: readonly string[]): string {
  const shown = lines.map((line) => clip(printable(line), LONGEST_LINE));
  const fence = "`".repeat(Math.max(3, longestRun(shown.join("\n")) + 1));
  return `${fence}${language}\n${shown.join("\n")}\n${fence}`;
}

/** A line of a difference, as GitHub colours it: `+`, `-`, and `!` for a value that changes within its line. */
export function diffLine({ mark, text }: Line): string {
  return `${mark} ${text}`;
}

/** The length of a text as GitHub counts it, in code points (https://github.com/dead-claudia/github-limits/pull/13). */
export function lengthOf(text: string): number {
  let length = text.length;
  for (const _ of text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) length -= 1;
  return length;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
