import type { LeaseOwner } from "./owner.ts";

/** A lease that is held. Its heartbeats do not keep a process from ending, which then has not released it. */
export interface Lease {
  readonly lockId: string;
  /** How many leases of this stack there have been: the fencing token. */
  readonly fence: number;
  /** Of the last heartbeat that was answered. */
  readonly recordVersion: string;
  readonly owner: LeaseOwner;
  /** Who held it before, where that owner has not released it. */
  readonly takenOverFrom?: LeaseOwner;
  /**
   * Aborted with a `LeaseLostError` once somebody else has the lease, or may have it soon: when a heartbeat's condition was not
   * fulfilled, or none has succeeded for a lease minus the margin.
   */
  readonly lost: AbortSignal;
  /** Aborted once somebody else has the lease or may have it now. Never before `lost`. */
  readonly expired: AbortSignal;
  /** How long it is certainly held from now on, in milliseconds of this process's clock; 0 once it is lost or released. */
  readonly remainingMilliseconds: number;
  /**
   * Records a process of Pulumi's CLI that runs under the lease. Resolves once it is written, or the lease is held no more;
   * never rejects.
   */
  noteProcess(pid: number): Promise<void>;
  /**
   * Ends the lease, once; what cannot be written is said to `onProblem` of the request, and the lease then runs out by itself.
   * Never rejects.
   */
  release(): Promise<void>;
  /**
   * Ends the heartbeats without releasing the lease, which runs out by itself: whoever comes next takes it over, and removes the
   * lock objects of its processes.
   */
  abandon(): void;
  [Symbol.asyncDispose](): Promise<void>;
}
