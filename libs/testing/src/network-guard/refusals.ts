import net from "node:net";

const KEY = Symbol.for("strata.networkGuard.refusals");

/** What the guard refused: a test talked to something that is not this machine. */
export class NetworkGuardError extends Error {
  override name = "NetworkGuardError";
  /** Another test file may have installed the guard of this process: with its own copy of this class, and of `Error`. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return (value as Partial<Error> | undefined)?.name === "NetworkGuardError";
  }
  constructor(what: string, target: string) {
    super(
      `Unit tests talk to the loopback address only, and this one used ${what} for ${JSON.stringify(target)}. ` +
        `Use a fixture on 127.0.0.1 (for AWS: motoServer() of @strata/testing), or mocks.`,
    );
  }
}

// Jest gives each test file its own modules, but one copy of Node.js's own: what is patched there is patched once for
// each process, and what was refused is kept there too.
function refusals(): NetworkGuardError[] {
  const holder = net as unknown as { [KEY]?: NetworkGuardError[] };
  return (holder[KEY] ??= []);
}

/** Whether this process has a guard; from now on it has. */
export function claimGuard(): boolean {
  const claimed = KEY in net;
  refusals();
  return claimed;
}

/** Remembers a refusal, so that a program that swallows the error does not hide it. */
export function refuse(what: string, target: string): NetworkGuardError {
  const error = new NetworkGuardError(what, target);
  refusals().push(error);
  return error;
}

/** What was refused since the last call. */
export function takeRefusals(): NetworkGuardError[] {
  return refusals().splice(0);
}
