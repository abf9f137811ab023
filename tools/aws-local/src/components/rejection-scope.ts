import { AsyncLocalStorage } from "node:async_hooks";

type Fail = (error: unknown) => void;

const scopes = new AsyncLocalStorage<Fail>();
let listening = false;

/**
 * Runs work whose promises may be rejected with nobody to handle it, as those of Pulumi programs are, and reports such
 * a rejection to `fail`. Only those of this work: one process constructs components for several engines at once.
 */
export function withRejectionScope<T>(fail: Fail, work: () => Promise<T>): Promise<T> {
  listen();
  return scopes.run(fail, work);
}

function listen(): void {
  if (listening) return;
  listening = true;
  // Node.js runs these listeners in the asynchronous context of what was rejected or thrown.
  const report = (error: unknown): void => {
    const fail = scopes.getStore();
    // Not ours: as fatal as it is without this listener.
    if (fail === undefined) throw error;
    fail(error);
  };
  process.on("unhandledRejection", report);
  process.on("uncaughtException", report);
}
