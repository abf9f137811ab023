import { type Element, ELEMENTS, type Statement } from "./policy-document.ts";
import type { Line } from "./line.ts";

/** One element of a statement, with what is added to it and what is removed. */
export interface ElementDifference {
  readonly element: Element;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** A statement that is added, removed, or changed. */
export interface StatementDifference {
  readonly change: "added" | "removed" | "changed";
  readonly old?: Statement;
  readonly new?: Statement;
  readonly elements: readonly ElementDifference[];
  /** Whether it lets more be done than before. */
  readonly wider: boolean;
  /** Whether it lets less be done than before. */
  readonly narrower: boolean;
}

/** What differs between two policies, statement by statement: by their Sids, else by what they have in common. */
export function policyDifference(
  old: readonly Statement[],
  now: readonly Statement[],
): StatementDifference[] {
  const pairs = pair(old, now);
  const matched = new Set(pairs.values());
  const removed = old.filter((statement) => !matched.has(statement));
  return [
    ...removed.map((statement) => compare(statement, undefined)),
    ...now.map((statement) => compare(pairs.get(statement), statement)),
  ].filter(({ change, elements }) => change !== "changed" || elements.length > 0);
}

/** The difference as lines: what is added and removed, below the statement that it is in. */
export function policyLines(differences: readonly StatementDifference[]): Line[] {
  return differences.flatMap((difference): Line[] => {
    const mark = { added: "+", removed: "-", changed: " " }[difference.change] as Line["mark"];
    const statement = difference.new ?? difference.old;
    if (statement === undefined) return [];
    const effect =
      difference.change === "changed" && difference.old?.effect !== difference.new?.effect
        ? `${difference.old?.effect} → ${difference.new?.effect}`
        : statement.effect;
    return [
      {
        mark: effect.includes("→") ? "!" : mark,
        text: `${effect}${statement.sid === "" ? "" : ` "${statement.sid}"`}`,
      },
      ...difference.elements.flatMap(({ element, added, removed }) => [
        ...removed.map((item): Line => ({ mark: "-", text: `  ${element} ${item}` })),
        ...added.map((item): Line => ({ mark: "+", text: `  ${element} ${item}` })),
      ]),
    ];
  });
}

/** Which old statement each new one was. */
function pair(old: readonly Statement[], now: readonly Statement[]): Map<Statement, Statement> {
  const pairs = new Map<Statement, Statement>();
  const free = new Set(old);
  const take = (statement: Statement, found: Statement | undefined): void => {
    if (found === undefined) return;
    pairs.set(statement, found);
    free.delete(found);
  };
  for (const statement of now) {
    if (statement.sid !== "")
      take(
        statement,
        [...free].find(({ sid }) => sid === statement.sid),
      );
  }
  const rest = now.filter((statement) => !pairs.has(statement));
  for (const statement of rest)
    take(
      statement,
      [...free].find((other) => likeness(other, statement) === 1),
    );
  for (const statement of rest.filter((one) => !pairs.has(one))) {
    const [best] = [...free]
      .filter(({ effect }) => effect === statement.effect)
      .map((other) => ({ other, likeness: likeness(other, statement) }))
      .filter((candidate) => candidate.likeness >= 0.3)
      .sort((left, right) => right.likeness - left.likeness);
    take(statement, best?.other);
  }
  return pairs;
}

/** The share of what two statements say that both say: 0 to 1. */
function likeness(left: Statement, right: Statement): number {
  const [one, other] = [saysOf(left), saysOf(right)];
  const both = [...one].filter((item) => other.has(item)).length;
  return both / (one.size + other.size - both);
}

function saysOf({ effect, elements }: Statement): Set<string> {
  return new Set([
    effect,
    ...[...elements].flatMap(([element, items]) => items.map((item) => `${element} ${item}`)),
  ]);
}

function compare(old: Statement | undefined, now: Statement | undefined): StatementDifference {
  const elements = ELEMENTS.flatMap((element): ElementDifference[] => {
    const before = old?.elements.get(element) ?? [];
    const after = now?.elements.get(element) ?? [];
    const added = without(after, before);
    const removed = without(before, after);
    return added.length + removed.length === 0 ? [] : [{ element, added, removed }];
  });
  const effect = (now ?? old)?.effect ?? "Allow";
  const allows = effect === "Allow";
  if (old === undefined || now === undefined) {
    const more = (now !== undefined) === allows;
    return {
      change: now === undefined ? "removed" : "added",
      ...(old === undefined ? {} : { old }),
      ...(now === undefined ? {} : { new: now }),
      elements,
      wider: more,
      narrower: !more,
    };
  }
  if (old.effect !== now.effect) {
    const marked = elements.length > 0 ? elements : [{ element: "Action" as const, added: [], removed: [] }];
    return { change: "changed", old, new: now, elements: marked, wider: allows, narrower: !allows };
  }
  const grows = elements.some((difference) => coversMore(difference, old));
  const shrinks = elements.some((difference) => coversLess(difference, now));
  return {
    change: "changed",
    old,
    new: now,
    elements,
    wider: allows ? grows : shrinks,
    narrower: allows ? shrinks : grows,
  };
}

/** Whether a statement matches more than before by this element. */
function coversMore({ element, added, removed }: ElementDifference, old: Statement): boolean {
  // A condition, or an exception, that is gone lets the statement match more.
  if (element === "Condition" || element.startsWith("Not")) return removed.length > 0;
  const before = old.elements.get(element) ?? [];
  return added.some((item) => !before.some((wider) => covers(wider, item)));
}

function coversLess({ element, added, removed }: ElementDifference, now: Statement): boolean {
  if (element === "Condition" || element.startsWith("Not")) return added.length > 0;
  const after = now.elements.get(element) ?? [];
  return removed.some((item) => !after.some((wider) => covers(wider, item)));
}

/** Whether one item, with its wildcards, stands for another. Actions are written in any case. */
function covers(wider: string, item: string): boolean {
  if (wider === "*" || wider === "AWS *") return true;
  const parts = wider
    .split("*")
    .map((part) => part.replace(/[.\\/+^$(){}|[\]]/g, "\\$&").replaceAll("?", "."));
  // More wildcards than anybody writes would make the search long.
  if (parts.length > 8) return wider === item;
  return new RegExp(`^${parts.join(".*")}$`, "is").test(item);
}

function without(items: readonly string[], others: readonly string[]): string[] {
  const left = new Set(others);
  return [...new Set(items)].filter((item) => !left.has(item));
}
