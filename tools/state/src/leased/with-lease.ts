import {
  acquireLease,
  type CheckpointHistory,
  checkpointVersions,
  describeOwner,
  endLease,
  foreignVersions,
  type Lease,
  LeaseError,
  type LeaseOwner,
  lockId,
  removeLocksOf,
  type StatePlace,
  waitForPulumiLocks,
} from "../lock/index.ts";
import { LEASE_VARIABLE } from "./lease-variable.ts";
import { ownerOf, type Purpose } from "./lease-owner.ts";
import { leaseSettings } from "./lease-settings.ts";
import { overwriteMessage } from "./overwrite-message.ts";
import { type LeasedBackend, statePlace } from "./state-backend.ts";

export interface LeaseRequest extends Purpose {
  readonly backend: LeasedBackend;
  /** The name in Pulumi.yaml. */
  readonly project: string;
  /** The stack, which is named after its environment. */
  readonly stack: string;
  readonly variables: NodeJS.ProcessEnv;
  /**
   * Whether to look afterwards for what others wrote. Not where the Automation API runs the CLI: it does not tell its
   * process, so that one's own writes would be taken for another's. @default true
   */
  readonly looksForOthers?: boolean;
  /** Told what a person should read: who is waited for, what was taken over, what was overwritten. */
  readonly say: (line: string) => void;
  /** Aborted when the user gives up. */
  readonly signal: AbortSignal;
}

/** A lease that is held, as what runs under it sees it. */
export interface HeldLease {
  /** Aborted when the user gives up, or when the lease is lost: Pulumi is then told to stop. */
  readonly signal: AbortSignal;
  /** Aborted when the lease is lost. */
  readonly lost: AbortSignal;
  /** Aborted when the lease has run out too: Pulumi is then told again, and finishes nothing more. */
  readonly expired: AbortSignal;
  /** For the CLI and its program. */
  readonly variables: Readonly<Record<string, string>>;
  /** Records the process of the CLI, whose lock objects are removed by whoever takes over from a dead owner. */
  readonly noteProcess: (pid: number) => void;
  /** Notes a version of the checkpoint that was written without the CLI, and so without a lock of Pulumi's. */
  readonly noteVersion: (versionId: string) => void;
  /**
   * Waits until no run without a lease has Pulumi's own lock. Throws `LeaseWaitTimeoutError` after the time that a lease is
   * waited for.
   */
  readonly othersDone: () => Promise<void>;
}

/** How often somebody who waits says so, in milliseconds. */
const SAY_EVERY = 10_000;

/**
 * Runs something as the one writer of a stack: waits for the lease, holds it until the body has ended, and releases it,
 * whatever happens. Says afterwards if somebody else has written in between.
 *
 * @throws the body's error; `LeaseLostError` where the lease was lost meanwhile, `LeaseWaitTimeoutError`,
 * `LockTableUnreachableError`
 */
export async function withLease<T>(request: LeaseRequest, body: (held: HeldLease) => Promise<T>): Promise<T> {
  const { backend, say } = request;
  const place = statePlace(backend, request);
  const lease = await acquire(request);
  try {
    if (lease.takenOverFrom !== undefined) {
      say(
        `took the lease over from ${describeOwner(lease.takenOverFrom)}: no sign of life for a whole lease`,
      );
      const removed = await removeLocksOf(backend.s3, place, lease.takenOverFrom);
      for (const key of removed) say(`removed the lock that it left: ${key}`);
    }
    const ownVersions: string[] = [];
    const held: HeldLease = {
      lost: lease.lost,
      expired: lease.expired,
      signal: AbortSignal.any([request.signal, lease.lost]),
      variables: { [LEASE_VARIABLE]: `${lease.lockId}#${lease.fence}` },
      noteProcess: (pid) => void lease.noteProcess(pid),
      noteVersion: (versionId) => void ownVersions.push(versionId),
      othersDone: () => othersDone(request),
    };
    await held.othersDone();
    const before = await checkpointVersions(backend.s3, place);
    let result: T;
    try {
      result = await body(held);
    } finally {
      if (request.looksForOthers !== false)
        await sayWhatOthersWrote(request, place, { owner: lease.owner, ownVersions }, before);
    }
    lease.lost.throwIfAborted();
    return result;
  } finally {
    await endLease(lease, backend.s3, place, say);
  }
}

/** Also after a failure: what was overwritten matters more than why the run failed. */
async function sayWhatOthersWrote(
  { backend, project, stack, say }: LeaseRequest,
  place: StatePlace,
  own: { readonly owner: LeaseOwner; readonly ownVersions: readonly string[] },
  before: CheckpointHistory,
): Promise<void> {
  try {
    const after = await checkpointVersions(backend.s3, place, before);
    const foreign = foreignVersions(before, after, own);
    if (foreign.length > 0) say(overwriteMessage(foreign, { project, stack }));
    else if (!after.versioned)
      say(
        `the bucket ${backend.bucket} keeps no versions, so nobody can tell whether others wrote: turn versioning on`,
      );
  } catch (error) {
    if (!(error instanceof LeaseError)) throw error;
    say(`nobody can tell whether others wrote meanwhile: ${error.message}`);
  }
}

function acquire(request: LeaseRequest): Promise<Lease> {
  const { backend, project, stack, say, signal, variables } = request;
  const isTime = everySoOften();
  return acquireLease({
    table: backend.table,
    lockId: lockId(backend.url, project, stack),
    owner: ownerOf(request, variables),
    settings: leaseSettings(variables),
    signal,
    onWait: ({ holder, waitedMilliseconds }) => {
      if (isTime(waitedMilliseconds))
        say(`waits for ${describeOwner(holder)} (${Math.round(waitedMilliseconds / 1000)} s so far)`);
    },
  });
}

function othersDone(request: LeaseRequest): Promise<void> {
  const { backend, variables, say, signal } = request;
  const { waitMilliseconds } = leaseSettings(variables);
  const isTime = everySoOften();
  return waitForPulumiLocks(backend.s3, statePlace(backend, request), {
    ...(waitMilliseconds === undefined ? {} : { waitMilliseconds }),
    signal,
    onWait: (locks, waitedMilliseconds) => {
      if (!isTime(waitedMilliseconds)) return;
      for (const { username, hostname, pid } of locks)
        say(
          `waits for a run without a lease: ${username}@${hostname} (pid ${pid}), ${Math.round(waitedMilliseconds / 1000)} s so far`,
        );
    },
  });
}

/** Whether it is time to say again that one waits. */
function everySoOften(): (waitedMilliseconds: number) => boolean {
  let said = -SAY_EVERY;
  return (waited) => {
    if (waited - said < SAY_EVERY) return false;
    said = waited;
    return true;
  };
}
