import { type Output } from "./output.ts";

/** Aborts at the first SIGINT, SIGTERM or SIGHUP of this process, which goes on until its engines have stopped. */
export function interruptSignal(output: Output): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) return;
      controller.abort();
      output.afterInterrupt("Stopping. Operations in flight are finished and the state is written; nothing new is started.");
    });
  }
  return controller.signal;
}
