import { randomUUID } from "node:crypto";
import type { Clock } from "./clock.ts";
import { LeaseLostError } from "./errors.ts";
import { reasonOf } from "./failures.ts";
import type { Lease } from "./lease.ts";
import { age, describeOwner, type LeaseOwner, printable } from "./owner.ts";
import type { LeaseRecord } from "./record.ts";
import { type LeasePlace, release, renew } from "./requests.ts";
import { retrying } from "./retry.ts";
import type { LeaseSettings } from "./settings.ts";

export interface HeldSince {
  readonly place: LeasePlace;
  readonly settings: LeaseSettings;
  readonly clock: Clock;
  readonly record: LeaseRecord;
  /** When the request was sent that the lease comes from, in milliseconds of the clock. */
  readonly sentAt: number;
  readonly takenOverFrom?: LeaseOwner;
  readonly onProblem: (message: string) => void;
}

/** How often it is looked whether the machine has slept, in milliseconds. */
const LOOK_EVERY = 1_000;

/** A lease that renews itself until it is released or lost. */
export class HeartbeatLease implements Lease {
  readonly #place: LeasePlace;
  readonly #settings: LeaseSettings;
  readonly #clock: Clock;
  readonly #onProblem: (message: string) => void;
  readonly #lost = new AbortController();
  readonly #expired = new AbortController();
  readonly #stop = new AbortController();
  readonly lockId: string;
  readonly fence: number;
  readonly takenOverFrom?: LeaseOwner;
  #owner: LeaseOwner;
  #current: string;
  /** The heartbeat that is not answered yet. It is sent again as it is, so that it may happen twice. */
  #next: { readonly version: string; readonly sentAt: number } | undefined;
  #renewedAt: number;
  /** What the wall clock had then. */
  #renewedAtWall: number;
  #lastProblem: unknown;
  #released: Promise<void> | undefined;
  #wake = new AbortController();
  /** Who waits for the owner to be written. */
  #unwritten: (() => void)[] = [];

  constructor({ place, settings, clock, record, sentAt, takenOverFrom, onProblem }: HeldSince) {
    this.#place = place;
    this.#settings = settings;
    this.#clock = clock;
    this.#onProblem = onProblem;
    this.lockId = place.lockId;
    this.fence = record.fence;
    this.#owner = record.owner;
    this.#current = record.recordVersion;
    this.#renewedAt = sentAt;
    this.#renewedAtWall = clock.wall();
    if (takenOverFrom !== undefined) this.takenOverFrom = takenOverFrom;
    // Rule 2: it lasts only as long as it is renewed.
    void this.#beat();
    // Rule 4: it ends by our own clock, also while no heartbeat is answered.
    void this.#watch();
  }

  get recordVersion(): string {
    return this.#current;
  }

  get owner(): LeaseOwner {
    return this.#owner;
  }

  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  get expired(): AbortSignal {
    return this.#expired.signal;
  }

  get remainingMilliseconds(): number {
    if (this.#isOver) return 0;
    return Math.max(0, this.#deadline - this.#clock.monotonic());
  }

  noteProcess(pid: number): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    this.#owner = { ...this.#owner, processes: [...new Set([...(this.#owner.processes ?? []), pid])] };
    return new Promise((resolve) => {
      this.#unwritten.push(resolve);
      this.#wake.abort();
    });
  }

  release(): Promise<void> {
    this.#released ??= this.#release();
    return this.#released;
  }

  abandon(): void {
    this.#released ??= Promise.resolve();
    this.#end();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.release();
  }

  get #isOver(): boolean {
    return this.#released !== undefined || this.#lost.signal.aborted;
  }

  /** From when on it must not be relied on, by our clock and counted from the sending of what renewed it. */
  get #deadline(): number {
    return this.#renewedAt + this.#settings.leaseMilliseconds - this.#settings.marginMilliseconds;
  }

  /** Renews the lease until it is over. */
  async #beat(): Promise<void> {
    const { heartbeatMilliseconds: every } = this.#settings;
    let due = this.#renewedAt + every;
    for (;;) {
      const toldTo = await this.#pause(due - this.#clock.monotonic());
      if (this.#isOver) return;
      const now = this.#clock.monotonic();
      // Rule 4: what was not renewed in time is never renewed.
      if (now >= this.#deadline) return this.#lose(this.#late());
      if (now < due && !toldTo && !this.#hasSlept(now)) continue;
      due = (await this.#renew()) ? this.#renewedAt + every : this.#clock.monotonic() + every / 4;
    }
  }

  /** Waits for some time, or until there is something to write; true for the latter. */
  async #pause(milliseconds: number): Promise<boolean> {
    if (this.#wake.signal.aborted) this.#wake = new AbortController();
    // A process may have been noted while the last heartbeat was on its way.
    if (this.#unwritten.length > 0 && this.#next === undefined) return true;
    await this.#clock.sleep(Math.min(milliseconds, LOOK_EVERY), this.#wake.signal, true);
    return this.#unwritten.length > 0;
  }

  /** A monotonic clock may stand still while a machine sleeps; that of the wall tells. Both are our own. */
  #hasSlept(now: number): boolean {
    const slept = this.#clock.wall() - this.#renewedAtWall - (now - this.#renewedAt);
    return slept > this.#settings.marginMilliseconds;
  }

  /** One heartbeat; whether it was answered. */
  async #renew(): Promise<boolean> {
    const written = this.#next === undefined ? this.#unwritten.length : 0;
    this.#next ??= { version: randomUUID(), sentAt: this.#clock.monotonic() };
    const { version, sentAt } = this.#next;
    const wall = this.#clock.wall();
    try {
      const holding = { fence: this.fence, current: this.#current, next: version };
      const { happened, record } = await renew(this.#place, holding, this.#owner);
      if (!happened) {
        this.#lose(takenMessage(this.#place, this.fence, record), true);
        return false;
      }
    } catch (error) {
      // Also one that says we may not: credentials may be renewed before the deadline.
      this.#lastProblem = error;
      return false;
    }
    this.#current = version;
    this.#next = undefined;
    this.#lastProblem = undefined;
    this.#renewedAt = sentAt;
    this.#renewedAtWall = wall;
    for (const resolve of this.#unwritten.splice(0, written)) resolve();
    return true;
  }

  async #watch(): Promise<void> {
    const { signal: stopped } = this.#stop;
    while (!this.#isOver) {
      const left = this.#deadline - this.#clock.monotonic();
      if (left <= 0) this.#lose(this.#late());
      else await this.#clock.sleep(left, stopped, true);
    }
    while (!this.#expired.signal.aborted && !stopped.aborted) {
      const left = this.#renewedAt + this.#settings.leaseMilliseconds - this.#clock.monotonic();
      if (left <= 0) this.#expired.abort(this.#lost.signal.reason);
      else await this.#clock.sleep(left, stopped, true);
    }
  }

  #lose(message: string, taken = false): void {
    if (this.#released !== undefined) return;
    if (!this.#lost.signal.aborted)
      this.#lost.abort(new LeaseLostError(message, { cause: this.#lastProblem }));
    if (taken) this.#expired.abort(this.#lost.signal.reason);
    this.#wake.abort();
    for (const resolve of this.#unwritten.splice(0)) resolve();
  }

  #late(): string {
    const since = age(this.#clock.monotonic() - this.#renewedAt);
    const why =
      this.#lastProblem === undefined ? "this process was not running" : reasonOf(this.#lastProblem);
    return (
      `The lease of ${this.lockId} (fence ${this.fence}) is lost: it could not be renewed for ${since} (${why}). ` +
      "Others may take it over now, so what ran under it was told to stop. " +
      `See what was done: npx strata lock show ${this.lockId} -c <environment>; then run it again`
    );
  }

  #end(): void {
    this.#stop.abort();
    this.#wake.abort();
    for (const resolve of this.#unwritten.splice(0)) resolve();
  }

  async #release(): Promise<void> {
    this.#end();
    // Nobody waits for a lease that has run out.
    if (this.#expired.signal.aborted) return;
    const version = randomUUID();
    try {
      await retrying(() => release(this.#place, this.#holding, version), { clock: this.#clock, attempts: 4 });
    } catch (error) {
      this.#onProblem(
        `The lease of ${this.lockId} could not be released: ${reasonOf(error)}. It runs out by itself, and whoever comes next waits ${age(this.#settings.leaseMilliseconds)} for it`,
      );
    }
  }

  get #holding(): { fence: number; current: string; next: string | undefined } {
    return { fence: this.fence, current: this.#current, next: this.#next?.version };
  }
}

/** Says who has the lease instead. */
function takenMessage({ lockId }: LeasePlace, fence: number, record: LeaseRecord | undefined): string {
  const lost = `The lease of ${lockId} (fence ${fence}) is lost: `;
  const next =
    "What ran under it was told to stop. " +
    `See who has it: npx strata lock show ${lockId} -c <environment>; then look at the state before you run it again`;
  if (record === undefined) return `${lost}somebody else has it, or its record was deleted. ${next}`;
  if (record.unlock?.fence === fence) {
    const { actor, reason } = record.unlock;
    return printable(`${lost}${actor} ended it by force (${reason}).`) + ` ${next}`;
  }
  return `${lost}it was taken over by ${describeOwner(record.owner)} (fence ${record.fence}). ${next}`;
}
