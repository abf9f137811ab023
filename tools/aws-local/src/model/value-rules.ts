import type { CheckFailure } from "../declarations/validate.ts";
import type { ValueMap } from "../protocol/values.ts";
import type { ResourceDescriptor } from "./descriptor.ts";
import { checkLimits, type Limit } from "./limits.ts";

/** Checks known values against the rules of a descriptor. */
export function checkValues(
  { ranges = {}, oneOf = {}, limits = [] }: ResourceDescriptor,
  inputs: ValueMap,
): CheckFailure[] {
  const own = [
    ...Object.entries(ranges).map(([path, range]): Limit => ({ path, range })),
    ...Object.entries(oneOf).map(([path, allowed]): Limit => ({ path, oneOf: allowed })),
  ];
  return checkLimits([...own, ...limits], inputs);
}
