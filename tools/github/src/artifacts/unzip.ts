import { inflateRawSync } from "node:zlib";
import { GithubError } from "../github-error.ts";

export interface ZipLimits {
  /** Of all members together, in bytes, unpacked. @default 268435456 */
  readonly mostBytes?: number;
  /** @default 10000 */
  readonly mostMembers?: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

/**
 * The members of an archive, in memory: nothing is written, so a name leads nowhere. Reads what GitHub's artifacts are:
 * stored or deflated, not encrypted, below 4 GiB. Throws {@link GithubError} for anything else, and for one that unpacks
 * to more than the limits.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function unzip(archive: Buffer, limits: ZipLimits = {}): Map<string, Buffer> {
  const { mostBytes = 256 * 1024 * 1024, mostMembers = 10_000 } = limits;
  try {
    const end = endOf(archive);
    const count = archive.readUInt16LE(end + 10);
    if (count > mostMembers) throw new RangeError(`it has ${count} members; ${mostMembers} are allowed`);
    const members = new Map<string, Buffer>();
    let left = mostBytes;
    let at = archive.readUInt32LE(end + 16);
    for (let index = 0; index < count; index++) {
      if (archive.readUInt32LE(at) !== CENTRAL) throw new RangeError("its directory is broken");
      const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
        archive.readUInt16LE(at + field),
      );
      const name = archive.toString("utf8", at + 46, at + 46 + (nameLength ?? 0));
      if (!name.endsWith("/")) {
        const data = memberAt(archive, at, left);
        left -= data.length;
        members.set(name, data);
      }
      at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
    }
    return members;
  } catch (error) {
    throw new GithubError(
      `An artifact is no archive that can be read: ${(error as Error).message}. Run its workflow again.`,
    );
  }
}

/** Where the record is that ends the archive; a comment of 65,535 bytes may follow it. */
function endOf(archive: Buffer): number {
  const earliest = Math.max(0, archive.length - 22 - 0xffff);
  for (let at = archive.length - 22; at >= earliest; at--) if (archive.readUInt32LE(at) === END) return at;
  throw new RangeError("it does not end as one");
}

function memberAt(archive: Buffer, entry: number, mostBytes: number): Buffer {
  const flags = archive.readUInt16LE(entry + 8);
  const method = archive.readUInt16LE(entry + 10);
  const packed = archive.readUInt32LE(entry + 20);
  const size = archive.readUInt32LE(entry + 24);
  const local = archive.readUInt32LE(entry + 42);
  if ((flags & 1) !== 0) throw new RangeError("it is encrypted");
  if (archive.readUInt32LE(local) !== LOCAL) throw new RangeError("a member is not where it is said to be");
  if (size > mostBytes) throw new RangeError("it unpacks to more than is allowed");
  const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const data = archive.subarray(from, from + packed);
  if (method === 0) return data;
  if (method !== 8) throw new RangeError(`it is packed with method ${method}`);
  // The size is what the archive says of itself; unpacking stops there whatever is in it.
  return inflateRawSync(data, { maxOutputLength: Math.max(1, size) });
}
