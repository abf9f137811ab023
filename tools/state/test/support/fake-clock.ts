import type { Clock } from "../../src/lock/clock.ts";

export interface Timer {
  /** In true time. */
  readonly due: number;
  readonly clock: FakeClock;
  readonly fire: () => void;
}

/** The true time, which no process knows, and the timers of all processes. */
export class FakeWorld {
  now = 0;
  readonly #timers = new Set<Timer>();

  add(timer: Timer): () => void {
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** When the next timer of a process that runs is due; `undefined` where there is none. */
  get nextDue(): number | undefined {
    const due = [...this.#timers].filter(({ clock }) => clock.runs).map((timer) => timer.due);
    return due.length === 0 ? undefined : Math.max(this.now, Math.min(...due));
  }

  /** Lets time go by, without anything happening. Returns what is due then, in its order. */
  pass(milliseconds: number): Timer[] {
    this.now += milliseconds;
    const due = [...this.#timers]
      .filter(({ clock, due: at }) => clock.runs && at <= this.now)
      .sort((left, right) => left.due - right.due);
    for (const timer of due) this.#timers.delete(timer);
    return due;
  }

  /** Lets time go by, and what is due happen in its order, with all that follows from it. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds;
    await settled();
    for (let next = this.nextDue; next !== undefined && next <= end; next = this.nextDue) {
      for (const { fire } of this.pass(next - this.now)) {
        fire();
        await settled();
      }
    }
    this.pass(end - this.now);
  }
}

/** After everything that needs no time. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The clock of one process. */
export class FakeClock implements Clock {
  readonly #world: FakeWorld;
  readonly #speed: number;
  readonly #offset: number;
  /** How far the clock of the wall was set. */
  #set = 0;
  #pausedAt: number | undefined;
  /** What the monotonic clock did not count. */
  #lag = 0;

  /** @param speed how many milliseconds it counts in one of the true time */
  constructor(world: FakeWorld, { speed = 1, offset = 0 }: { speed?: number; offset?: number } = {}) {
    this.#world = world;
    this.#speed = speed;
    this.#offset = offset;
  }

  get runs(): boolean {
    return this.#pausedAt === undefined;
  }

  monotonic(): number {
    return this.#offset + this.#speed * this.#world.now - this.#lag;
  }

  wall(): number {
    return 1_800_000_000_000 + this.#speed * this.#world.now + this.#set;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const end = (): void => {
        remove();
        signal?.removeEventListener("abort", end);
        resolve();
      };
      const due = this.#world.now + Math.max(0, milliseconds) / this.#speed;
      const remove = this.#world.add({ due, clock: this, fire: end });
      signal?.addEventListener("abort", end, { once: true });
    });
  }

  /** Somebody sets the clock of the wall. */
  set(milliseconds: number): void {
    this.#set += milliseconds;
  }

  /** Nothing of the process happens until it is resumed: SIGSTOP, or a machine that is too busy. */
  pause(): void {
    this.#pausedAt ??= this.#world.now;
  }

  /** @param slept whether the machine slept, so that the monotonic clock stood still */
  resume(slept = false): void {
    if (slept && this.#pausedAt !== undefined) this.#lag += this.#speed * (this.#world.now - this.#pausedAt);
    this.#pausedAt = undefined;
  }
}
