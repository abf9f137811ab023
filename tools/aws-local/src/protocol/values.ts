import { createHash } from "node:crypto";

/**
 * The property values of Pulumi's provider protocol as a tree, with the marks that the wire form hides in sentinel
 * objects made explicit: what is unknown during a preview, what is secret, what is an asset.
 * Wire form: https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/rpc.go
 */
export type Value = null | boolean | number | string | Unknown | Secret | Asset | Value[] | ValueMap;
export interface ValueMap {
  [key: string]: Value;
}

class Unknown {
  readonly unknown = true;
}

/** A value that is not known before the update. */
export const UNKNOWN = new Unknown();

export class Secret {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}

/** An asset or archive: kept as it came, compared by its hash. */
export class Asset {
  readonly kind: "asset" | "archive";
  readonly hash: string;
  readonly raw: Record<string, unknown>;
  constructor(kind: "asset" | "archive", raw: Record<string, unknown>) {
    this.kind = kind;
    this.raw = raw;
    this.hash = typeof raw.hash === "string" && raw.hash !== "" ? raw.hash : digest(JSON.stringify(raw));
  }
}

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
const RESOURCE_REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e";
const OUTPUT_VALUE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** One for each type that the engine knows the unknown value to have: text, truth value, number, list, asset, archive, map. */
const UNKNOWN_TEXTS = new Set([
  UNKNOWN_TEXT,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Reads a value from its wire form (a `Struct` turned to JavaScript). */
export function fromWire(wire: unknown): Value {
  if (typeof wire === "string") return UNKNOWN_TEXTS.has(wire) ? UNKNOWN : wire;
  if (typeof wire === "boolean" || typeof wire === "number") return wire;
  if (wire === null || wire === undefined) return null;
  if (Array.isArray(wire)) return wire.map(fromWire);
  const object = wire as Record<string, unknown>;
  switch (object[SIGNATURE]) {
    case undefined:
      return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, fromWire(value)]));
    case SECRET:
      return new Secret(fromWire(object.value));
    case ASSET:
      return new Asset("asset", object);
    case ARCHIVE:
      return new Asset("archive", object);
    case RESOURCE_REFERENCE:
      return fromWire(object.id ?? object.urn);
    case OUTPUT_VALUE: {
      const value = "value" in object ? fromWire(object.value) : UNKNOWN;
      return object.secret === true ? new Secret(value) : value;
    }
    default:
      throw new Error(
        `A value of an unknown kind arrived from the engine: signature ${String(object[SIGNATURE])}.`,
      );
  }
}

/** The wire form of a value, ready for `Struct.fromJavaScript`. */
export function toWire(value: Value): unknown {
  if (value === UNKNOWN) return UNKNOWN_TEXT;
  if (value instanceof Secret) return { [SIGNATURE]: SECRET, value: toWire(value.value) };
  if (value instanceof Asset) return value.raw;
  if (Array.isArray(value)) return value.map(toWire);
  if (isMap(value))
    return Object.fromEntries(definedEntries(value).map(([key, entry]) => [key, toWire(entry)]));
  return value;
}

/** {@link fromWire} for a whole set of properties. Properties that are null are absent. */
export function propertiesFromWire(wire: Record<string, unknown> | undefined): ValueMap {
  return Object.fromEntries(
    Object.entries(wire ?? {})
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([key, value]) => [key, fromWire(value)]),
  );
}

export function propertiesToWire(properties: ValueMap): Record<string, unknown> {
  return toWire(properties) as Record<string, unknown>;
}

/** Whether a value is a map, not one of the marked kinds or a list. */
export function isMap(value: Value | undefined): value is ValueMap {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Secret) &&
    !(value instanceof Asset) &&
    !(value instanceof Unknown)
  );
}

/** The entries of a map that have a value. */
export function definedEntries(map: ValueMap): [string, Value][] {
  return Object.entries(map).filter(([, value]) => value !== undefined);
}

/** The value without its marks of secrecy, at every depth. */
export function reveal(value: Value): Value {
  if (value instanceof Secret) return reveal(value.value);
  if (Array.isArray(value)) return value.map(reveal);
  if (isMap(value)) return revealAll(value);
  return value;
}

export function revealAll(map: ValueMap): ValueMap {
  return Object.fromEntries(definedEntries(map).map(([key, value]) => [key, reveal(value)]));
}

/** Whether the value, or anything in it, is unknown. */
export function hasUnknown(value: Value | undefined): boolean {
  if (value === UNKNOWN) return true;
  if (value instanceof Secret) return hasUnknown(value.value);
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isMap(value) && Object.values(value).some(hasUnknown);
}

export function hasSecret(value: Value | undefined): boolean {
  if (value instanceof Secret) return true;
  if (Array.isArray(value)) return value.some(hasSecret);
  return isMap(value) && Object.values(value).some(hasSecret);
}

/** Whether two values are the same; unknown values never are, assets are by their hash. Marks of secrecy do not count. */
export function sameValue(left: Value | undefined, right: Value | undefined): boolean {
  if (left instanceof Secret) return sameValue(left.value, right);
  if (right instanceof Secret) return sameValue(left, right.value);
  if (left === UNKNOWN || right === UNKNOWN) return false;
  if (left === right) return true;
  if (left instanceof Asset && right instanceof Asset)
    return left.kind === right.kind && left.hash === right.hash;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((value, index) => sameValue(value, right[index]));
  }
  if (isMap(left) && isMap(right)) {
    const keys = new Set([...definedEntries(left), ...definedEntries(right)].map(([key]) => key));
    return [...keys].every((key) => sameValue(left[key], right[key]));
  }
  return false;
}

/** A hash in hexadecimal digits (SHA-256). */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
