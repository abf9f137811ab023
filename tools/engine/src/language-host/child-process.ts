import { spawn } from "node:child_process";

/** How a program ended. Exactly one of `code` and `signal` is set, as in Node.js; `startError` if it never ran. */
export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly startError?: Error;
}

export interface ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Asks the program to end: SIGINT, then SIGKILL after {@link GRACE_MILLISECONDS}. */
  readonly cancelled: AbortSignal;
  /**
   * Whether the program gets a process group of its own, so that the signals of a terminal do not reach it but through
   * `cancelled`, and its own children end with it.
   */
  readonly ownGroup: boolean;
  readonly onOutput: (stream: "stdout" | "stderr", chunk: Buffer) => void;
  readonly onStart?: (pid: number) => void;
}

/** Time between asking a program to end and ending it, and for its output to close once it has ended. */
export const GRACE_MILLISECONDS = 5_000;

/**
 * Runs a program to its end, and never rejects. Resolves when its output has been read to the end too, or, if a
 * process that it left behind keeps the output open, after {@link GRACE_MILLISECONDS}.
 */
export function runChild(options: ChildOptions): Promise<ChildEnd> {
  const { promise, resolve } = Promise.withResolvers<ChildEnd>();
  if (options.cancelled.aborted) return Promise.resolve({ code: null, signal: "SIGINT" });
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: options.ownGroup,
    windowsHide: true,
  });
  let timer: NodeJS.Timeout | undefined;

  const send = (signal: NodeJS.Signals) => {
    if (child.pid === undefined) return;
    try {
      process.kill(options.ownGroup && process.platform !== "win32" ? -child.pid : child.pid, signal);
    } catch {
      // It has ended already.
    }
  };
  const cancel = () => {
    send("SIGINT");
    timer = setTimeout(() => send("SIGKILL"), GRACE_MILLISECONDS);
  };
  options.cancelled.addEventListener("abort", cancel, { once: true });
  const finish = (end: ChildEnd) => {
    clearTimeout(timer);
    options.cancelled.removeEventListener("abort", cancel);
    resolve(end);
  };

  child.stdout.on("data", (chunk: Buffer) => options.onOutput("stdout", chunk));
  child.stderr.on("data", (chunk: Buffer) => options.onOutput("stderr", chunk));
  child.once("error", (startError) => finish({ code: null, signal: null, startError }));
  child.once("spawn", () => options.onStart?.(child.pid as number));
  child.once("exit", (code, signal) => {
    clearTimeout(timer);
    // What the program left running in its group would otherwise outlive a cancelled run.
    if (options.ownGroup && options.cancelled.aborted) send("SIGKILL");
    timer = setTimeout(() => {
      child.stdout.destroy();
      child.stderr.destroy();
      finish({ code, signal });
    }, GRACE_MILLISECONDS);
  });
  child.once("close", (code, signal) => finish({ code, signal }));
  return promise;
}
