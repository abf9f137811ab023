import type { ValueMap } from "../protocol/values.ts";
import type { Target } from "./lifecycle.ts";
import { textOf } from "./resource-context.ts";
import { keyRegion, regionOf } from "./resource-type.ts";
import { nameKey } from "./taken-name.ts";

/** The names of what a preview would make: they are known before anything of theirs exists. */
export class PlannedNames {
  readonly #keys = new Set<string>();

  /** @param inputs without marks of secrecy */
  add({ type, instance }: Target, inputs: ValueMap): void {
    const property = type.descriptor.naming?.property;
    const name = property === undefined ? undefined : inputs[property];
    if (typeof name !== "string") return;
    const key = nameKey(type, name, (input) => textOf(inputs, input));
    if (key === undefined) return;
    const region = keyRegion(type, regionOf(type, inputs, undefined, instance));
    this.#keys.add(placeKey(instance.account, region, key));
  }

  /** Whether something of that name would be there. @param key type and name, as the store's unique keys are */
  has(account: string, region: string, key: string): boolean {
    return this.#keys.has(placeKey(account, region, key));
  }
}

function placeKey(account: string, region: string, key: string): string {
  return `${account}\n${region}\n${key}`;
}
