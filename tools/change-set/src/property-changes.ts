import type { PropertyChange } from "./change-set.ts";
import type { StepMetadata } from "./engine-events.ts";
import { parsePropertyPath, valueAt } from "./property-path.ts";
import { publicValue } from "./values.ts";

/**
 * The properties that a step changes: from the provider's detailed difference where it gave one, else from the
 * inputs that it named. Secrets are masked.
 */
export function propertyChanges(step: StepMetadata): PropertyChange[] {
  const detailed = Object.entries(step.detailedDiff ?? {});
  const changes =
    detailed.length > 0
      ? detailed.map(([path, { diffKind, inputDiff }]) =>
          changeAt(step, path, kindOf(diffKind), diffKind.endsWith("-replace"), inputDiff === true),
        )
      : (step.diffs ?? []).map((name) =>
          changeAt(step, name, undefined, step.keys?.includes(name) ?? false, true),
        );
  return changes.sort((left, right) => (left.path < right.path ? -1 : 1));
}

function changeAt(
  step: StepMetadata,
  path: string,
  kind: PropertyChange["kind"] | undefined,
  replaces: boolean,
  inputDiff: boolean,
): PropertyChange {
  const segments = parsePropertyPath(path);
  // A provider compares either the inputs of both sides, or the state it has with the inputs it was given.
  const oldInput = valueAt(step.old?.inputs, segments);
  const before = inputDiff || oldInput !== undefined ? oldInput : valueAt(step.old?.outputs, segments);
  const after = valueAt(step.new?.inputs, segments);
  const found = kind ?? (before === undefined ? "add" : after === undefined ? "delete" : "update");
  return {
    path,
    kind: found,
    replaces,
    ...(found === "add" ? {} : { old: publicValue(before) }),
    ...(found === "delete" ? {} : { new: publicValue(after) }),
  };
}

function kindOf(diffKind: string): PropertyChange["kind"] {
  if (diffKind.startsWith("add")) return "add";
  return diffKind.startsWith("delete") ? "delete" : "update";
}
