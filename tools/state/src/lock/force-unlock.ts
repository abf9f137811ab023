import { randomUUID } from "node:crypto";
import { systemClock } from "./clock.ts";
import { LeaseError } from "./errors.ts";
import { unreachable } from "./failures.ts";
import { describeOwner } from "./owner.ts";
import type { LeaseRecord } from "./record.ts";
import { readLease } from "./read-leases.ts";
import { type Outcome, unlock } from "./requests.ts";
import { retrying } from "./retry.ts";
import type { LockTable } from "./table.ts";

export interface ForceUnlockRequest {
  /** Exactly as it was shown. */
  readonly lockId: string;
  /** Exactly as it was shown: it says which of the leases of that stack is meant. */
  readonly fence: number;
  /** Who does it. */
  readonly actor: string;
  readonly reason: string;
}

/**
 * Ends somebody else's lease, and records in its item who did and why. Its owner, if it is alive, finds out with its next
 * heartbeat, and may write until then: end its process first.
 *
 * @returns the record after it
 * @throws {LeaseError} where that very lease is not held
 * @throws {LockTableUnreachableError}
 */
export async function forceUnlock(table: LockTable, request: ForceUnlockRequest): Promise<LeaseRecord> {
  const { lockId, fence, actor, reason } = request;
  const problems = [
    ...(Number.isSafeInteger(fence) && fence > 0
      ? []
      : [`fence: got ${fence}; allowed: the number that \`strata lock show\` prints`]),
    ...(actor.trim() === "" ? ["actor: got nothing; allowed: who does it"] : []),
    ...(reason.trim() === "" ? ["reason: got nothing; allowed: why, for whoever finds the lease gone"] : []),
  ];
  if (problems.length > 0)
    throw new LeaseError(`The lease of ${lockId} is not ended:\n  ${problems.join("\n  ")}`);
  const shown = await readLease(table, lockId);
  // Rule 6: exactly the lease that was shown.
  if (shown?.fence !== fence || shown.released) throw notHeld(shown, request);
  const version = randomUUID();
  const at = new Date().toISOString();
  let outcome: Outcome;
  try {
    outcome = await retrying(
      () => unlock({ table, lockId }, { actor, reason, at, fence, owner: shown.owner }, version),
      { clock: systemClock },
    );
  } catch (error) {
    throw unreachable(table, lockId, error);
  }
  const now = outcome.happened ? outcome.record : await readLease(table, lockId);
  // It may have happened though nobody answered.
  if (now?.recordVersion === version) return now;
  throw notHeld(now, request);
}

function notHeld(record: LeaseRecord | undefined, { lockId, fence }: ForceUnlockRequest): LeaseError {
  const list = "List what is held: npx strata lock ls -c <environment>";
  if (record === undefined) return new LeaseError(`There is no lease ${JSON.stringify(lockId)}. ${list}`);
  if (record.released)
    return new LeaseError(
      `The lease of ${lockId} is not held: it was released. Nothing is to be done. ${list}`,
    );
  return new LeaseError(
    `The lease of ${lockId} has the fence ${record.fence}, not ${fence}: it is held by ${describeOwner(record.owner)}. ` +
      `If that is whom you mean: npx strata lock release ${lockId} --fence ${record.fence} --reason "…" -c <environment>`,
  );
}
