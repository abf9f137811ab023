import { gunzipSync, gzipSync, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { CorruptCheckpointError } from "./state-error.ts";

/** The text of a file that is compressed as its name says (sdk/go/common/encoding, Pulumi 3.259.0). */
export function decode(name: string, bytes: Uint8Array): string {
  try {
    if (name.endsWith(".gz")) return gunzipSync(bytes).toString("utf8");
    if (name.endsWith(".zst")) return zstdDecompressSync(bytes).toString("utf8");
    return Buffer.from(bytes).toString("utf8");
  } catch (error) {
    throw new CorruptCheckpointError([`cannot be decompressed: ${(error as Error).message}`]);
  }
}

/** The bytes of a file with that text, compressed as its name says. */
export function encode(name: string, text: string): Buffer {
  if (name.endsWith(".gz")) return gzipSync(text);
  if (name.endsWith(".zst")) return zstdCompressSync(text);
  return Buffer.from(text, "utf8");
}
