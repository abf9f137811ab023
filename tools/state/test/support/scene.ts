import { acquireLease, type AcquireRequest } from "../../src/lock/acquire.ts";
import type { Lease } from "../../src/lock/lease.ts";
import type { LeaseOwner } from "../../src/lock/owner.ts";
import { type LeaseRecord, recordOf } from "../../src/lock/record.ts";
import type { LockTable } from "../../src/lock/table.ts";
import { FakeClock, FakeWorld } from "./fake-clock.ts";
import { FakeDatabase, fakeTable, timeout } from "./fake-database.ts";

export const LOCK = "state/network/dev";

/** What the network makes of a request. */
export type Fate = "answered" | "request lost" | "answer lost" | Error;

/** How long a client waits for an answer, in milliseconds. */
const TIMEOUT = 3_000;

/** A process that wants a lease, on a machine of its own. */
export class Contender {
  readonly clock: FakeClock;
  readonly table: LockTable;
  readonly owner: LeaseOwner;
  /** What becomes of its next requests; answered are those that nothing is said of. */
  readonly fates: Fate[] = [];
  /** Whether all its requests are lost. */
  cut = false;
  /** The requests that it sent, by their commands. */
  readonly sent: string[] = [];
  readonly problems: string[] = [];

  constructor(name: string, scene: Scene, speed: number) {
    this.clock = new FakeClock(scene.world, { speed, offset: name.length * 1e6 });
    this.owner = {
      actor: name,
      host: `host-of-${name}`,
      pid: 12,
      operation: "up",
      startedAt: "2026-11-29T00:00:00.000Z",
      commit: "abc1234def",
      runUrl: `https://ci/${name}`,
    };
    this.table = fakeTable(scene.database, async (command, apply) => {
      this.sent.push(command.constructor.name);
      await Promise.resolve();
      const fate = this.cut ? "request lost" : (this.fates.shift() ?? "answered");
      if (fate instanceof Error) throw fate;
      if (fate === "answer lost") apply();
      if (fate === "answered") return apply();
      await this.clock.sleep(TIMEOUT);
      throw timeout();
    });
  }

  acquire(request: Partial<AcquireRequest> = {}): Promise<Lease> {
    const { clock, table, owner } = this;
    return acquireLease({
      table,
      lockId: LOCK,
      owner,
      clock,
      onProblem: (message) => this.problems.push(message),
      ...request,
    });
  }
}

/** Processes that want one lease, and the time that they do it in. */
export class Scene {
  readonly world = new FakeWorld();
  readonly database = new FakeDatabase();

  contender(name: string, speed = 1): Contender {
    return new Contender(name, this, speed);
  }

  get record(): LeaseRecord {
    return recordOf(this.database.items.get(LOCK) ?? {});
  }

  /** The result of something, or its error, once that much time has gone by; fails if it takes longer. */
  async within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
    const state: { done: boolean } = { done: false };
    const watched = promise.finally(() => (state.done = true));
    watched.catch(() => undefined);
    await this.world.advance(milliseconds);
    if (!state.done) throw new Error(`it takes more than ${milliseconds} ms`);
    return watched;
  }
}
