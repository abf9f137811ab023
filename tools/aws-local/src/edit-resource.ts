import { type CheckFailure, validateInputs } from "./declarations/validate.ts";
import { derivation } from "./model/replacement-sources.ts";
import { diffProperties } from "./model/diff.ts";
import { DEFAULTS } from "./model/naming.ts";
import { parsePath, type PathStep, valueAt, withValueAt } from "./model/property-path.ts";
import { referencesOf } from "./model/references.ts";
import type { ResourceType } from "./model/resource-type.ts";
import { parseStored } from "./model/stored-outputs.ts";
import { checkTags } from "./model/tags.ts";
import { checkLimits } from "./model/limits.ts";
import { isRedacted, redact } from "./protocol/secrets.ts";
import { fromWire, isMap, type Value, type ValueMap } from "./protocol/values.ts";
import { embeddedTypes } from "./resources/embedded-types.ts";
import type { ResourceKey, Store, StoredResource } from "./store/store.ts";

/** Another value for a property of a resource. */
export interface PropertyEdit {
  /** A property path as Pulumi writes it, such as `tags.Name` or `vpcConfig.subnetIds[0]`. */
  path: string;
  /** A JSON value; null takes the property out. */
  value: unknown;
}

/** What an edit changed. */
export interface EditedProperty {
  path: string;
  /** Undefined if there was none. */
  before: unknown;
  /** Undefined if there is none any more. */
  after: unknown;
}

/** An edit that AWS would not have allowed, or that would not be seen as one. Nothing was changed. */
export class EditRefusedError extends Error {
  override name = "EditRefusedError";
  readonly problems: readonly CheckFailure[];
  constructor({ type, id }: ResourceKey, problems: readonly CheckFailure[]) {
    const lines = problems.map(({ property, reason }) => `  ${property}: ${reason}`);
    super(`${type} ${id} was not changed:\n${lines.join("\n")}`);
    this.problems = problems;
  }
}

/**
 * Changes properties of a resource behind Pulumi's back, as somebody with AWS's console would: only what AWS can change
 * of an existing resource, checked against the SDK's declarations. All edits are made, or none.
 * Throws {@link EditRefusedError} with everything that is wrong.
 */
export function editResource(
  store: Store,
  key: ResourceKey,
  edits: readonly PropertyEdit[],
  now = new Date(),
): EditedProperty[] {
  const types = embeddedTypes();
  return store.transaction(() => {
    const stored = store.get(key);
    if (stored === undefined) {
      throw new EditRefusedError(key, [{ property: "", reason: "It does not exist any more." }]);
    }
    const { inputs, outputs, edited } = applied(types.get(key.type), stored, edits);
    store.update(
      {
        ...stored,
        inputs: JSON.stringify(redact(inputs)),
        outputs: JSON.stringify(redact(outputs)),
        modifiedAt: now.toISOString(),
      },
      referencesOf(types.get(key.type).descriptor, inputs),
    );
    return edited;
  });
}

function applied(type: ResourceType, stored: StoredResource, edits: readonly PropertyEdit[]) {
  const oldInputs = parseStored(stored.inputs);
  const oldOutputs = parseStored(stored.outputs);
  const problems: CheckFailure[] = [];
  let inputs = oldInputs;
  let outputs = oldOutputs;
  const edited: EditedProperty[] = [];
  for (const { path, value } of edits) {
    const steps = parsePath(path);
    const problem = steps === undefined ? NO_PATH : refusedPath(steps, type, [oldInputs, oldOutputs]);
    const to = fromWire(value);
    // Where the program says nothing, what is edited is what AWS filled in.
    const root = steps?.[0] as string;
    const base =
      root in inputs || !(root in outputs) ? inputs : { ...inputs, [root]: outputs[root] as Value };
    const nextInputs = steps && withValueAt(base, steps, to);
    const nextOutputs = steps && withValueAt(outputs, steps, to);
    if (problem !== undefined) problems.push({ property: path, reason: problem });
    else if (!isMap(nextInputs) || !isMap(nextOutputs)) {
      problems.push({
        property: path,
        reason: "The path leads through a value without members, or past a list's end.",
      });
    } else {
      edited.push({ path, before: plain(valueAt(outputs, steps ?? [])), after: value ?? undefined });
      inputs = nextInputs;
      outputs = nextOutputs;
    }
  }
  const tagsAll = mergedTags(oldOutputs, outputs);
  if (tagsAll !== undefined) {
    inputs = { ...inputs, tagsAll };
    outputs = { ...outputs, tagsAll };
  }
  if (problems.length === 0) problems.push(...refusedValues(type, { oldInputs, oldOutputs, inputs }));
  if (problems.length > 0) throw new EditRefusedError(stored, problems);
  return { inputs, outputs, edited };
}

const NO_PATH = 'This is no property path. Write it as in tags.Name, tags["a/b"] or vpcConfig.subnetIds[0].';

function refusedPath(
  path: readonly PathStep[],
  { declaration, descriptor }: ResourceType,
  known: readonly ValueMap[],
): string | undefined {
  const [root] = path as [string];
  if (root === "tagsAll") return "AWS has one set of tags; edit it as tags.";
  if (!(root in declaration.inputs)) {
    if (root === "id" || root in declaration.outputs) {
      return "AWS computes this property; it cannot be set.";
    }
    return `There is no such property. Allowed: ${Object.keys(declaration.inputs).sort().join(", ")}.`;
  }
  if (root === descriptor.naming?.property || root === "region") {
    return "This is part of the resource's identity; with another one it would be another resource.";
  }
  const touchesSecret = known.some(
    (properties) =>
      path.some((_, length) => isRedacted(valueAt(properties, path.slice(0, length + 1)))) ||
      containsSecret(valueAt(properties, path)),
  );
  return touchesSecret ? "This is secret; the store has only a digest of it." : undefined;
}

function refusedValues(
  { descriptor, declaration, derived }: ResourceType,
  { oldInputs, oldOutputs, inputs }: Record<"oldInputs" | "oldOutputs" | "inputs", ValueMap>,
): CheckFailure[] {
  const failuresOf = (properties: ValueMap): CheckFailure[] => {
    const { tagsAll, [DEFAULTS]: _, ...given } = properties;
    return [
      ...validateInputs(given, declaration),
      ...checkLimits(descriptor.limits ?? [], given),
      ...(tagsAll === undefined ? [] : checkTags(tagsAll)),
    ];
  };
  // A digest in place of a secret is no value of its type; what was so before is not the edit's doing.
  const before = new Set(failuresOf(oldInputs).map(({ property, reason }) => `${property}\n${reason}`));
  const failures = failuresOf(inputs).filter(({ property, reason }) => !before.has(`${property}\n${reason}`));
  const changes = diffProperties({
    descriptor,
    declaration,
    derived,
    oldInputs,
    oldOutputs,
    newInputs: inputs,
  });
  for (const [property, { replaces, derivedFrom }] of changes) {
    const by = derivedFrom === undefined ? "" : ` (${derivation(derivedFrom)})`;
    if (replaces) failures.push({ property, reason: `AWS cannot change this of an existing resource${by}.` });
  }
  return failures;
}

/** What `tagsAll` becomes when `tags` change: tags that come from the provider's default tags stay. */
function mergedTags(before: ValueMap, after: ValueMap): ValueMap | undefined {
  if (before.tags === after.tags || !isMap(before.tagsAll)) return undefined;
  const own = isMap(before.tags) ? before.tags : {};
  const inherited = Object.entries(before.tagsAll).filter(([key]) => !(key in own));
  return { ...Object.fromEntries(inherited), ...(isMap(after.tags) ? after.tags : {}) };
}

function containsSecret(value: Value | undefined): boolean {
  if (isRedacted(value)) return true;
  if (Array.isArray(value)) return value.some(containsSecret);
  return isMap(value) && Object.values(value).some(containsSecret);
}

function plain(value: Value | undefined): unknown {
  return value === undefined ? undefined : redact(value);
}
