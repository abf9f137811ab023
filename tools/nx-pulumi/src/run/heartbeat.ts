import type { EngineEvent } from "@strata/change-set";
import type { EngineOperation } from "../operations.ts";
import type { RunContext } from "./run-context.ts";

/** How long a stack may work in silence, in milliseconds, before a line says how far it is. */
const HEARTBEAT_MS = 10_000;

/** Says how far a long operation is. */
export class Heartbeat {
  #resources = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(stack: string, operation: EngineOperation, run: RunContext) {
    const started = Date.now();
    this.#timer = setInterval(() => {
      const seconds = Math.round((Date.now() - started) / 1000);
      run.output.progress(stack, `${operation}: ${this.#resources} resources so far, ${seconds} s`);
    }, HEARTBEAT_MS);
  }

  observe(events: readonly EngineEvent[]): void {
    this.#resources += events.filter((event) => event.resOutputsEvent !== undefined).length;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
