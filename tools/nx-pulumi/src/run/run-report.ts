import {
  type ChangeSet,
  renderChanges,
  renderCounts,
  renderSummary,
  renderSummaryMarkdown,
  reusedNote,
  type StackResult,
} from "@strata/change-set";
import { appendFileSync } from "node:fs";
import type { Output } from "./output.ts";
import { printVerdict } from "./print-verdict.ts";
import type { RunRequest } from "./run-stacks.ts";
import { untestedTypes } from "./untested-types.ts";

/** Prints what one stack changes. */
export function report(changeSet: ChangeSet, output: Output): void {
  const failed = changeSet.succeeded ? "" : `${changeSet.operation} failed, `;
  const seconds = `${(changeSet.durationMs / 1000).toFixed(1)} s`;
  const how = changeSet.reusedFrom === undefined ? seconds : reusedNote(changeSet.reusedFrom);
  output.progress(
    changeSet.stack,
    [`${failed}${renderCounts(changeSet)}, ${how}`, ...renderChanges(changeSet, output.text)].join("\n"),
  );
}

/** Prints the table of a run, and what is to be said of it as a whole. */
export async function summarize(
  results: readonly StackResult[],
  about: readonly string[],
  request: RunRequest,
): Promise<void> {
  const { output, operation, environment } = request;
  const notes = [...untestedTypes(results), ...about];
  output.lines(["", `${operation} in ${environment}`, ...renderSummary(results, output.text), ...notes, ""]);
  await printVerdict(results, request);
  const summaryFile = process.env["GITHUB_STEP_SUMMARY"];
  if (summaryFile) {
    const text = [renderSummaryMarkdown(results), ...notes].join("\n");
    appendFileSync(summaryFile, `### ${operation} in ${environment}\n\n${text}\n`);
  }
}

/** The beginning of a text that tells enough for a table. */
export function firstSentence(text: string): string {
  return text.split(/(?<=[.:]) |\n/, 1)[0] ?? text;
}
