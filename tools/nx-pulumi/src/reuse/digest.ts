import { createHash } from "node:crypto";

/** 128 bits of SHA-256 in hexadecimal: enough that no two results are taken for one another. */
export function digestOf(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(String(part.length)).update(":").update(part);
  return hash.digest("hex").slice(0, 32);
}

/** Of names with digests, whatever their order. */
export function digestOfEntries(entries: Readonly<Record<string, string>>): string {
  return digestOf(
    ...Object.entries(entries)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .flat(),
  );
}
