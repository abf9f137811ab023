import type { S3Client } from "@aws-sdk/client-s3";
import { LeaseError } from "./errors.ts";
import type { Lease } from "./lease.ts";
import { removeLocksOf } from "./remove-locks.ts";
import type { StatePlace } from "./state-place.ts";

/**
 * Ends a lease after all that ran under it: removes the lock objects that Pulumi's CLI has left, of which it says nothing where
 * it was killed or could not delete them, and for which every later run would wait; then releases the lease. Where they cannot be
 * removed the lease is left to run out, since whoever takes it over removes them.
 *
 * @param say told what a person should read
 */
export async function endLease(
  lease: Lease,
  s3: S3Client,
  place: StatePlace,
  say: (line: string) => void,
): Promise<void> {
  // Whoever takes over what is lost has removed them, or will.
  if (lease.lost.aborted || lease.owner.processes === undefined) return lease.release();
  try {
    const removed = await removeLocksOf(s3, place, lease.owner);
    for (const key of removed) say(`removed the lock that Pulumi left: ${key}`);
  } catch (error) {
    if (error instanceof LeaseError) {
      say(
        `Pulumi may have left a lock: ${error.message}. The lease is not released, so that whoever comes next takes it over and removes that lock`,
      );
      return lease.abandon();
    }
    await lease.release();
    throw error;
  }
  await lease.release();
}
