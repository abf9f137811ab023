import type { S3Client } from "@aws-sdk/client-s3";
import { type Clock, systemClock } from "./clock.ts";
import { LeaseError, LeaseWaitTimeoutError } from "./errors.ts";
import { age, printable } from "./owner.ts";
import { type PulumiLock, pulumiLocksOf } from "./pulumi-lock.ts";
import type { StatePlace } from "./state-place.ts";

export interface WaitForLocksOptions {
  /** @default 30 min */
  readonly waitMilliseconds?: number;
  /** @default 2 s */
  readonly pollMilliseconds?: number;
  readonly signal?: AbortSignal;
  /** Told at each look whose locks are there. */
  readonly onWait?: (locks: readonly PulumiLock[], waitedMilliseconds: number) => void;
  readonly clock?: Clock;
}

/**
 * Waits until no process has a lock object of Pulumi's own: whoever runs Pulumi without a lease has one, and the CLI fails
 * where it finds it.
 *
 * @throws {LeaseWaitTimeoutError} with whose they are, and how one that nobody has any more is removed
 * @throws {LeaseError} where the bucket cannot be asked, and where the signal is aborted
 */
export async function waitForPulumiLocks(
  s3: S3Client,
  place: StatePlace,
  options: WaitForLocksOptions = {},
): Promise<void> {
  const { waitMilliseconds = 30 * 60_000, pollMilliseconds = 2_000, signal, clock = systemClock } = options;
  const startedAt = clock.monotonic();
  const { project, stack } = place;
  for (;;) {
    if (signal?.aborted === true)
      throw new LeaseError(
        `Interrupted while waiting for others to end with ${project}/${stack}. Nothing was run.`,
        {
          cause: signal.reason,
        },
      );
    const locks = await pulumiLocksOf(s3, place);
    if (locks.length === 0) return;
    const waited = clock.monotonic() - startedAt;
    if (waited >= waitMilliseconds) throw tooLong(place, locks, waited);
    options.onWait?.(locks, waited);
    await clock.sleep(Math.min(pollMilliseconds, waitMilliseconds - waited), signal);
  }
}

function tooLong(
  { bucket, project, stack }: StatePlace,
  locks: readonly PulumiLock[],
  waited: number,
): Error {
  const lines = locks.map(
    ({ key, username, hostname, pid, timestamp }) =>
      `  s3://${bucket}/${key}: ${printable(`${username}@${hostname} (pid ${pid}), since ${timestamp}`)}`,
  );
  return new LeaseWaitTimeoutError(
    `Somebody runs Pulumi without a lease in ${project}/${stack}, and has not ended for ${age(waited)}:\n${lines.join("\n")}\n` +
      "Nothing was run. Where such a process runs no more, remove its lock and no other: " +
      `aws s3 rm s3://${bucket}/<key>`,
  );
}
