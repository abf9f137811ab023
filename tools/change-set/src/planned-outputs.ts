import {
  type PlannedOutput,
  type PlannedOutputs,
  UNKNOWN_SENTINEL,
} from "@strata/stack-contract/planned-outputs";
import { rootOutputs } from "./build-change-set.ts";
import type { OutputChange } from "./change-set.ts";
import type { EngineEvent } from "./engine-events.ts";
import { containsSecret, isUnknown, publicValue } from "./values.ts";

/**
 * What a preview would make the outputs of its stack be, for the previews of the stacks that read them; undefined
 * where the preview did not get that far. An output with a secret anywhere in it is written without its value: as
 * `secret` if it changes, as `as deployed` if it stays.
 *
 * @param changed the names of the outputs that change, from the plan; where that is not known, secrets count as changed
 */
export function plannedOutputs(
  events: readonly EngineEvent[],
  { project, stack, changed }: { project: string; stack: string; changed?: ReadonlySet<string> | undefined },
): PlannedOutputs | undefined {
  const outputs = rootOutputs(events)?.new;
  if (outputs === undefined) return undefined;
  const entries = Object.entries(outputs)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]): [string, PlannedOutput] => [
      name,
      plannedOutput(value, changed?.has(name) ?? true),
    ]);
  return { version: 2, project, stack, outputs: Object.fromEntries(entries) };
}

function plannedOutput(value: unknown, changes: boolean): PlannedOutput {
  if (containsSecret(value)) return { state: changes ? "secret" : "as deployed" };
  if (isUnknown(value)) return { state: "unknown" };
  return { state: "known", value: oneUnknown(value) as Extract<PlannedOutput, { state: "known" }>["value"] };
}

/** The engine has a sentinel for unknowns of each type; a reader need know only one. */
function oneUnknown(value: unknown): unknown {
  if (isUnknown(value)) return UNKNOWN_SENTINEL;
  if (Array.isArray(value)) return value.map(oneUnknown);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, oneUnknown(member)]));
}

/**
 * The changes of a stack's outputs with those that events cannot show, because both secrets are masked alike.
 *
 * @param changed the names of the outputs that change, from the plan
 */
export function withHiddenChanges(
  seen: readonly OutputChange[],
  events: readonly EngineEvent[],
  changed: ReadonlySet<string> | undefined,
): OutputChange[] {
  const { old = {}, new: planned = {} } = rootOutputs(events) ?? {};
  const hidden = [...(changed ?? [])]
    .filter((name) => !seen.some((output) => output.name === name) && name in old && name in planned)
    .map((name): OutputChange => {
      const [before, after] = [old[name], planned[name]].map(publicValue);
      return { name, kind: "update", old: before, new: after };
    });
  return [...seen, ...hidden].sort((left, right) => (left.name < right.name ? -1 : 1));
}
