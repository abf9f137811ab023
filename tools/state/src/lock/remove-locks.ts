import { isRunning } from "@strata/environment/is-running";
import { DeleteObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { hostname } from "node:os";
import type { LeaseOwner } from "./owner.ts";
import { fromBucket, type PulumiLock, pulumiLocksOf } from "./pulumi-lock.ts";
import type { StatePlace } from "./state-place.ts";

export interface RemoveLocksOptions {
  /** @default that of this machine */
  readonly host?: string;
  /** Whether a process of this machine runs. */
  readonly isRunning?: (pid: number) => boolean;
}

/**
 * Removes Pulumi's own lock objects of an owner from whom a lease was taken over, and no others: those of its processes, by
 * host and process ID, that were made since it started. One whose process still runs on this machine stays, since it writes;
 * whether it runs on another machine nobody can tell.
 *
 * @returns the keys of what was removed
 * @throws `LeaseError` where the bucket cannot be asked
 */
export async function removeLocksOf(
  s3: S3Client,
  place: StatePlace,
  deadOwner: LeaseOwner,
  options: RemoveLocksOptions = {},
): Promise<string[]> {
  const left = (await pulumiLocksOf(s3, place)).filter((lock) => isLeftBy(lock, deadOwner, options));
  for (const { key } of left) {
    await fromBucket(place.bucket, `the removal of ${key}`, () =>
      s3.send(new DeleteObjectCommand({ Bucket: place.bucket, Key: key })),
    );
  }
  return left.map(({ key }) => key);
}

/** Whether a lock object was left behind by an owner that is dead. */
export function isLeftBy(
  lock: PulumiLock,
  { host, pid, processes = [], startedAt }: LeaseOwner,
  { host: here = hostname(), isRunning: runs = isRunning }: RemoveLocksOptions = {},
): boolean {
  // Rule 8: only what is the dead owner's.
  if (lock.hostname !== host || ![pid, ...processes].includes(lock.pid)) return false;
  // Rule 8: process IDs are used again. Both times are of the same machine's clock.
  if (!(Date.parse(lock.timestamp) >= Date.parse(startedAt))) return false;
  // Rule 8: a process that runs here writes, and is not dead.
  if (lock.hostname === here && runs(lock.pid)) return false;
  return true;
}
