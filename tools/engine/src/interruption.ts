const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export interface Interruption extends Disposable {
  readonly signal: AbortSignal;
}

/**
 * Turns the signals that end a process into an abort, so that what is under way is undone first. When it is disposed of
 * after such a signal, and nobody else in this process handles it, the process ends by that signal, as it would have.
 *
 * @param outer another reason to abort
 */
export function abortOnSignals(outer?: AbortSignal): Interruption {
  const controller = new AbortController();
  let received: NodeJS.Signals | undefined;
  const alone = new Set(SIGNALS.filter((name) => process.listenerCount(name) === 0));
  const onSignal = (name: NodeJS.Signals) => {
    received = name;
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  return {
    signal: outer === undefined ? controller.signal : AbortSignal.any([controller.signal, outer]),
    [Symbol.dispose]: () => {
      for (const name of SIGNALS) process.removeListener(name, onSignal);
      if (received !== undefined && alone.has(received as (typeof SIGNALS)[number]))
        process.kill(process.pid, received);
    },
  };
}
