import {
  Asset,
  definedEntries,
  digest,
  hasSecret,
  isMap,
  reveal,
  Secret,
  toWire,
  type Value,
  type ValueMap,
} from "./values.ts";

/** A secret text shorter than this is only looked for as a whole value: "1" is part of too many others. */
const SHORTEST_PART = 6;
const REDACTED = "$secretDigest";

/**
 * Marks as secret whatever in `outputs` comes from a secret in `inputs`: a property at the place where the input was
 * secret, and any other whose text contains the text of one, such as an ARN made from a secret name.
 */
export function sealLike(outputs: ValueMap, inputs: ValueMap): ValueMap {
  const texts = secretTexts(inputs);
  return Object.fromEntries(
    definedEntries(outputs).map(([key, value]) => {
      const sealed = key in inputs ? sealAt(value, inputs[key] as Value) : value;
      return [key, !hasSecret(sealed) && containsAny(sealed, texts) ? new Secret(sealed) : sealed];
    }),
  );
}

function sealAt(output: Value, input: Value): Value {
  if (input instanceof Secret) return new Secret(reveal(output));
  if (Array.isArray(output) && Array.isArray(input)) {
    return output.map((value, index) =>
      index < input.length ? sealAt(value, input[index] as Value) : value,
    );
  }
  if (isMap(output) && isMap(input)) {
    return Object.fromEntries(
      definedEntries(output).map(([key, value]) => [
        key,
        key in input ? sealAt(value, input[key] as Value) : value,
      ]),
    );
  }
  return output;
}

function secretTexts(value: Value, inside = false): string[] {
  if (value instanceof Secret) return secretTexts(value.value, true);
  if (typeof value === "string") return inside && value !== "" ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((entry) => secretTexts(entry, inside));
  if (isMap(value)) return Object.values(value).flatMap((entry) => secretTexts(entry, inside));
  return [];
}

function containsAny(value: Value, texts: readonly string[]): boolean {
  if (texts.length === 0) return false;
  if (typeof value === "string") {
    return texts.some((text) => value === text || (text.length >= SHORTEST_PART && value.includes(text)));
  }
  if (Array.isArray(value)) return value.some((entry) => containsAny(entry, texts));
  return isMap(value) && Object.values(value).some((entry) => containsAny(entry, texts));
}

/** What the store keeps of a value: JSON in which a secret is only a digest, and an asset its wire form. */
export function redact(value: Value): unknown {
  if (value instanceof Secret) return { [REDACTED]: secretDigest(value) };
  if (Array.isArray(value)) return value.map(redact);
  if (isMap(value))
    return Object.fromEntries(definedEntries(value).map(([key, entry]) => [key, redact(entry)]));
  return toWire(value);
}

/** Whether a value, as the store has it, stands for a secret. */
export function isRedacted(value: Value | undefined): boolean {
  return isMap(value) && REDACTED in value;
}

/**
 * The counterpart of {@link redact}: a secret is put back from `known`, the same properties as Pulumi's state has them,
 * if it is still the same; a secret that is not known there is left out.
 */
export function restore(stored: Value, known: Value | undefined): Value | undefined {
  if (Array.isArray(stored)) {
    return stored.flatMap(
      (entry, index) => restore(entry, Array.isArray(known) ? known[index] : undefined) ?? [],
    );
  }
  if (!isMap(stored)) return stored;
  if (REDACTED in stored) {
    if (known === undefined) return undefined;
    const secret = known instanceof Secret ? known : new Secret(known);
    return secretDigest(secret) === stored[REDACTED] ? secret : undefined;
  }
  const inner = known instanceof Secret ? known.value : known;
  return Object.fromEntries(
    definedEntries(stored).flatMap(([key, entry]) => {
      const value = restore(entry, isMap(inner) ? inner[key] : undefined);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function secretDigest(secret: Secret): string {
  const value = reveal(secret);
  return digest(value instanceof Asset ? value.hash : JSON.stringify(toWire(value)));
}
