import { randomUUID } from "node:crypto";
import { type Clock, systemClock } from "./clock.ts";
import { LeaseError, LeaseWaitTimeoutError } from "./errors.ts";
import { isOfTable, isTransient, unreachable } from "./failures.ts";
import { HeartbeatLease } from "./heartbeat-lease.ts";
import type { Lease } from "./lease.ts";
import { type Observation, observe, ticketsAhead, turnAt } from "./observation.ts";
import { age, describeOwner, type LeaseOwner, printable } from "./owner.ts";
import type { LeaseRecord } from "./record.ts";
import {
  joinQueue,
  leaveQueue,
  type LeasePlace,
  type Outcome,
  readRecord,
  release,
  renew,
  takeFree,
  takeObserved,
} from "./requests.ts";
import { retrying } from "./retry.ts";
import { completeSettings, type LeaseSettings } from "./settings.ts";
import type { LockTable } from "./table.ts";

/** Whom somebody waits for. */
export interface WaitStatus {
  readonly holder: LeaseOwner;
  /** Since this process first saw that owner. */
  readonly heldForMilliseconds: number;
  readonly waitedMilliseconds: number;
  /** How many are ahead; none before it has a place. */
  readonly position?: number;
}

export interface AcquireRequest {
  readonly table: LockTable;
  /** As of `lockId()`. */
  readonly lockId: string;
  readonly owner: LeaseOwner;
  readonly settings?: Partial<LeaseSettings>;
  /** Gives up; the call is then rejected with a `LeaseError`. */
  readonly signal?: AbortSignal;
  /** Told about once a second while somebody else has the lease. */
  readonly onWait?: (status: WaitStatus) => void;
  /** Told what went wrong later and changes nothing. @default a warning of the process */
  readonly onProblem?: (message: string) => void;
  readonly clock?: Clock;
}

/** A request that would give us the lease, and that nobody has answered. */
interface Attempt {
  readonly sentAt: number;
  readonly from: LeaseOwner | undefined;
}

/** More would be to go on without the table. */
const UNANSWERED_ATTEMPTS = 5;

/**
 * Acquires a lease, waiting for whoever has it or was earlier: at most `waitMilliseconds`, and not longer than a whole lease for
 * an owner that gives no sign of life.
 *
 * @throws {LeaseWaitTimeoutError} with who has it
 * @throws {LockTableUnreachableError} where the table cannot be asked: nothing may be run then
 * @throws {LeaseError} for settings that cannot work, and where the signal is aborted
 */
export async function acquireLease(request: AcquireRequest): Promise<Lease> {
  return new Acquisition(request).run();
}

class Acquisition {
  readonly #request: AcquireRequest;
  readonly #settings: LeaseSettings;
  readonly #clock: Clock;
  readonly #place: LeasePlace;
  readonly #ticket: string;
  readonly #startedAt: number;
  readonly #attempts = new Map<string, Attempt>();
  /** Attempts in a row that nobody has answered. */
  #unanswered = 0;
  #joined = false;
  #number: number | undefined;
  #observation: Observation | undefined;

  constructor(request: AcquireRequest) {
    const { table, lockId, owner, settings, clock = systemClock } = request;
    this.#request = request;
    this.#settings = completeSettings(settings);
    this.#clock = clock;
    this.#place = { table, lockId };
    this.#ticket = `${printable(`${owner.actor}@${owner.host}`)} ${randomUUID()}`;
    this.#startedAt = clock.monotonic();
  }

  async run(): Promise<Lease> {
    try {
      return await this.#wait();
    } catch (error) {
      await this.#giveUp();
      this.#throwIfAborted();
      if (!isOfTable(error)) throw error;
      // Rule 10: without the table nobody has a lease.
      throw unreachable(this.#place.table, this.#place.lockId, error);
    }
  }

  async #wait(): Promise<Lease> {
    this.#throwIfAborted();
    let lease = await this.#take(undefined);
    while (lease === undefined) {
      this.#throwIfAborted();
      lease = await this.#look();
    }
    return lease;
  }

  /** Reads the record once, and does what can be done with it; resolves when it is time to look again. */
  async #look(): Promise<Lease | undefined> {
    const record = await this.#retrying(() => readRecord(this.#place));
    const now = this.#clock.monotonic();
    const waited = now - this.#startedAt;
    if (record === undefined) {
      this.#throwIfTooLong(waited, undefined);
      await this.#clock.sleep(this.#settings.pollMilliseconds / 4, this.#request.signal);
      return this.#take(undefined);
    }
    const attempt = this.#attempts.get(record.recordVersion);
    // Rule 3: nobody answered, and yet it happened.
    if (attempt !== undefined && !record.released) return this.#keep(record, attempt);

    this.#observation = observe(this.#observation, record, now);
    const ahead = ticketsAhead(record, this.#ticket);
    const queued = record.waiters.find(({ ticket }) => ticket === this.#ticket);
    this.#number = queued?.number ?? this.#number;
    const { graceMilliseconds } = this.#settings;
    const turn = turnAt(record, this.#observation, { ahead: ahead.length, graceMilliseconds });
    if (now >= turn) {
      const tickets = [...ahead, ...(queued === undefined ? [] : [this.#ticket])];
      return this.#take({ record, tickets });
    }
    this.#throwIfTooLong(waited, record);
    if (queued === undefined) {
      this.#joined = true;
      await this.#retrying(() => joinQueue(this.#place, this.#ticket, this.#number));
      return undefined;
    }
    if (!record.released) this.#tell(record, ahead.length, waited, now);
    await this.#sleepUntil(turn, ahead.length, now);
    return undefined;
  }

  /** Tries once to have it: where it is free, or as it was observed. */
  async #take(
    seen: { readonly record: LeaseRecord; readonly tickets: readonly string[] } | undefined,
  ): Promise<Lease | undefined> {
    const { owner } = this.#request;
    const { leaseMilliseconds } = this.#settings;
    const claim = { version: randomUUID(), owner, leaseMilliseconds };
    const from = seen === undefined || seen.record.released ? undefined : seen.record.owner;
    const attempt = { sentAt: this.#clock.monotonic(), from };
    this.#attempts.set(claim.version, attempt);
    let outcome: Outcome;
    try {
      outcome =
        seen === undefined
          ? await takeFree(this.#place, claim)
          : await takeObserved(this.#place, claim, {
              observed: seen.record.recordVersion,
              tickets: seen.tickets,
            });
    } catch (error) {
      if (!isTransient(error) || ++this.#unanswered > UNANSWERED_ATTEMPTS) throw error;
      // It may have happened, or happen yet: the next look tells.
      await this.#clock.sleep(this.#settings.pollMilliseconds / 4, this.#request.signal);
      return undefined;
    }
    this.#unanswered = 0;
    if (outcome.happened) return this.#keep(outcome.record, attempt);
    this.#attempts.delete(claim.version);
    return undefined;
  }

  /** A lease that is ours, unless its answer came so late that it may not be any more. */
  async #keep(record: LeaseRecord, { sentAt, from }: Attempt): Promise<Lease | undefined> {
    const { leaseMilliseconds, marginMilliseconds } = this.#settings;
    const now = this.#clock.monotonic();
    if (now < sentAt + leaseMilliseconds - marginMilliseconds) return this.#hold(record, sentAt, from);
    const version = randomUUID();
    this.#attempts.set(version, { sentAt: now, from });
    const holding = { fence: record.fence, current: record.recordVersion, next: version };
    const outcome = await this.#retrying(() => renew(this.#place, holding, this.#request.owner));
    const late = this.#clock.monotonic() >= now + leaseMilliseconds - marginMilliseconds;
    return outcome.happened && !late ? this.#hold(outcome.record, now, from) : undefined;
  }

  #hold(record: LeaseRecord, sentAt: number, from: LeaseOwner | undefined): Lease {
    return new HeartbeatLease({
      place: this.#place,
      settings: this.#settings,
      clock: this.#clock,
      record,
      sentAt,
      onProblem: this.#request.onProblem ?? ((message) => process.emitWarning(message)),
      ...(from === undefined ? {} : { takenOverFrom: from }),
    });
  }

  #tell({ owner }: LeaseRecord, position: number, waited: number, now: number): void {
    this.#request.onWait?.({
      holder: owner,
      heldForMilliseconds: now - (this.#observation?.ownerSince ?? now),
      waitedMilliseconds: waited,
      position,
    });
  }

  /** Until our turn, the end of our patience, or the next look, whatever is first; who is near to it looks more often. */
  async #sleepUntil(turn: number, ahead: number, now: number): Promise<void> {
    const { pollMilliseconds: poll, waitMilliseconds } = this.#settings;
    const end = Math.min(turn, this.#startedAt + waitMilliseconds);
    await this.#clock.sleep(Math.min(end - now, poll * Math.min(1, (ahead + 1) / 4)), this.#request.signal);
  }

  #throwIfTooLong(waited: number, record: LeaseRecord | undefined): void {
    const { waitMilliseconds } = this.#settings;
    if (waited < waitMilliseconds) return;
    const { lockId } = this.#place;
    const time = waitMilliseconds === 0 ? "" : ` after ${age(waited)}`;
    throw new LeaseWaitTimeoutError(
      `The lease of ${lockId} is not free${time}: ${record === undefined ? "the lock table does not answer for sure" : holderOf(record)}. ` +
        `Nothing was run. Look at it: npx strata lock show ${lockId} -c <environment>`,
    );
  }

  #throwIfAborted(): void {
    if (this.#request.signal?.aborted !== true) return;
    throw new LeaseError(
      `Interrupted while waiting for the lease of ${this.#place.lockId}. Nothing was run.`,
      { cause: this.#request.signal.reason },
    );
  }

  #retrying<T>(action: () => Promise<T>): Promise<T> {
    return retrying(action, { clock: this.#clock, signal: this.#request.signal });
  }

  /** Leaves nothing for others to wait for, as far as the table lets us. */
  async #giveUp(): Promise<void> {
    try {
      if (this.#joined) await leaveQueue(this.#place, this.#ticket);
      if (this.#attempts.size === 0) return;
      const record = await readRecord(this.#place);
      if (record === undefined || record.released || !this.#attempts.has(record.recordVersion)) return;
      const holding = { fence: record.fence, current: record.recordVersion, next: undefined };
      await release(this.#place, holding, randomUUID());
    } catch {
      // A ticket costs others one grace, and a lease runs out.
    }
  }
}

function holderOf({ released, owner, waiters }: LeaseRecord): string {
  if (!released) return `it is held by ${describeOwner(owner)}`;
  return `${waiters.length} wait for it already (${waiters.map(({ ticket }) => ticket.split(" ")[0]).join(", ")})`;
}
