import pc from "picocolors";
import { isShownAsDrift } from "../model/drift.ts";
import type { Review, SecurityFinding, Verdict } from "../review.ts";
import { agreeing } from "../text/agreeing.ts";
import { clip, printable } from "../text/printable.ts";
import { listPhrase, type Phrase } from "../text/phrase.ts";
import { changeWord } from "../text/words.ts";

export interface TerminalOptions {
  readonly color: boolean;
  /** Of the terminal, in characters. */
  readonly columns: number;
  /** How many lines there are to fill at most; 6 at least are used. */
  readonly rows: number;
}

type Colors = ReturnType<typeof pc.createColors>;

/** A group of lines with its title, of which each gets its share of the screen. */
interface Group {
  readonly title: string;
  readonly lines: readonly string[];
  readonly paint: (text: string) => string;
}

const LEAST_ROWS = 6;

/** Whether a run has something that a reader of the terminal must be told beside the table of its stacks. */
export function isWorthTelling({ destructive, security, outputs, policies }: Review): boolean {
  return (
    destructive.length + security.length + policies.length > 0 || outputs.some(({ kind }) => kind !== "add")
  );
}

/** The verdict as lines of a terminal, no wider and no more than it has room for. No given text can write to it. */
export function renderTerminal(review: Review, options: TerminalOptions): string[] {
  const colors = pc.createColors(options.color);
  const columns = Math.max(20, options.columns);
  const paint = paintOf(review.verdict.level, colors);
  const fitted = (text: string): string => clip(text, columns);
  const groups = groupsOf(review, colors);
  const title = paint(colors.bold(fitted(`${text(review.verdict.headline)}.`)));
  const details =
    groups.length === 0 ? review.verdict.details.map((detail) => fitted(`  ${text(detail)}`)) : [];
  const last = colors.dim(
    fitted(
      `The whole review: npx strata review${review.environment === "local" ? "" : ` -c ${printable(review.environment)}`} --open`,
    ),
  );
  const room = Math.max(LEAST_ROWS, options.rows) - 2 - details.length;
  const shares = share(
    groups.map(({ lines }) => lines.length + 1),
    room,
  );
  const body = groups.flatMap((group, index) => {
    const rows = shares[index] ?? 0;
    if (rows < 2) return [];
    const whole = group.lines.length < rows;
    const shown = group.lines.slice(0, whole ? group.lines.length : rows - 2);
    const more = group.lines.length - shown.length;
    return [
      group.paint(fitted(group.title)),
      ...shown.map((line) => fitted(`  ${line}`)),
      ...(more > 0 ? [colors.dim(fitted(`  … and ${more} more`))] : []),
    ];
  });
  return [title, ...details, ...body, last];
}

function groupsOf(review: Review, colors: Colors): Group[] {
  const { operation, destructive, security, outputs, policies, stacks, drift } = review;
  const failed = stacks.filter(({ status }) => status === "failed" || status === "skipped");
  const plain = (value: string): string => value;
  return [
    {
      title: "failed or skipped",
      paint: colors.red,
      lines: failed.map(
        ({ stack, status, message = "" }) =>
          `${one(stack)} ${status}: ${one(message.split(/\s*\n\s*/).join(" "))}`,
      ),
    },
    {
      title: "goes away or is made anew",
      paint: paintOf(destructive[0]?.level ?? "low", colors),
      lines: destructive.map(({ stack, type, name, change, level, causes }) => {
        const why = causes[0] === undefined ? "" : `  ${text(causes[0])}`;
        return `${changeWord(operation, change)} ${one(stack)}: ${one(type)} ${one(name)} (${level})${why}`;
      }),
    },
    {
      title: "who may do what, and who reaches what",
      paint: colors.yellow,
      lines: [
        ...security.filter((finding) => !isPlainlyNew(finding)).map(securityLine),
        ...newLines(security),
      ],
    },
    {
      title: "outputs",
      paint: plain,
      lines: outputs
        .filter(({ kind }) => kind !== "add")
        .map(({ stack, name, kind, readers, possibleReaders }) => {
          const verb = { add: "is new", update: "changes", delete: "vanishes" }[kind];
          const by =
            readers.length > 0
              ? `, read by ${text(listPhrase(readers, 4))}`
              : possibleReaders.length > 0
                ? `, perhaps read by ${text(listPhrase(possibleReaders, 4))}`
                : "";
          return `${one(`${stack}.${name}`)} ${verb}${by}`;
        }),
    },
    {
      title: "policies",
      paint: colors.yellow,
      lines: policies.map(
        ({ stack, policy, enforcement, message }) =>
          `${one(enforcement)} ${one(stack)}: ${one(policy)}: ${one(message.split("\n")[0] ?? "")}`,
      ),
    },
    {
      title: "changed outside of Pulumi",
      paint: colors.yellow,
      lines: drift.flatMap(({ stack, resources }) =>
        resources
          .filter(isShownAsDrift)
          .map(
            ({ names, type, lines }) =>
              `${one(stack)}: ${one(type)} ${text(listPhrase(names, 3))}  ${one(lines[0]?.text ?? "")}`,
          ),
      ),
    },
  ].filter(({ lines }) => lines.length > 0);
}

function securityLine({ stack, type, names, effect, what }: SecurityFinding): string {
  const subject = `${shortType(type)} ${text(listPhrase(names, 3))}`;
  return `${effect.padEnd(8)} ${one(stack)}: ${subject} ${text(agreeing(what, names.length))}`;
}

/** Of what is only new a terminal tells how much there is. */
function isPlainlyNew({ isNew, effect }: SecurityFinding): boolean {
  return isNew && effect !== "wider";
}

function newLines(security: readonly SecurityFinding[]): string[] {
  const stacks = new Map<string, Map<string, Set<string>>>();
  for (const { stack, type, names } of security.filter(isPlainlyNew)) {
    const types = stacks.get(stack) ?? new Map<string, Set<string>>();
    stacks.set(stack, types);
    types.set(shortType(type), new Set([...(types.get(shortType(type)) ?? []), ...names]));
  }
  return [...stacks].map(([stack, types]) => {
    const counts = [...types].map(([type, names]) => `${names.size} ${type}`).join(", ");
    return `new      ${one(stack)}: ${counts}`;
  });
}

function shortType(type: string): string {
  return one(type.slice(type.lastIndexOf(":") + 1));
}

/** Rows for each group: all that it wants where there is room, else what the others leave it, the first ones first. */
function share(wanted: readonly number[], room: number): number[] {
  let left = room;
  return wanted.map((want, index) => {
    const later = wanted.slice(index + 1).reduce((sum, other) => sum + Math.min(other, 2), 0);
    const given = Math.max(0, Math.min(want, left - later));
    left -= given;
    return given;
  });
}

function paintOf(level: Verdict["level"], colors: Colors): (text: string) => string {
  if (level === "critical" || level === "failed") return colors.red;
  if (level === "high" || level === "medium") return colors.yellow;
  return level === "none" ? colors.dim : (value) => value;
}

/** A sentence without markup, in one line. */
function text(phrase: Phrase): string {
  return phrase.map((part) => (typeof part === "string" ? part : one(part.given))).join("");
}

function one(given: string): string {
  return clip(printable(given), 120);
}
