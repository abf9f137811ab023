export { type AcquireRequest, acquireLease, type WaitStatus } from "./acquire.ts";
export {
  type CheckpointHistory,
  type CheckpointVersion,
  checkpointVersions,
  type PulumiWriter,
} from "./checkpoint-versions.ts";
export { type Clock, systemClock } from "./clock.ts";
export {
  LEASE_LOST_EXIT_CODE,
  LeaseError,
  LeaseLostError,
  LeaseWaitTimeoutError,
  LockTableUnreachableError,
} from "./errors.ts";
export { type ForceUnlockRequest, forceUnlock } from "./force-unlock.ts";
export { differenceCommand, type ForeignVersion, foreignVersions } from "./foreign-versions.ts";
export type { Lease } from "./lease.ts";
export { lockId } from "./lock-id.ts";
export { age, describeOwner, type LeaseOwner, printable } from "./owner.ts";
export { type PulumiLock, pulumiLocksOf } from "./pulumi-lock.ts";
export { listLeases, readLease } from "./read-leases.ts";
export type { ForcedUnlock, LeaseRecord, LeaseWaiter } from "./record.ts";
export { endLease } from "./end-lease.ts";
export { removeLocksOf, type RemoveLocksOptions } from "./remove-locks.ts";
export { completeSettings, type LeaseSettings } from "./settings.ts";
export type { StatePlace } from "./state-place.ts";
export { type LockTable, lockTable, type LockTableOptions } from "./table.ts";
export { waitForPulumiLocks, type WaitForLocksOptions } from "./wait-for-locks.ts";
