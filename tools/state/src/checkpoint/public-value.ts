/**
 * How Pulumi writes values that are no plain JSON (sdk/go/common/resource/properties.go, Pulumi 3.259.0).
 */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Shown in the place of a secret. */
export const HIDDEN = "[secret]";

export function isSecret(value: unknown): boolean {
  return isObject(value) && value[SIGNATURE] === SECRET;
}

/** A value as it may be shown: a secret becomes `[secret]`, wherever it is, an asset or archive its hash. */
export function publicValue(value: unknown): unknown {
  if (isSecret(value)) return HIDDEN;
  if (Array.isArray(value)) return value.map(publicValue);
  if (!isObject(value)) return value;
  if (SIGNATURE in value && typeof value["hash"] === "string") return `[asset ${value["hash"].slice(0, 12)}]`;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, publicValue(member)]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
