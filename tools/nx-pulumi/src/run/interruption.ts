import type { Output } from "./output.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * While it is in use, SIGINT, SIGTERM and SIGHUP abort the signal instead of ending this process, which goes on until
 * its engines have stopped. Nx ends its batch processes with SIGTERM, so it must be let go when the run is over.
 */
export class Interruption implements Disposable {
  readonly #controller = new AbortController();
  readonly #onSignal: () => void;

  constructor(output: Output) {
    this.#onSignal = () => {
      if (this.signal.aborted) return;
      this.#controller.abort();
      output.afterInterrupt(
        "Stopping. Operations in flight are finished and the state is written; nothing new is started.",
      );
    };
    for (const name of SIGNALS) process.on(name, this.#onSignal);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  [Symbol.dispose](): void {
    for (const name of SIGNALS) process.off(name, this.#onSignal);
  }
}
