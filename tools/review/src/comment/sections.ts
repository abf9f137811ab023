import { isShownAsDrift } from "../model/drift.ts";
import type { Line } from "../differences/line.ts";
import type {
  DestructiveChange,
  OutputReview,
  PolicyReview,
  Review,
  SecurityFinding,
  StackReview,
} from "../review.ts";
import { changeWords, changeWordsOfMany, undoneWords } from "../text/words.ts";
import { listPhrase } from "../text/phrase.ts";
import { agreeing } from "../text/agreeing.ts";
import { clip } from "../text/printable.ts";
import { code, diffLine, fenced, sentence } from "./markdown.ts";

/** A part of the comment: items that are dropped from its end where there is no room. */
export interface Section {
  readonly title: string;
  readonly items: readonly string[];
  /** The most items that are shown even where there is room for more. */
  readonly most: number;
}

/** Lines of a difference that an item of a list shows. */
const MOST_LINES = 12;

/** What a reviewer must know, in this order; without what there is nothing of. */
export function sections(review: Review): Section[] {
  return [
    { title: "Failed or skipped", items: review.stacks.flatMap(failureItem), most: 30 },
    {
      title: "Goes away or is made anew",
      items: review.destructive.map((change, index) =>
        destructiveItem(change, review.destructive[index - 1], review),
      ),
      most: 30,
    },
    { title: "Who may do what, and who reaches what", items: review.security.map(securityItem), most: 30 },
    {
      title: "Outputs, and who reads them",
      items: review.outputs.filter(isNoticeable).map(outputItem),
      most: 30,
    },
    { title: "Policies", items: review.policies.map(policyItem), most: 30 },
    { title: "Changed outside of Pulumi", items: review.drift.flatMap(driftItems), most: 30 },
  ].filter(({ items }) => items.length > 0);
}

/** Outputs that are added and that nobody reads yet are in the differences. */
function isNoticeable({ kind, readers }: OutputReview): boolean {
  return kind !== "add" || readers.length > 0;
}

function failureItem({ stack, status, message = "" }: StackReview): string[] {
  if (status !== "failed" && status !== "skipped") return [];
  const lead = `- **${code(stack)} ${status === "failed" ? "failed" : "was skipped"}**`;
  const lines = message.split("\n").filter((line) => line.trim() !== "");
  if (lines.length <= 1) return [`${lead}: ${code(lines[0] ?? "", 400)}`];
  return [`${lead}:\n${indent(fenced("text", lines.slice(0, MOST_LINES)))}`];
}

/** @param before the entry above, that has said what is lost if it is the same */
function destructiveItem(
  change: DestructiveChange,
  before: DestructiveChange | undefined,
  { operation }: Review,
): string {
  const { stack, type, name, level, kind, causes, loss, reversible, undo, source } = change;
  const risk = level === "low" ? "low risk" : `${level}: ${kind}`;
  const why = causes.slice(0, 5).map(sentence).join("; ");
  const head = `- **${code(name)} ${changeWords(operation, change.change)}** (${risk}): ${code(type)} in ${code(stack)}, because ${change.change === "delete" ? "" : "of "}${why}`;
  if (level === "low" || before?.undo === undo) return head;
  const link = source === undefined ? "" : ` ([source](${source}))`;
  return `${head}\n  - lost: ${loss}; ${undoneWords(reversible)}: ${undo}${link}`;
}

function securityItem({ stack, type, names, effect, isNew, what, lines }: SecurityFinding): string {
  const mark = { wider: "**wider**", changed: isNew ? "new" : "changed", narrower: "narrower" }[effect];
  const said = sentence(agreeing(what, names.length));
  return `- ${mark}: ${sentence(listPhrase(names, 4))} (${code(type)} in ${code(stack)}) ${said}${lineBlock(lines)}`;
}

function outputItem({ stack, name, kind, lines, readers, possibleReaders }: OutputReview): string {
  const verb = { add: "is new", update: "changes", delete: "**vanishes**" }[kind];
  const read = readers.length === 0 ? "" : `; read by ${sentence(listPhrase(readers))}`;
  const possible =
    possibleReaders.length === 0
      ? ""
      : `; perhaps read by ${sentence(listPhrase(possibleReaders))}: what they read is not known`;
  const nobody = readers.length + possibleReaders.length === 0 ? "; nobody reads it" : "";
  return `- ${code(`${stack}.${name}`)} ${verb}${read}${possible}${nobody}${kind === "delete" ? "" : lineBlock(lines)}`;
}

function policyItem({ stack, pack, policy, enforcement, message, names }: PolicyReview): string {
  const where = names.length === 0 ? "" : `, at ${sentence(listPhrase(names, 4))}`;
  const first = message.split("\n").find((line) => line.trim() !== "") ?? "";
  const rank = enforcement === "mandatory" ? "**mandatory**" : code(enforcement);
  return `- ${rank}: ${code(policy)} of ${code(pack)} in ${code(stack)}${where}: ${code(first, 300)}`;
}

function driftItems({ stack, status, message = "", resources }: StackReview): string[] {
  if (status === "failed")
    return [`- **${code(stack)} could not be looked at**: ${code(message.split("\n")[0] ?? "", 300)}`];
  return resources
    .filter(isShownAsDrift)
    .map(
      ({ names, type, change, lines }) =>
        `- ${sentence(listPhrase(names, 4))} (${code(type)} in ${code(stack)}) ${names.length > 1 ? changeWordsOfMany("drift", change) : changeWords("drift", change)}${lineBlock(lines)}`,
    );
}

function lineBlock(lines: readonly Line[]): string {
  if (lines.length === 0) return "";
  const shown = lines.slice(0, MOST_LINES).map(diffLine);
  const more = lines.length > MOST_LINES ? [`… ${lines.length - MOST_LINES} more lines`] : [];
  return `\n${indent(
    fenced(
      "diff",
      [...shown, ...more].map((line) => clip(line, 200)),
    ),
  )}`;
}

/** Into an item of a list. */
function indent(block: string): string {
  return block.replace(/^/gm, "  ");
}
