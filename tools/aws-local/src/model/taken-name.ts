import type { CheckFailure } from "../declarations/validate.ts";
import { UNKNOWN, type ValueMap } from "../protocol/values.ts";
import type { Store } from "../store/store.ts";
import type { ProviderInstance } from "./instance.ts";
import { textOf } from "./resource-context.ts";
import { keyRegion, type ResourceType } from "./resource-type.ts";

/** A resource that is checked, and where it would be. */
export interface Place {
  type: ResourceType;
  instance: ProviderInstance;
  region: string;
  urn: string;
  /** Without marks of secrecy. */
  inputs: ValueMap;
  /** Undefined if nothing of it exists yet. */
  oldInputs: ValueMap | undefined;
}

/** What the names of a type are unique by, within account and region. Undefined if they are not. */
export function nameKey(
  { token, descriptor }: ResourceType,
  name: string,
  text: (property: string) => string,
): string | undefined {
  const { uniqueKey, naming } = descriptor;
  if (uniqueKey === null || (uniqueKey === undefined && naming === undefined)) return undefined;
  return `${token}\n${uniqueKey === undefined ? name : uniqueKey({ name, text })}`;
}

/**
 * A failure if the physical name belongs to something else, or is held back after a deletion. Only for a name that the
 * resource does not have already; what cannot be known in a preview is left to the creation.
 */
export function takenName(place: Place, store: Store, now: Date): CheckFailure[] {
  const { type, instance, region, urn, inputs, oldInputs } = place;
  const property = type.descriptor.naming?.property;
  if (oldInputs !== undefined && (property === undefined || oldInputs[property] === inputs[property]))
    return [];
  if (property !== undefined && typeof inputs[property] !== "string") return [];
  let unknown = false;
  const text = (key: string): string => {
    unknown ||= inputs[key] === UNKNOWN;
    return textOf(inputs, key);
  };
  const key = nameKey(type, property === undefined ? "" : text(property), text);
  if (key === undefined || unknown) return [];
  const scope = { account: instance.account, region: keyRegion(type, region) };
  const holder = store.byName(scope.account, scope.region, key);
  if (holder !== undefined && holder.urn !== urn) {
    return [
      {
        property: property ?? "",
        reason: `It is taken: ${holder.id} exists already and belongs to ${holder.urn}.`,
      },
    ];
  }
  const held = store.heldBack(scope.account, scope.region, key, now.toISOString());
  return held === undefined ? [] : [{ property: property ?? "", reason: heldReason(held) }];
}

/** Why a name, or a resource, that was deleted cannot be used yet. */
export function heldReason({ what, until }: { what: string; until: string }): string {
  return `It was deleted and ${what} until ${until}.`;
}
