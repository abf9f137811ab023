import fc from "fast-check";
import { acquireLease } from "../../src/lock/acquire.ts";
import { LeaseError } from "../../src/lock/errors.ts";
import type { Lease } from "../../src/lock/lease.ts";
import type { LockTable } from "../../src/lock/table.ts";
import { FakeClock, FakeWorld } from "./fake-clock.ts";
import { FakeDatabase, fakeTable, timeout } from "./fake-database.ts";

/**
 * Processes that want one lease, whose clocks run at different speeds, whose requests and answers are lost, late and in any
 * order, and which crash, stand still and are cut off. Time goes by in steps that are mixed with everything else at random, so
 * that whatever waits for it may also be late.
 */

/** Milliseconds. The clocks differ by at most 7 % each, which the margin must cover: 6000 / 4800 > 1.07 / 0.93. */
const SETTINGS = {
  leaseMilliseconds: 6000,
  heartbeatMilliseconds: 1500,
  marginMilliseconds: 1200,
  pollMilliseconds: 1200,
  graceMilliseconds: 3600,
  waitMilliseconds: 1e9,
};
const SLOWEST = 0.93;
const FASTEST = 1.07;
const TIMEOUT = 400;
const LONGEST_HOLD = 5000;
const LOCK = "lock";

type Fate = "answered" | "request lost" | "answer lost" | "late";

export type Event =
  | { readonly kind: "pass"; readonly milliseconds: number }
  | { readonly kind: "crash" | "pause" | "resume" | "cut" | "heal"; readonly process: number }
  | { readonly kind: "set clock"; readonly process: number; readonly milliseconds: number };

export interface Story {
  readonly processes: readonly { readonly speed: number; readonly hold: number }[];
  readonly events: readonly Event[];
  /** Of requests, in the order in which they are sent; then from the start again. */
  readonly fates: readonly Fate[];
}

/** What happened in a story, to tell that the stories are not all the same. */
export interface Outcome {
  readonly leases: number;
  readonly takeovers: number;
  readonly lost: number;
  readonly refused: number;
}

const MOST_PROCESSES = 4;
const process = fc.nat({ max: MOST_PROCESSES - 1 });

export const stories: fc.Arbitrary<Story> = fc.record({
  processes: fc.array(
    fc.record({
      speed: fc.double({ min: SLOWEST, max: FASTEST, noNaN: true }),
      hold: fc.integer({ min: 0, max: LONGEST_HOLD }),
    }),
    { minLength: 2, maxLength: MOST_PROCESSES },
  ),
  events: fc.array(
    fc.oneof(
      {
        weight: 12,
        arbitrary: fc.record({
          kind: fc.constant("pass" as const),
          milliseconds: fc.integer({ min: 50, max: 3000 }),
        }),
      },
      {
        weight: 6,
        arbitrary: fc.record({
          kind: fc.constantFrom(...(["crash", "pause", "resume", "cut", "heal"] as const)),
          process,
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant("set clock" as const),
          process,
          milliseconds: fc.integer({ min: -1e8, max: 1e8 }),
        }),
      },
    ),
    { minLength: 10, maxLength: 30 },
  ),
  fates: fc.array(
    fc.oneof(
      { weight: 9, arbitrary: fc.constant("answered" as const) },
      { weight: 3, arbitrary: fc.constantFrom(...(["request lost", "answer lost", "late"] as const)) },
    ),
    { minLength: 1, maxLength: 40 },
  ),
});

/** What must never be. */
export class Violation extends Error {
  override name = "Violation";
}

/** Plays a story; throws a {@link Violation} for what must never be. */
export async function play(story: Story, scheduler: fc.Scheduler): Promise<Outcome> {
  return new Play(story, scheduler).run();
}

class Actor {
  readonly clock: FakeClock;
  readonly name: string;
  readonly hold: number;
  lease: Lease | undefined;
  crashed = false;
  cut = false;
  done = false;
  /** What it will know once it runs again. */
  #held: (() => void)[] = [];

  constructor(name: string, clock: FakeClock, hold: number) {
    this.name = name;
    this.clock = clock;
    this.hold = hold;
  }

  /** Resolves while it runs; never, if it has crashed. */
  running(): Promise<void> {
    return this.clock.runs ? Promise.resolve() : new Promise((resolve) => this.#held.push(resolve));
  }

  resume(): void {
    if (this.crashed) return;
    this.clock.resume();
    for (const go of this.#held.splice(0)) go();
  }

  get believes(): boolean {
    return !this.crashed && (this.lease?.remainingMilliseconds ?? 0) > 0;
  }
}

class Play {
  readonly #scheduler: fc.Scheduler;
  readonly #story: Story;
  readonly #world = new FakeWorld();
  readonly #database = new FakeDatabase();
  readonly #actors: Actor[];
  #requests = 0;
  #calm = false;
  #fence = 0;
  #violation: Violation | undefined;
  #counts = { leases: 0, takeovers: 0, lost: 0, refused: 0 };
  #lastLease = 0;

  constructor(story: Story, scheduler: fc.Scheduler) {
    this.#story = story;
    this.#scheduler = scheduler;
    this.#actors = story.processes.map(({ speed, hold }, index) => this.#actor(`p${index}`, speed, hold));
  }

  async run(): Promise<Outcome> {
    for (const actor of this.#actors) void this.#live(actor, 2);
    this.#scheduler.scheduleSequence(
      this.#story.events.map((event) => ({
        label: JSON.stringify(event),
        builder: () => this.#happen(event),
      })),
    );
    await this.#scheduler.waitIdle();
    this.#check();
    await this.#calmDown();
    return this.#counts;
  }

  #actor(name: string, speed: number, hold: number): Actor {
    return new Actor(name, new FakeClock(this.#world, { speed, offset: name.length * 1e5 }), hold);
  }

  /** Wants the lease some times, holds it for a while each time, and tries again when it is refused. */
  async #live(actor: Actor, times: number): Promise<void> {
    const table = this.#table(actor);
    const owner = { actor: actor.name, host: actor.name, pid: 1, operation: "up", startedAt: "" };
    for (let left = times; left > 0;) {
      try {
        const { clock } = actor;
        const lease = await acquireLease({
          table,
          lockId: LOCK,
          owner,
          settings: SETTINGS,
          clock,
          onProblem: () => {},
        });
        this.#has(actor, lease);
        await clock.sleep(actor.hold, lease.lost);
        if (lease.lost.aborted) this.#counts.lost++;
        await lease.release();
        left--;
      } catch (error) {
        if (!(error instanceof LeaseError)) {
          this.#violation ??= new Violation(`${actor.name}: ${(error as Error).stack}`);
          return;
        }
        this.#counts.refused++;
        await actor.clock.sleep(2000);
      }
    }
    actor.done = true;
  }

  #has(actor: Actor, lease: Lease): void {
    actor.lease = lease;
    this.#lastLease = this.#world.now;
    this.#counts.leases++;
    if (lease.takenOverFrom !== undefined) this.#counts.takeovers++;
    if (lease.fence <= this.#fence)
      this.#violation ??= new Violation(
        `the fence ${lease.fence} of ${actor.name} comes after ${this.#fence}`,
      );
    this.#fence = lease.fence;
    this.#check();
  }

  /** Never two that both believe that they hold it, each within its own deadline. */
  #check(): void {
    const believers = this.#actors.filter(({ believes }) => believes);
    if (believers.length > 1)
      this.#violation ??= new Violation(
        `at ${this.#world.now}: ${believers.map(({ name, lease }) => `${name} (fence ${lease?.fence})`).join(" and ")} both hold it`,
      );
    if (this.#violation !== undefined) throw this.#violation;
  }

  #table(actor: Actor): LockTable {
    const turn = (label: string): Promise<void> =>
      this.#calm ? Promise.resolve() : this.#scheduler.schedule(Promise.resolve(), `${actor.name} ${label}`);
    return fakeTable(this.#database, async (command, apply) => {
      const { fates } = this.#story;
      const drawn = fates[this.#requests++ % fates.length] ?? "answered";
      const fate = actor.cut ? "request lost" : this.#calm ? "answered" : drawn;
      const name = command.constructor.name;
      await turn(`${name} ${fate}`);
      if (fate === "late") void turn(`${name} arrives late`).then(() => quietly(apply));
      if (fate === "answer lost") quietly(apply);
      if (fate !== "answered") {
        await actor.clock.sleep(TIMEOUT);
        throw timeout();
      }
      try {
        return apply();
      } finally {
        await turn(`${name} is answered`);
        await actor.running();
        queueMicrotask(() => this.#violation ?? quietly(() => this.#check()));
      }
    });
  }

  async #happen(event: Event): Promise<void> {
    if (event.kind === "pass") return this.#pass(event.milliseconds);
    const actor = this.#actors[event.process];
    if (actor === undefined) return;
    if (event.kind === "set clock") actor.clock.set(event.milliseconds);
    if (event.kind === "cut") actor.cut = true;
    if (event.kind === "heal") actor.cut = false;
    if (event.kind === "resume") actor.resume();
    if (event.kind === "pause" || event.kind === "crash") actor.clock.pause();
    if (event.kind === "crash") actor.crashed = true;
    await Promise.resolve();
  }

  /** Whatever is due then happens some time after. */
  #pass(milliseconds: number): void {
    for (const { fire, clock } of this.#world.pass(milliseconds)) {
      const actor = this.#actors.find((one) => one.clock === clock);
      void this.#scheduler
        .schedule(Promise.resolve(), `${actor?.name} wakes`)
        .then(() => actor?.running())
        .then(fire);
    }
    this.#check();
  }

  /**
   * Nothing goes wrong any more, and everything happens in time: then somebody gets in within a lease and the graces of those who
   * are dead, and in the end everybody who is alive has been in; also one who came only now.
   */
  async #calmDown(): Promise<void> {
    this.#calm = true;
    for (const actor of this.#actors) {
      actor.cut = false;
      actor.resume();
    }
    const late = this.#actor("late", 1, 0);
    this.#actors.push(late);
    void this.#live(late, 1);
    const bound =
      (SETTINGS.leaseMilliseconds + (this.#actors.length + 1) * SETTINGS.graceMilliseconds + LONGEST_HOLD) /
        SLOWEST +
      4 * SETTINGS.pollMilliseconds;
    this.#lastLease = this.#world.now;
    const isOver = (): boolean => this.#actors.every(({ done, crashed }) => done || crashed);
    for (;;) {
      await ticks();
      this.#check();
      if (isOver()) return;
      const next = this.#world.nextDue ?? Number.POSITIVE_INFINITY;
      if (next - this.#lastLease > bound)
        throw new Violation(`nobody got in for ${bound} ms, at ${this.#world.now}: ${this.#waiting()}`);
      for (const { fire } of this.#world.pass(next - this.#world.now)) fire();
    }
  }

  #waiting(): string {
    return this.#actors
      .filter(({ done, crashed }) => !done && !crashed)
      .map(({ name }) => name)
      .join(", ");
  }
}

function quietly(action: () => unknown): void {
  try {
    action();
  } catch {
    // Whoever asked is not told.
  }
}

/** After everything that needs no time. */
async function ticks(): Promise<void> {
  for (let tick = 0; tick < 60; tick++) await Promise.resolve();
}
