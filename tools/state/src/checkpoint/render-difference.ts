import type { PropertyDifference, ResourceDifference } from "./difference.ts";
import { printable } from "../lock/owner.ts";

const MARKS = { added: "+", removed: "-", changed: "~" } as const;

/** Differences as lines of text; `the same resources` where there are none. */
export function renderDifferences(found: readonly ResourceDifference[]): string[] {
  if (found.length === 0) return ["  the same resources"];
  return found.flatMap(({ kind, urn, type, id, properties }) => [
    printable(`  ${MARKS[kind]} ${type}  ${nameOf(urn)}${id ? `  (${id})` : ""}`),
    ...properties.map((property) => printable(`      ${lineOf(property)}`)),
  ]);
}

function lineOf(property: PropertyDifference): string {
  const { path } = property;
  if (!("old" in property)) return `+ ${path}: ${show(property.new)}`;
  if (!("new" in property)) return `- ${path}: ${show(property.old)}`;
  const again = property.old === "[secret]" && property.new === "[secret]";
  return `~ ${path}: ${show(property.old)} => ${show(property.new)}${again ? " (encrypted anew)" : ""}`;
}

/** JSON escapes what a terminal would obey. */
function show(value: unknown): string {
  return value === "[secret]" ? value : (JSON.stringify(value) ?? "");
}

function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}
