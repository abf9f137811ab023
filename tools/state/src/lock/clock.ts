import { performance } from "node:perf_hooks";

/** The time of one process. No time of one is ever compared with that of another. */
export interface Clock {
  /** Milliseconds of a clock that never goes back and is never set. Only differences mean something. */
  monotonic(): number;
  /** Milliseconds since 1970, as this machine believes: for people, and to notice that the machine slept. */
  wall(): number;
  /**
   * Resolves after so many milliseconds, or as soon as the signal is aborted; never rejects.
   *
   * @param background whether the process may end before
   */
  sleep(milliseconds: number, signal?: AbortSignal, background?: boolean): Promise<void>;
}

/** setTimeout fires at once for more. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

export const systemClock: Clock = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  sleep: (milliseconds, signal, background = false) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, Math.min(Math.max(0, milliseconds), LONGEST_TIMEOUT));
      if (background) timer.unref();
      signal?.addEventListener("abort", done, { once: true });
    }),
};
