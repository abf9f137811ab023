import pc from "picocolors";
import type { CHANGES } from "./operations.ts";
import { type ChangeSet, hasChanges } from "./change-set.ts";
import { noChanges, type TextOptions, truncate } from "./render-changes.ts";

/** How one stack fared in a run. */
export interface StackResult {
  readonly stack: string;
  readonly outcome: "succeeded" | "failed" | "skipped";
  /** Absent where the engine did not run. */
  readonly changeSet?: ChangeSet;
  /** Why it was skipped, or why it was run without having been selected. */
  readonly note?: string;
}

interface Row {
  readonly cells: readonly string[];
  readonly result: StackResult;
}

const COLUMNS = [
  "stack",
  "result",
  "create",
  "update",
  "replace",
  "delete",
  "same",
  "outputs",
  "time",
] as const;

/** Says that an earlier result stands, and of when it is (ISO 8601). */
export function reusedNote(startedAt: string): string {
  return `reused from ${startedAt.slice(0, 16).replace("T", " ")} UTC`;
}

/** One table for a whole run, a line for each stack, in the order given. */
export function renderSummary(results: readonly StackResult[], options: TextOptions): string[] {
  const colors = pc.createColors(options.color);
  const rows: Row[] = results.map((result) => ({ result, cells: cellsOf(result) }));
  const widths = COLUMNS.map((title, column) =>
    Math.max(title.length, ...rows.map(({ cells }) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ");
  return [
    colors.bold(truncate(line(COLUMNS), options.columns)),
    ...rows.map(({ cells, result }) => {
      const text = truncate(
        `${line(cells)}${result.note === undefined ? "" : `  ${result.note}`}`,
        options.columns,
      );
      if (result.outcome === "failed") return colors.red(text);
      if (result.outcome === "skipped") return colors.yellow(text);
      return result.changeSet && !hasChanges(result.changeSet) ? colors.dim(text) : text;
    }),
  ];
}

/** The same table in Markdown, for a job summary. Names are the only text in it that a user gives. */
export function renderSummaryMarkdown(results: readonly StackResult[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(" | ")} |`;
  return [
    row(COLUMNS),
    row(COLUMNS.map((_, column) => (column < 2 ? "---" : "--:"))).replaceAll("\\-", "-"),
    ...results.map((result) => row(cellsOf(result))),
    "",
  ].join("\n");
}

function cellsOf({ stack, outcome, changeSet }: StackResult): string[] {
  const count = (change: (typeof CHANGES)[number] | "same"): string =>
    String(changeSet?.counts[change] ?? "");
  return [
    stack,
    resultOf({ outcome, changeSet }),
    count("create"),
    count("update"),
    count("replace"),
    count("delete"),
    count("same"),
    changeSet && changeSet.outputs.length > 0 ? String(changeSet.outputs.length) : "",
    changeSet && changeSet.reusedFrom === undefined ? `${(changeSet.durationMs / 1000).toFixed(1)} s` : "",
  ];
}

function resultOf({
  outcome,
  changeSet,
}: Pick<StackResult, "outcome"> & { changeSet?: ChangeSet | undefined }): string {
  if (outcome !== "succeeded" || changeSet === undefined) return outcome;
  const reused = changeSet.reusedFrom === undefined ? "" : ", reused";
  if (!hasChanges(changeSet)) return `${noChanges(changeSet)}${reused}`;
  return changeSet.operation === "drift" ? "drift" : `${outcome}${reused}`;
}

/** Backslash escapes for what Markdown and HTML read as markup (https://spec.commonmark.org/0.31.2/#backslash-escapes). */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-!|<>&@~]/g, (character) => `\\${character}`);
}
