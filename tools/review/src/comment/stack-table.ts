import type { ChangeKind, Review, StackReview } from "../review.ts";
import { changeWord } from "../text/words.ts";
import { listPhrase } from "../text/phrase.ts";
import { cell, sentence } from "./markdown.ts";

const COLUMNS = ["delete", "replace", "update", "create"] as const;

/** The head of the table, and a row for each stack that changes, failed or was skipped. */
export function stackTable({ stacks, operation }: Review): { head: string; rows: string[] } {
  const shown = stacks.filter(({ status }) => status !== "unchanged");
  const titles = [
    "stack",
    "result",
    ...COLUMNS.map((change) => changeWord(operation, change)),
    "other",
    "unchanged",
    "outputs",
    "account and region",
  ];
  const aligned = titles.map((_, index) => (index > 1 && index < titles.length - 1 ? "--:" : "---"));
  return { head: `${row(titles)}\n${row(aligned)}`, rows: shown.map((stack) => row(cells(stack))) };
}

/** One line for all stacks without a change; undefined where there is none. */
export function unchangedLine({ stacks }: Pick<Review, "stacks">): string | undefined {
  const names = stacks.filter(({ status }) => status === "unchanged").map(({ stack }) => stack);
  return names.length === 0 ? undefined : `No change: ${sentence(listPhrase(names, 40))}.`;
}

function cells({ stack, status, counts, outputs, places, reusedFrom }: StackReview): string[] {
  const count = (change: ChangeKind | "same"): string => String(counts[change] ?? "");
  const other = (counts.import ?? 0) + (counts.forget ?? 0);
  const result = status === "failed" || status === "skipped" ? `**${status}**` : status;
  return [
    cell(stack),
    `${result}${reusedFrom === undefined ? "" : ", reused"}`,
    ...COLUMNS.map(count),
    other === 0 ? "" : String(other),
    count("same"),
    outputs === 0 ? "" : String(outputs),
    places.slice(0, 4).map(cell).join(", ") + (places.length > 4 ? ` and ${places.length - 4} more` : ""),
  ];
}

function row(items: readonly string[]): string {
  return `| ${items.join(" | ")} |`;
}
