import pc from "picocolors";
import {
  type ChangeSet,
  type OutputChange,
  type PropertyChange,
  type ResourceChange,
  hasChanges,
} from "./change-set.ts";
import { type Change, CHANGE_MARKS } from "./operations.ts";
import { standsForValue } from "./values.ts";

type Colors = ReturnType<typeof pc.createColors>;

/** How text is written: colours or none, and the width of a line in characters. */
export interface TextOptions {
  readonly color: boolean;
  readonly columns: number;
}

/** What changes in one stack, as lines of text: resources with their properties, outputs, diagnostics. */
export function renderChanges(changeSet: ChangeSet, options: TextOptions): string[] {
  const colors = pc.createColors(options.color);
  const fit = (line: string): string => truncate(line, options.columns);
  const lines = [
    ...changeSet.resources.flatMap((resource) => resourceLines(resource, colors, fit)),
    ...(changeSet.outputs.length > 0 ? [colors.bold("  outputs")] : []),
    ...changeSet.outputs.map((output) => outputLine(output, colors, fit)),
    ...diagnosticLines(changeSet, colors),
  ];
  if (!hasChanges(changeSet) && changeSet.succeeded) lines.unshift(colors.dim(`  ${noChanges(changeSet)}`));
  return lines;
}

/** Nothing would change, or nothing has changed behind Pulumi's back. */
export function noChanges({ operation }: Pick<ChangeSet, "operation">): string {
  return operation === "drift" ? "no drift" : "no changes";
}

/** `12 to create, 1 to replace, 40 unchanged`; the past tense for what was carried out, by us or by others. */
export function renderCounts(changeSet: Pick<ChangeSet, "counts" | "operation">): string {
  const words = WORDS[changeSet.operation] ?? DONE;
  const parts = Object.entries(changeSet.counts).map(
    ([change, count]) => `${count} ${words[change as Change | "same"]}`,
  );
  return parts.length === 0 ? "no resources" : parts.join(", ");
}

const PLANNED: Readonly<Record<Change | "same", string>> = {
  create: "to create",
  update: "to update",
  replace: "to replace",
  delete: "to delete",
  read: "to read",
  import: "to import",
  forget: "to forget",
  same: "unchanged",
};

const DONE: Readonly<Record<Change | "same", string>> = {
  create: "created",
  update: "updated",
  replace: "replaced",
  delete: "deleted",
  read: "read",
  import: "imported",
  forget: "forgotten",
  same: "unchanged",
};

/** What somebody else has done. A resource that is gone is one that the state has to delete. */
const DRIFTED: Readonly<Record<Change | "same", string>> = {
  ...DONE,
  update: "changed",
  replace: "changed",
  delete: "gone",
  same: "as deployed",
};

const WORDS: Readonly<Partial<Record<ChangeSet["operation"], Readonly<Record<Change | "same", string>>>>> = {
  preview: PLANNED,
  drift: DRIFTED,
};

function resourceLines(resource: ResourceChange, colors: Colors, fit: (line: string) => string): string[] {
  const paint = painter(resource.change, colors);
  const mark = CHANGE_MARKS[resource.change].padStart(2);
  const because =
    resource.replaceKeys.length > 0 ? `  (replaced because of ${resource.replaceKeys.join(", ")})` : "";
  return [
    paint(fit(`  ${mark} ${resource.type}  ${resource.name}${because}`)),
    ...resource.properties.map((property) => propertyLine(property, colors, fit)),
  ];
}

function propertyLine(property: PropertyChange, colors: Colors, fit: (line: string) => string): string {
  const mark = { add: "+", update: "~", delete: "-" }[property.kind];
  const values =
    property.kind === "update"
      ? `${show(property.old)} => ${show(property.new)}`
      : show(property.kind === "add" ? property.new : property.old);
  const line = fit(`       ${mark} ${property.path}: ${values}`);
  return property.replaces ? colors.magenta(line) : line;
}

function outputLine(output: OutputChange, colors: Colors, fit: (line: string) => string): string {
  const values =
    output.kind === "update"
      ? `${show(output.old)} => ${show(output.new)}`
      : show(output.kind === "add" ? output.new : output.old);
  const change: Change = output.kind === "add" ? "create" : output.kind;
  return painter(change, colors)(fit(`   ${CHANGE_MARKS[change]} ${output.name}: ${values}`));
}

function diagnosticLines(changeSet: ChangeSet, colors: Colors): string[] {
  return changeSet.diagnostics.flatMap(({ severity, urn, message }) => {
    const paint = { error: colors.red, warning: colors.yellow, info: (text: string) => text }[severity];
    const where = urn === undefined || urn.includes("::pulumi:pulumi:Stack::") ? "" : ` ${urn}:`;
    const [first = "", ...rest] = message.split("\n");
    const lead = severity === "info" ? "" : `${severity}:`;
    return [paint(`  ${`${lead}${where} ${first}`.trim()}`), ...rest.map((line) => `    ${line}`)];
  });
}

function painter(change: Change, colors: Colors): (text: string) => string {
  switch (change) {
    case "create":
    case "import":
      return colors.green;
    case "update":
      return colors.yellow;
    case "replace":
      return colors.magenta;
    case "delete":
      return colors.red;
    default:
      return colors.dim;
  }
}

/** A value in one line. Control characters are escaped by JSON, so that no value can write to the terminal. */
function show(value: unknown): string {
  if (standsForValue(value)) return value;
  return JSON.stringify(value) ?? "";
}

/** Cuts a line that is wider than the output, so that a table or a diff keeps its shape. */
export function truncate(line: string, columns: number): string {
  return line.length <= columns ? line : `${line.slice(0, Math.max(1, columns - 1))}…`;
}
