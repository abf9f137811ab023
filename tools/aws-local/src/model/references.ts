import type { ValueMap } from "../protocol/values.ts";
import type { Reference } from "../store/store.ts";
import type { ResourceDescriptor } from "./descriptor.ts";
import { valuesAt } from "./paths.ts";

/** What a resource's inputs refer to, as its descriptor says: each target must outlive the resource. */
export function referencesOf({ targets = {} }: ResourceDescriptor, inputs: ValueMap): Reference[] {
  return Object.entries(targets)
    .filter(([, { held }]) => held)
    .flatMap(([path, { type: targetType }]) =>
      valuesAt(inputs, path)
        .flat()
        .filter((value) => typeof value === "string" && value !== "")
        .map((target) => ({ path, targetType, target: target as string })),
    );
}
