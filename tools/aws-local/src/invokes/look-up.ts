import { readFunctionResult } from "../declarations/read-function-result.ts";
import { sdkPackage } from "../declarations/sdk-packages.ts";
import type { Properties, PropertyType } from "../declarations/type-expression.ts";
import type { ProviderInstance } from "../model/instance.ts";
import { isRedacted } from "../protocol/secrets.ts";
import { isMap, type Value, type ValueMap } from "../protocol/values.ts";
import { type Cloud, regionOf } from "./cloud.ts";
import { hasTags, passesFilters } from "./ec2-filters.ts";
import type { Lookup } from "./lookups.ts";

/** How many resources an error names. */
const SHOWN = 5;

/** Finds the one resource that a function is asked for. Throws an Error if there is none, or more than one. */
export function lookUp(
  token: string,
  lookup: Lookup,
  args: ValueMap,
  instance: ProviderInstance,
  cloud: Cloud,
): ValueMap {
  const region = regionOf(args, instance);
  const all = cloud.list(lookup.type, region);
  const found = all.filter((outputs) => lookup.matches(args, outputs));
  const [only] = found;
  if (only === undefined || found.length > 1) {
    const asked = JSON.stringify(
      Object.fromEntries(Object.entries(args).filter(([key]) => key !== "region")),
    );
    const where = `in account ${instance.account}, region ${region}`;
    const [what, these] = only === undefined ? ["no", all] : [String(found.length), found];
    const ids = these.slice(0, SHOWN).map(({ id }) => String(id));
    const more = these.length > SHOWN ? ` and ${these.length - SHOWN} more` : "";
    throw new Error(
      `${token}: there is ${what} ${lookup.type} for ${asked} ${where}` +
        `${ids.length === 0 ? "; there is none at all" : `. There are: ${ids.join(", ")}${more}`}.`,
    );
  }
  const result = resultOf(token, args, { ...only, ...lookup.result?.(only), region });
  const secret = Object.keys(result).find((key) => isRedacted(result[key]));
  if (secret !== undefined) {
    throw new Error(
      `${token}: ${secret} of ${String(only.id)} is secret; the embedded AWS keeps only a digest of it.`,
    );
  }
  return result;
}

/** `getSubnets`: the IDs of all that fit. */
export function lookUpSubnets(args: ValueMap, instance: ProviderInstance, cloud: Cloud): ValueMap {
  const region = regionOf(args, instance);
  const found = cloud
    .list("aws:ec2/subnet:Subnet", region)
    .filter((outputs) => hasTags(args.tags, outputs) && passesFilters(args.filters, outputs));
  return { ...args, id: region, region, ids: found.map(({ id }) => id ?? ""), tags: args.tags ?? {} };
}

/** All that the SDK declares of the result: from the resource, from the arguments, or what stands for nothing. */
function resultOf(token: string, args: ValueMap, known: ValueMap): ValueMap {
  const declared: Properties = readFunctionResult(sdkPackage("aws").folder, token);
  const source: ValueMap = { ...known, tags: known.tagsAll ?? {} };
  return Object.fromEntries(
    Object.entries(declared).flatMap(([key, { type, required }]): [string, Value][] => {
      const value = source[key] ?? wrapped(key, type, source) ?? args[key];
      if (value !== undefined) return [[key, value]];
      return required ? [[key, emptyValue(type)]] : [];
    }),
  );
}

/** What a resource has once, a function's result has as a list of one: `certificateAuthorities`. */
function wrapped(key: string, type: PropertyType, source: ValueMap): Value | undefined {
  if (type.kind !== "list") return undefined;
  const single = source[key.replace(/ies$/, "y")] ?? source[key.replace(/s$/, "")];
  return isMap(single) ? [single] : undefined;
}

function emptyValue(type: PropertyType): Value {
  switch (type.kind) {
    case "string":
      return "";
    case "number":
      return 0;
    case "boolean":
      return false;
    case "list":
      return [];
    default:
      return {};
  }
}
