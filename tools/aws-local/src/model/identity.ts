import { digest } from "../protocol/values.ts";

/** What every ID of the embedded AWS begins with: "local" in hexadecimal digits. Real ones are random there. */
export const MARK = "10ca1";

/**
 * Hexadecimal digits made from a seed, for IDs: the same for the same seed, and recognisably not AWS's.
 *
 * @param length at least 8
 */
export function markedHex(seed: string, purpose: string, length: number): string {
  return (MARK + digest(`${seed}\n${purpose}`)).slice(0, length);
}

/** A UUID of the same kind, as KMS uses for keys. */
export function markedUuid(seed: string, purpose: string): string {
  const hex = markedHex(seed, purpose, 32);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join("-");
}

/** IDs like IAM's AROA…, in the letters and digits of base 32. */
export function markedIamId(prefix: string, seed: string): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const tail = Array.from(digest(seed).slice(0, 11), (_, index) => {
    const byte = Number.parseInt(digest(`${seed}${index}`).slice(0, 2), 16);
    return letters[byte % letters.length];
  });
  return `${prefix}LOCAL${tail.join("")}`;
}

/**
 * The seed of a resource: from its URN and where it lives, so that a preview and later runs agree; a generation keeps
 * two of the same URN apart while one replaces the other.
 */
export function seedOf(urn: string, account: string, region: string, generation: number): string {
  return digest([urn, account, region, generation].join("\n"));
}
