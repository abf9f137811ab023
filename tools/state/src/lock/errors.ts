/** The exit code of a run that lost its lease: EX_TEMPFAIL of sysexits.h, since it may be run again. */
export const LEASE_LOST_EXIT_CODE = 75;

/** Something about a lease that a person can mend. The message says what, where and what next. */
export class LeaseError extends Error {
  override name = "LeaseError";
}

/** Somebody else had the lease for as long as it was waited for. */
export class LeaseWaitTimeoutError extends LeaseError {
  override name = "LeaseWaitTimeoutError";
}

/** The lease is not held any more, though it was not released: what runs under it must stop. */
export class LeaseLostError extends LeaseError {
  override name = "LeaseLostError";
  readonly exitCode = LEASE_LOST_EXIT_CODE;
}

/** Nobody can say who holds the lease, so that nothing may be run. */
export class LockTableUnreachableError extends LeaseError {
  override name = "LockTableUnreachableError";
}
