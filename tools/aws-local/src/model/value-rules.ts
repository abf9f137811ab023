import type { CheckFailure } from "../declarations/validate.ts";
import type { ValueMap } from "../protocol/values.ts";
import type { ResourceDescriptor } from "./descriptor.ts";
import { valuesAt } from "./paths.ts";

/** Checks known values against the ranges and the lists of allowed values of a descriptor. */
export function checkValues(
  { ranges = {}, oneOf = {} }: ResourceDescriptor,
  inputs: ValueMap,
): CheckFailure[] {
  const outOfRange = Object.entries(ranges).flatMap(([property, [min, max]]) =>
    valuesAt(inputs, property)
      .filter((value) => typeof value === "number" && (value < min || value > max))
      .map((value) => ({ property, reason: `AWS allows ${min} to ${max}, got ${String(value)}.` })),
  );
  const notAllowed = Object.entries(oneOf).flatMap(([property, allowed]) =>
    valuesAt(inputs, property)
      .flat()
      .filter((value) => typeof value === "string" || typeof value === "number")
      .filter((value) => !allowed.includes(value))
      .map((value) => ({
        property,
        reason: `AWS allows ${allowed.join(", ")}; got ${JSON.stringify(value)}.`,
      })),
  );
  return [...outOfRange, ...notAllowed];
}
