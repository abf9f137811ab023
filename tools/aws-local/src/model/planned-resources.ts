import type { ValueMap } from "../protocol/values.ts";
import type { Target } from "./lifecycle.ts";
import { textOf } from "./resource-context.ts";
import { keyRegion, regionOf } from "./resource-type.ts";
import { nameKey } from "./taken-name.ts";

/** What a preview would make: its names are known before anything of it exists, and so are some inputs. */
export class PlannedResources {
  readonly #keys = new Set<string>();
  readonly #inputs = new Map<string, ValueMap[]>();

  /** @param inputs without marks of secrecy */
  add({ type, instance }: Target, inputs: ValueMap): void {
    const region = keyRegion(type, regionOf(type, inputs, undefined, instance));
    if (type.descriptor.seenByChecks === true) {
      const place = placeKey(instance.account, region, type.token);
      this.#inputs.set(place, [...(this.#inputs.get(place) ?? []), inputs]);
    }
    const property = type.descriptor.naming?.property;
    const name = property === undefined ? undefined : inputs[property];
    if (typeof name !== "string") return;
    const key = nameKey(type, name, (input) => textOf(inputs, input));
    if (key === undefined) return;
    this.#keys.add(placeKey(instance.account, region, key));
  }

  /** The inputs of what would be made of a type that other checks look at. */
  list(account: string, region: string, token: string): readonly ValueMap[] {
    return this.#inputs.get(placeKey(account, region, token)) ?? [];
  }

  /** Whether something of that name would be there. @param key type and name, as the store's unique keys are */
  has(account: string, region: string, key: string): boolean {
    return this.#keys.has(placeKey(account, region, key));
  }
}

function placeKey(account: string, region: string, key: string): string {
  return `${account}\n${region}\n${key}`;
}
