import { zipSync } from "fflate";
import { createHash } from "node:crypto";

// The first moment that the format can name, in local time, as the format has it; noon, so that every time zone has it.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.4.6
const MODIFIED = new Date(1980, 0, 1, 12);
const UNIX = 3;
/** A file that all may read: Lambda runs the code as a user of its own. */
const READABLE_FILE = 0o100644;

/**
 * A ZIP archive of text files: the same files give the same bytes on every machine, at every time. It is deflated by
 * fflate, in JavaScript, as the zlib of Node.js gives other bytes on other processors.
 *
 * @param files texts by path inside of the archive, in any order
 */
export function zipArchive(files: Readonly<Record<string, string>>): Uint8Array {
  const sorted = Object.entries(files).sort(([left], [right]) => (left < right ? -1 : 1));
  const entries = sorted.map(([path, text]) => [path, new TextEncoder().encode(text)] as const);
  return zipSync(Object.fromEntries(entries), {
    level: 9,
    mtime: MODIFIED,
    os: UNIX,
    // The upper half is what Unix knows of a file: https://unix.stackexchange.com/a/14727
    attrs: READABLE_FILE * 2 ** 16,
  });
}

/** SHA-256 in base 64, as Lambda has it of its code: https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */
export function codeSha256(archive: Uint8Array): string {
  return createHash("sha256").update(archive).digest("base64");
}
