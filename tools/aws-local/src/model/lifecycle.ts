import { redact, restore, sealLike } from "../protocol/secrets.ts";
import { revealAll, type ValueMap } from "../protocol/values.ts";
import { NameTakenError, type ResourceKey, type Store, type StoredResource } from "../store/store.ts";
import { deleteStored, refusedDeletion } from "./deletion.ts";
import type { ResourceContext } from "./descriptor.ts";
import { missingTargets } from "./existing-targets.ts";
import { seedOf } from "./identity.ts";
import type { ProviderInstance } from "./instance.ts";
import { completeOutputs, plannedOutputs, plannedUpdate, recomputedOutputs } from "./outputs.ts";
import { referencesOf } from "./references.ts";
import { resourceContext } from "./resource-context.ts";
import { keyRegion, regionOf, type ResourceType } from "./resource-type.ts";
import { heldReason, nameKey } from "./taken-name.ts";
import { findOutputs, listOutputs, parseStored } from "./stored-outputs.ts";

export interface Target {
  type: ResourceType;
  instance: ProviderInstance;
  urn: string;
  logicalName: string;
}

export interface ResourceState {
  id: string;
  /** With marks of secrecy. */
  outputs: ValueMap;
}

/** AWS would refuse this. The message says what and why. */
export class RefusedError extends Error {
  override name = "RefusedError";
}

const GENERATIONS = 1000;

/** The outputs that a creation would have, for a preview. */
export function previewCreate(target: Target, inputs: ValueMap): ValueMap {
  const plain = revealAll(inputs);
  return sealLike(plannedOutputs(planOf(target, plain, undefined)), inputs);
}

/** Creates a resource. Throws {@link RefusedError} if its name is taken. */
export function createResource(target: Target, inputs: ValueMap, store: Store, now: Date): ResourceState {
  return store.transaction(() => {
    const plain = revealAll(inputs);
    const region = regionOf(target.type, plain, undefined, target.instance);
    const { seed, context } = freeIdentity(target, plain, region, store, now);
    const refusal = target.type.descriptor.refuseCreation?.(context);
    if (refusal !== undefined)
      throw new RefusedError(`${target.type.token} "${target.logicalName}": ${refusal}`);
    assertTargets(target, region, plain, undefined, store, now);
    const { account } = target.instance;
    const name = nameKey(target.type, context.name, context.text);
    const held = store.heldBack(account, keyRegion(target.type, region), name ?? "", now.toISOString());
    if (held !== undefined) {
      throw new RefusedError(
        `${target.type.token} "${target.logicalName}": ${context.name}: ${heldReason(held)}`,
      );
    }
    const outputs = sealLike(outputsOf(target, plain, context, undefined), inputs);
    const stored = storedForm(target, inputs, outputs, context, seed, now.toISOString());
    try {
      store.insert(stored, referencesOf(target.type.descriptor, plain));
    } catch (error) {
      throw nameRefusal(error, target);
    }
    return { id: context.id, outputs };
  });
}

/** Tries one generation after another: more than one resource of a URN exists while one replaces the other. */
function freeIdentity(target: Target, inputs: ValueMap, region: string, store: Store, now: Date) {
  const { type, instance, urn } = target;
  let previousId: string | undefined;
  for (let generation = 0; generation < GENERATIONS; generation++) {
    const seed = seedOf(urn, instance.account, region, generation);
    const context = contextOf(target, inputs, region, store, { seed, createdAt: now.toISOString() });
    // An ID that does not depend on the generation is a name; whether it is free, the insertion says.
    const isName = context.id === previousId;
    const key = keyOf(target, region, context.id);
    if (isName || store.get(key) === undefined) return { seed, context };
    previousId = context.id;
  }
  throw new Error(`No free ID for ${type.token} ${urn}.`);
}

/** The outputs that an update would have, for a preview. */
export function previewUpdate(
  target: Target,
  oldOutputs: ValueMap,
  oldInputs: ValueMap,
  inputs: ValueMap,
): ValueMap {
  const plain = revealAll(inputs);
  const before = revealAll(oldOutputs);
  const beforeInputs = revealAll(oldInputs);
  const recomputed = recomputedOutputs(target.type.descriptor.recomputed ?? {}, beforeInputs, plain);
  return sealLike(
    plannedUpdate({ ...planOf(target, plain, before), before, beforeInputs, recomputed }),
    inputs,
  );
}

/** Updates a resource. Throws {@link RefusedError} if it does not exist, or its new name is taken. */
export function updateResource(
  target: Target,
  id: string,
  oldOutputs: ValueMap,
  inputs: ValueMap,
  store: Store,
  now: Date,
): ValueMap {
  return store.transaction(() => {
    const plain = revealAll(inputs);
    const region = regionOf(target.type, {}, oldOutputs, target.instance);
    const stored = store.get(keyOf(target, region, id));
    if (stored === undefined) throw new RefusedError(notFound(target, region, id));
    assertTargets(target, region, plain, parseStored(stored.inputs), store, now);
    const previous = { ...parseStored(stored.outputs), ...revealAll(oldOutputs) };
    const context = contextOf(target, plain, region, store, {
      seed: stored.seed,
      createdAt: stored.createdAt,
      id,
      previous,
    });
    const outputs = sealLike(outputsOf(target, plain, context, previous), inputs);
    const form = storedForm(target, inputs, outputs, context, stored.seed, now.toISOString());
    try {
      store.update({ ...form, createdAt: stored.createdAt }, referencesOf(target.type.descriptor, plain));
    } catch (error) {
      throw nameRefusal(error, target);
    }
    return outputs;
  });
}

/** Deletes a resource; one that is gone already is no error. Throws {@link RefusedError} while others need it. */
export function deleteResource(
  target: Target,
  id: string,
  oldOutputs: ValueMap,
  store: Store,
  now: Date,
): void {
  store.transaction(() => {
    const region = regionOf(target.type, {}, oldOutputs, target.instance);
    const key = keyOf(target, region, id);
    const stored = store.get(key);
    if (stored === undefined) return;
    const refusal = refusedDeletion(target.type, stored, store);
    if (refusal !== undefined) throw new RefusedError(refusal);
    deleteStored(target.type, stored, store, now);
  });
}

/**
 * A resource as it is now, for refresh, import and `.get`. Undefined if it does not exist.
 *
 * @param known the state and inputs that Pulumi has of it, from which secrets are restored
 */
export function readResource(
  target: Target,
  id: string,
  known: { outputs: ValueMap; inputs: ValueMap },
  store: Store,
): { id: string; outputs: ValueMap; inputs: ValueMap } | undefined {
  const region = regionOf(target.type, known.inputs, known.outputs, target.instance);
  const key = keyOf(target, region, id);
  const stored = store.get(key) ?? byImportId(target, key, store);
  if (stored === undefined) return undefined;
  return {
    id: stored.id,
    outputs: restore(parseStored(stored.outputs), { ...known.inputs, ...known.outputs }) as ValueMap,
    inputs: restore(parseStored(stored.inputs), { ...known.outputs, ...known.inputs }) as ValueMap,
  };
}

/** A resource that an import names by something else than its ID, as pulumi-aws lets it. */
function byImportId({ type }: Target, key: ResourceKey, store: Store): StoredResource | undefined {
  const { importId } = type.descriptor;
  if (importId === undefined) return undefined;
  return store.list(key).find(({ outputs }) => importId.matches(key.id, parseStored(outputs)));
}

/** What is referred to by name must exist now, whatever could be known of it when the inputs were checked. */
function assertTargets(
  { type, instance, urn, logicalName }: Target,
  region: string,
  inputs: ValueMap,
  oldInputs: ValueMap | undefined,
  store: Store,
  now: Date,
): void {
  const missing = missingTargets({ type, instance, region, urn, inputs, oldInputs }, store, now);
  const reasons = missing
    .filter(({ byName, takenAnyway }) => byName && takenAnyway === undefined)
    .map(({ property, reason }) => `${property}: ${reason}`);
  if (reasons.length > 0) throw new RefusedError(`${type.token} "${logicalName}": ${reasons.join("\n")}`);
}

function outputsOf(
  target: Target,
  inputs: ValueMap,
  context: ResourceContext,
  before: ValueMap | undefined,
): ValueMap {
  const entries = Object.entries(target.type.descriptor.computed ?? {});
  const computed: ValueMap = {};
  for (const [output, compute] of entries) computed[output] = compute(context);
  const named = target.type.descriptor.naming;
  const name = named === undefined ? {} : { [named.property]: context.name };
  return completeOutputs({ ...planOf(target, { ...inputs, ...name }, before), computed, before });
}

function planOf(target: Target, inputs: ValueMap, before: ValueMap | undefined) {
  const { type, instance } = target;
  const region = regionOf(type, inputs, before, instance);
  const known: ValueMap = {};
  if (type.regional) known.region = region;
  if (type.taggable && inputs.tagsAll !== undefined) known.tagsAll = inputs.tagsAll;
  return { declaration: type.declaration, inputs, defaults: type.descriptor.defaults ?? {}, known };
}

function contextOf(
  target: Target,
  inputs: ValueMap,
  region: string,
  store: Store,
  existing: { seed: string; createdAt: string; id?: string; previous?: ValueMap },
): ResourceContext {
  const { type, instance, logicalName } = target;
  return resourceContext({
    descriptor: type.descriptor,
    inputs,
    instance,
    region,
    regional: type.regional,
    logicalName,
    previous: undefined,
    ...existing,
    find: (token, id) => findOutputs(store, { account: instance.account, region, type: token, id }),
    list: (token, referringTo) =>
      listOutputs(store, { account: instance.account, region, type: token }, referringTo),
  });
}

function keyOf({ type, instance }: Target, region: string, id: string): ResourceKey {
  return { account: instance.account, region: keyRegion(type, region), type: type.token, id };
}

function storedForm(
  target: Target,
  inputs: ValueMap,
  outputs: ValueMap,
  context: ResourceContext,
  seed: string,
  now: string,
): StoredResource {
  return {
    ...keyOf(target, context.region, context.id),
    urn: target.urn,
    seed,
    uniqueKey: nameKey(target.type, context.name, context.text) ?? null,
    inputs: JSON.stringify(redact(inputs)),
    outputs: JSON.stringify(redact(outputs)),
    createdAt: context.createdAt,
    modifiedAt: now,
  };
}

function nameRefusal(error: unknown, { type, logicalName }: Target): unknown {
  if (!(error instanceof NameTakenError)) return error;
  const { holder } = error;
  return new RefusedError(
    `${type.token} "${logicalName}" cannot be created: ${holder.id} exists already in account ${holder.account}` +
      `${holder.region === "" ? "" : `, region ${holder.region}`} and belongs to ${holder.urn}.`,
  );
}

function notFound({ type, instance }: Target, region: string, id: string): string {
  return `${type.token} ${id} does not exist in account ${instance.account}, region ${region}. Run: pulumi refresh`;
}
