import type { ChangeKind } from "../review.ts";
import type { ReviewOperation } from "../review-input.ts";

type Words = Readonly<Record<ChangeKind, string>>;

const PLANNED: Words = {
  create: "would be created",
  update: "would be updated",
  replace: "would be replaced",
  delete: "would be destroyed",
  read: "would be read",
  import: "would be imported",
  forget: "would be let go",
};
const DONE: Words = {
  create: "was created",
  update: "was updated",
  replace: "was replaced",
  delete: "was destroyed",
  read: "was read",
  import: "was imported",
  forget: "was let go",
};
const FOUND: Words = {
  create: "is in the cloud and not in the state",
  update: "was changed outside of Pulumi",
  replace: "was replaced outside of Pulumi",
  delete: "is gone from the cloud",
  read: "was read",
  import: "is in the cloud and not in the state",
  forget: "is in the state no more",
};
const DRIFTED: Words = { ...FOUND, update: "drifted" };

const WORDS: Readonly<Record<ReviewOperation, Words>> = {
  preview: PLANNED,
  up: DONE,
  destroy: DONE,
  refresh: FOUND,
  drift: DRIFTED,
};

/** What happens, or happened, to a resource: `would be replaced`, `was replaced`, `drifted`. */
export function changeWords(operation: ReviewOperation, change: ChangeKind): string {
  return WORDS[operation][change];
}

/** The same of several: `would be replaced`, `were replaced`. */
export function changeWordsOfMany(operation: ReviewOperation, change: ChangeKind): string {
  return changeWords(operation, change).replace(/^was /, "were ").replace(/^is /, "are ");
}

const SHORT_PLANNED: Words = {
  create: "create",
  update: "update",
  replace: "replace",
  delete: "destroy",
  read: "read",
  import: "import",
  forget: "let go",
};
const SHORT_DONE: Words = {
  create: "created",
  update: "updated",
  replace: "replaced",
  delete: "destroyed",
  read: "read",
  import: "imported",
  forget: "let go",
};
const SHORT_FOUND: Words = {
  ...SHORT_DONE,
  create: "found",
  update: "drifted",
  delete: "gone",
  import: "found",
};

/** The change in a word, for a column or a label. */
export function changeWord(operation: ReviewOperation, change: ChangeKind): string {
  if (operation === "preview") return SHORT_PLANNED[change];
  return operation === "refresh" || operation === "drift" ? SHORT_FOUND[change] : SHORT_DONE[change];
}

/** Changes in the order in which they are counted: what hurts most comes first. */
export const CHANGES_BY_WEIGHT: readonly ChangeKind[] = [
  "delete",
  "replace",
  "update",
  "create",
  "import",
  "forget",
  "read",
];

/** `1 destroy, 2 update`; empty where nothing changes. */
export function countWords(
  operation: ReviewOperation,
  counts: Readonly<Partial<Record<ChangeKind | "same", number>>>,
): string {
  return CHANGES_BY_WEIGHT.flatMap((change) => {
    const count = change === "read" ? undefined : counts[change];
    return count === undefined || count === 0 ? [] : [`${count} ${changeWord(operation, change)}`];
  }).join(", ");
}

/** Whether a loss can be undone, in words. */
export function undoneWords(reversible: "yes" | "partly" | "no"): string {
  return { yes: "can be undone", partly: "can be undone in part", no: "cannot be undone" }[reversible];
}

/** `1 stack`, `2 stacks`. */
export function many(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}
