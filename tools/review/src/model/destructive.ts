import type { ResourceChange } from "@strata/change-set";
import { showValue } from "../differences/show-value.ts";
import type { DestructiveChange } from "../review.ts";
import type { ReviewOperation } from "../review-input.ts";
import { compareRisks, isCloudResource, riskOf } from "../risk/risk-of.ts";
import { clip } from "../text/printable.ts";
import { type Phrase, phrase } from "../text/phrase.ts";

/** A value in a sentence is cut earlier than in a difference. */
const LONGEST_CAUSE = 120;

/** The resources of a stack that go away or are made anew, with what causes it. */
export function destructiveChanges(
  stack: string,
  resources: readonly ResourceChange[],
  operation: ReviewOperation,
): DestructiveChange[] {
  return resources.flatMap((resource): DestructiveChange[] => {
    const { change, urn, type, name } = resource;
    if ((change !== "replace" && change !== "delete") || !isCloudResource(resource)) return [];
    return [{ stack, urn, type, name, change, causes: causesOf(resource, operation), ...riskOf(type) }];
  });
}

export function sortDestructive(changes: readonly DestructiveChange[]): DestructiveChange[] {
  return [...changes].sort(compareRisks);
}

function causesOf({ change, replaceKeys, properties }: ResourceChange, operation: ReviewOperation): Phrase[] {
  if (change === "delete") return [deleteCause(operation)];
  const causes = properties.filter(
    ({ path, replaces }) =>
      replaces ||
      replaceKeys.some((key) => path === key || path.startsWith(`${key}.`) || path.startsWith(`${key}[`)),
  );
  const shown = causes.map(({ path, kind, old, new: now }): Phrase => {
    const [before, after] = [old, now].map((value) => clip(showValue(value), LONGEST_CAUSE));
    if (kind === "add") return phrase`${path} is added: ${after ?? ""}`;
    if (kind === "delete") return phrase`${path} is removed: ${before ?? ""}`;
    return phrase`${path}: ${before ?? ""} → ${after ?? ""}`;
  });
  const named = replaceKeys.filter(
    (key) => !causes.some(({ path }) => path === key || /^[.[]/.test(path.slice(key.length))),
  );
  const all = [...shown, ...named.map((key): Phrase => phrase`${key}`)];
  return all.length > 0 ? all : [["the engine names no property"]];
}

function deleteCause(operation: ReviewOperation): Phrase {
  switch (operation) {
    case "destroy":
      return ["the stack is destroyed"];
    case "refresh":
    case "drift":
      return ["it was deleted outside of Pulumi"];
    default:
      return ["it is in the program no more"];
  }
}
