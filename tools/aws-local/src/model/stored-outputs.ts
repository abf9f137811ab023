import { fromWire, isMap, type ValueMap } from "../protocol/values.ts";
import type { ReferenceTarget, ResourceKey, Store } from "../store/store.ts";

/** Properties as the store keeps them. */
export function parseStored(json: string): ValueMap {
  const value = fromWire(JSON.parse(json));
  if (!isMap(value)) throw new Error("The store holds properties that are not a JSON object.");
  return value;
}

/** The outputs of a resource, by ID; in the account's global scope if the region has none of it. */
export function findOutputs(store: Store, key: ResourceKey): ValueMap | undefined {
  const found = store.get(key) ?? store.get({ ...key, region: "" });
  return found === undefined ? undefined : parseStored(found.outputs);
}

/**
 * The outputs of all resources of a type, or of those that refer to a target, each with its `id` and, as `__urn`, its
 * URN.
 */
export function listOutputs(
  store: Store,
  scope: { account: string; region: string; type: string },
  referringTo?: ReferenceTarget,
): ValueMap[] {
  return store
    .list(scope, referringTo)
    .map((resource) => ({ ...parseStored(resource.outputs), id: resource.id, __urn: resource.urn }));
}
