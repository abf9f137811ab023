import { listOutputs } from "../model/stored-outputs.ts";
import type { ProviderInstance } from "../model/instance.ts";
import type { ValueMap } from "../protocol/values.ts";
import type { Store } from "../store/store.ts";

/** What a function can see: what there is in an account. */
export interface Cloud {
  /** The outputs of all resources of a type, each with its `id`; those without a region as well. */
  list(type: string, region: string): ValueMap[];
}

/** The cloud in the account of a provider instance. @param store opened when it is first needed */
export function cloudOf(store: () => Store, { account }: ProviderInstance): Cloud {
  return {
    list: (type, region) =>
      [region, ""].flatMap((scope) => listOutputs(store(), { account, region: scope, type })),
  };
}

/** The region that a function is asked about. */
export function regionOf({ region }: ValueMap, instance: ProviderInstance): string {
  return typeof region === "string" && region !== "" ? region : instance.region;
}
