import type { ResourceDeclaration } from "../declarations/read-declarations.ts";
import type { Properties, PropertyType } from "../declarations/type-expression.ts";
import { isMap, sameValue, UNKNOWN, type Value, type ValueMap } from "../protocol/values.ts";

interface Plan {
  declaration: ResourceDeclaration;
  inputs: ValueMap;
  defaults: ValueMap;
  /** What is known of the outputs whatever the inputs say, such as the region. */
  known: ValueMap;
}

/** The outputs in the preview of a creation: inputs and defaults are known, what AWS computes is not. */
export function plannedOutputs(plan: Plan): ValueMap {
  const { declaration, inputs, defaults, known } = plan;
  return collect(declaration.outputs, (field, { type, required }) => {
    if (field in known) return known[field];
    const input = inputs[field];
    if (input !== undefined) return planned(field, input, type, plan, undefined);
    return defaults[field] ?? (required ? UNKNOWN : undefined);
  });
}

/** The outputs in the preview of an update: those of before, with the new inputs. */
export function plannedUpdate(
  plan: Plan & { before: ValueMap; beforeInputs: ValueMap; recomputed: string[] },
): ValueMap {
  const { declaration, inputs, defaults, known, before, beforeInputs, recomputed } = plan;
  return collect(declaration.outputs, (field, { type, required }) => {
    if (field in known) return known[field];
    if (recomputed.includes(field)) return UNKNOWN;
    const input = inputs[field];
    if (input !== undefined) return planned(field, input, type, plan, before[field]);
    if (field in defaults) return defaults[field];
    if (!required && field in beforeInputs) return undefined;
    return before[field] ?? (required ? UNKNOWN : undefined);
  });
}

/**
 * The outputs of a resource that exists: what AWS computes, the inputs, the defaults, what was there before; an output
 * that is always there and has none of these gets its type's empty value.
 */
export function completeOutputs(plan: Plan & { computed: ValueMap; before: ValueMap | undefined }): ValueMap {
  const { declaration, inputs, defaults, known, computed, before } = plan;
  return collect(declaration.outputs, (field, { type, required }) => {
    const value = known[field] ?? computed[field] ?? inputs[field] ?? defaults[field];
    if (value !== undefined) return complete(field, value, type, plan, before?.[field]);
    if (!required) return undefined;
    return before?.[field] ?? emptyValue(type, declaration);
  });
}

/** Which outputs an update changes, of those that a descriptor names with the inputs they depend on. */
export function recomputedOutputs(
  recomputed: Record<string, readonly string[]>,
  before: ValueMap,
  after: ValueMap,
): string[] {
  const changed = (key: string) => !sameValue(before[key] ?? null, after[key] ?? null);
  const anyChanged = [...Object.keys(before), ...Object.keys(after)].some(changed);
  return Object.entries(recomputed)
    .filter(([, inputs]) => (inputs.includes("*") ? anyChanged : inputs.some(changed)))
    .map(([output]) => output);
}

function planned(
  path: string,
  value: Value,
  type: PropertyType,
  plan: Plan,
  before: Value | undefined,
): Value {
  return withNested(path, value, type, plan, before, () => UNKNOWN);
}

function complete(
  path: string,
  value: Value,
  type: PropertyType,
  plan: Plan,
  before: Value | undefined,
): Value {
  return withNested(path, value, type, plan, before, (missing) => emptyValue(missing, plan.declaration));
}

/** The value with what its declared type always has, and it has not, filled in. */
function withNested(
  path: string,
  value: Value,
  type: PropertyType,
  plan: Plan,
  before: Value | undefined,
  fill: (type: PropertyType) => Value,
): Value {
  if (Array.isArray(value) && type.kind === "list") {
    return value.map((entry, index) =>
      withNested(path, entry, type.element, plan, Array.isArray(before) ? before[index] : undefined, fill),
    );
  }
  if (!isMap(value) || type.kind !== "object") return value;
  const properties = plan.declaration.types[type.name] ?? {};
  const old = isMap(before) ? before : {};
  const filled = collect(properties, (key, { type: nested, required }) => {
    const member = value[key];
    const memberPath = `${path}.${key}`;
    if (member !== undefined) return withNested(memberPath, member, nested, plan, old[key], fill);
    return plan.defaults[memberPath] ?? (required ? (old[key] ?? fill(nested)) : undefined);
  });
  return { ...value, ...filled };
}

function emptyValue(type: PropertyType, declaration: ResourceDeclaration): Value {
  switch (type.kind) {
    case "string":
      return "";
    case "number":
      return 0;
    case "boolean":
      return false;
    case "list":
      return [];
    case "object":
      return collect(declaration.types[type.name] ?? {}, (_, { type: nested, required }) =>
        required ? emptyValue(nested, declaration) : undefined,
      );
    case "map":
      return {};
    default:
      return null;
  }
}

function collect(
  properties: Properties,
  valueOf: (key: string, property: Properties[string]) => Value | undefined,
): ValueMap {
  const found: ValueMap = {};
  for (const [key, property] of Object.entries(properties)) {
    const value = valueOf(key, property);
    if (value !== undefined) found[key] = value;
  }
  return found;
}
