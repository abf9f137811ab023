import type { Review } from "../review.ts";
import { clip } from "../text/printable.ts";
import { listPhrase } from "../text/phrase.ts";
import { webUrl } from "../text/web-url.ts";
import { Budget, fit } from "./budget.ts";
import { code, lengthOf, sentence } from "./markdown.ts";
import { mermaid } from "./mermaid.ts";
import { type Section, sections } from "./sections.ts";
import { stackDifferences } from "./stack-differences.ts";
import { stackTable, unchangedLine } from "./stack-table.ts";

/** GitHub's limit of a comment, in code points (https://github.com/dead-claudia/github-limits/pull/13). */
export const COMMENT_LIMIT = 65_536;
/** The headline of a verdict, and where the rest is, always fit into this. */
const LEAST_LIMIT = 2_000;
/** For what is said of what was left out; the link to the page comes on top. */
const FOOTER_RESERVE = 1_000;

export interface CommentOptions {
  /** In characters as GitHub counts them, 2,000 at least. */
  readonly limit?: number;
  /** Where the page is; that of the review by default. */
  readonly pageUrl?: string;
  /** By which the comment is found again: the first line is {@link commentMarker} of it. */
  readonly marker?: string;
}

/** The first line of a comment, which GitHub does not show. What cannot stand in an HTML comment is left out. */
export function commentMarker(marker: string): string {
  return `<!-- ${marker
    .replace(/[^A-Za-z0-9 _./:=+-]/g, "")
    .replace(/-+/g, "-")
    .slice(0, 200)} -->`;
}

/**
 * The review as GitHub Markdown: the verdict first, then what it rests on. Where it is longer than the limit, detail is
 * dropped from the bottom, and the comment says so. Given texts can be neither markup nor mentions. Throws `RangeError`
 * for a limit that no verdict fits into.
 */
export function renderComment(review: Review, options: CommentOptions = {}): string {
  const limit = options.limit ?? COMMENT_LIMIT;
  if (limit < LEAST_LIMIT) throw new RangeError(`limit: got ${limit}; allowed: ${LEAST_LIMIT} at least`);
  const found = webUrl(options.pageUrl) ?? review.pageUrl;
  // Into a short comment a long address would leave no room for the verdict.
  const pageUrl = found !== undefined && found.length < limit / 10 ? found : undefined;
  const budget = new Budget(limit, FOOTER_RESERVE + lengthOf(pageUrl ?? ""));
  const left: string[] = [];
  if (options.marker !== undefined) budget.add(commentMarker(options.marker));
  addVerdict(budget, review);
  for (const section of sections(review)) addSection(budget, section, left);
  addPicture(budget, review);
  addStacks(budget, review, left);
  addDifferences(budget, review, left);
  return budget.close(footer(review, left, pageUrl));
}

function addVerdict(budget: Budget, { verdict, environment, operation }: Review): void {
  budget.add(`### ${capital(operation)} of ${code(environment, 60)}: ${sentence(verdict.headline)}`);
  const alert = ALERTS[verdict.level];
  const details = verdict.details.map((detail) => `> ${sentence(detail)}\n>`);
  const fitting = fit(details, budget.room - 20, (more) => `> … and ${more} more`);
  if (fitting === undefined) return;
  budget.add([`> [!${alert}]`, ...fitting.lines].join("\n").replace(/\n>$/, ""));
}

/** https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts */
const ALERTS = {
  failed: "WARNING",
  critical: "CAUTION",
  high: "WARNING",
  medium: "IMPORTANT",
  low: "NOTE",
  none: "NOTE",
} as const;

function addSection(budget: Budget, { title, items, most }: Section, left: string[]): void {
  const heading = `#### ${title}`;
  const shown = items.slice(0, most);
  const beyond = items.length - shown.length;
  const rest = (more: number): string => `- … and ${more + beyond} more`;
  const fitting = fit(shown, budget.room - lengthOf(heading) - 40, rest);
  if (fitting === undefined) {
    left.push(title.toLowerCase());
    return;
  }
  const hidden = fitting.left === 0 && beyond > 0 ? [rest(0)] : [];
  if (fitting.left + beyond > 0) left.push(`part of “${title.toLowerCase()}”`);
  budget.add(`${heading}\n\n${[...fitting.lines, ...hidden].join("\n")}`);
}

function addPicture(budget: Budget, review: Review): void {
  if (!review.stacks.some(({ status }) => status !== "unchanged")) return;
  const lines = mermaid(review);
  if (lines !== undefined)
    budget.add(["#### Where changes travel", "", "```mermaid", ...lines, "```"].join("\n"));
}

function addStacks(budget: Budget, review: Review, left: string[]): void {
  const { head: titles, rows } = stackTable(review);
  if (rows.length > 0) {
    const columns = (titles.split("\n")[0] ?? "").split("|").length - 2;
    const rest = (more: number): string => `| … ${more} more |${" |".repeat(columns - 1)}`;
    const fitting = fit(rows, budget.room - lengthOf(titles) - 20, rest);
    if (fitting === undefined) left.push("the counts of the stacks");
    else budget.add(`#### Stacks\n\n${titles}\n${fitting.lines.join("\n")}`);
  }
  const unchanged = unchangedLine(review);
  if (unchanged !== undefined && !budget.add(unchanged)) left.push("the stacks without change");
}

function addDifferences(budget: Budget, review: Review, left: string[]): void {
  const changed = review.stacks.filter(({ status }) => status === "changed" || status === "failed");
  const missing: string[] = [];
  for (const stack of changed) {
    const block = missing.length > 0 ? undefined : stackDifferences(stack, review, budget.room);
    const empty = stack.resources.length === 0 && stack.diagnostics.length === 0 && stack.outputs === 0;
    if (block === undefined ? !empty : !budget.add(block.text) || block.left > 0) missing.push(stack.stack);
  }
  if (missing.length > 0)
    left.push(
      `differences of ${sentence(
        listPhrase(
          missing.map((name) => clip(name, 40)),
          3,
        ),
      )}`,
    );
}

function footer({ commit, operation }: Review, left: readonly string[], pageUrl: string | undefined): string {
  const whole =
    pageUrl === undefined
      ? "`npx strata review --open` shows the whole review."
      : `[The whole review](<${pageUrl}>).`;
  const dropped =
    left.length === 0
      ? []
      : [`Left out, to keep to GitHub's limit and to what can be read: ${left.join(", ")}.`];
  const revision = commit === undefined ? [] : [`${capital(operation)} of ${code(commit.slice(0, 12))}.`];
  return [...dropped, ...revision, whole].join(" ");
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
