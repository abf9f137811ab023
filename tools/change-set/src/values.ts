/**
 * How Pulumi writes values that are no plain JSON
 * (https://github.com/pulumi/pulumi/blob/v3.259.0/sdk/go/common/resource/properties.go: the unknown values, the
 * signature of objects that stand for secrets, assets and archives).
 */
const UNKNOWN = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** How a change set writes a value that only an update will know. */
export const UNKNOWN_TEXT = "[unknown]";

/** How a change set writes a value that is secret. */
export const SECRET_TEXT = "[secret]";

/** Whether a change set writes this in place of a value. */
export function standsForValue(value: unknown): value is string {
  return value === UNKNOWN_TEXT || value === SECRET_TEXT;
}

/** A value that only an update will know. */
export function isUnknown(value: unknown): boolean {
  return typeof value === "string" && UNKNOWN.has(value);
}

export function isSecret(value: unknown): boolean {
  return isObject(value) && value[SIGNATURE] === SECRET_SIGNATURE;
}

/** Whether the value is secret, or has a secret anywhere in it. */
export function containsSecret(value: unknown): boolean {
  if (isSecret(value)) return true;
  if (Array.isArray(value)) return value.some(containsSecret);
  return isObject(value) && Object.values(value).some(containsSecret);
}

/**
 * The value as a change set may hold and show it: a secret becomes `[secret]`, an unknown `[unknown]`, an asset or
 * archive its hash. The engine has masked secrets before it writes events; this does not rely on it.
 */
export function publicValue(value: unknown): unknown {
  if (isUnknown(value)) return UNKNOWN_TEXT;
  if (isSecret(value)) return SECRET_TEXT;
  if (Array.isArray(value)) return value.map(publicValue);
  if (!isObject(value)) return value;
  if (SIGNATURE in value && typeof value["hash"] === "string") return `[asset ${value["hash"].slice(0, 12)}]`;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, publicValue(member)]));
}

export function sameValue(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right);
}

/** JSON with the members of objects in order, so that equal values are equal texts. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, member: unknown) =>
      isObject(member)
        ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
        : member,
    ) ?? "undefined"
  );
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
