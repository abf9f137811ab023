import { type ChildProcess, spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Estate, environmentOf, processesOf } from "./estate.ts";

export interface PulumiOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunPulumiOptions {
  readonly cwd: string;
  /** Beside those of the estate. */
  readonly env?: Readonly<Record<string, string>>;
  readonly onStdout?: ((text: string) => void) | undefined;
  readonly onStderr?: ((text: string) => void) | undefined;
  /** Interrupts it, as Ctrl-C would: the engine ends in order. If it does not within 15 s, it is killed. */
  readonly signal?: AbortSignal | undefined;
}

const GRACE_MILLISECONDS = 15_000;

/**
 * Runs the Pulumi CLI of an estate to its end. It has a process group of its own, out of a terminal's reach, and its
 * number is in the estate while it runs: whoever takes the estate down after us can end it.
 */
export async function runPulumi(
  estate: Estate,
  args: readonly string[],
  options: RunPulumiOptions,
): Promise<PulumiOutcome> {
  const { signal } = options;
  signal?.throwIfAborted();
  const child = spawn(estate.command, args, {
    cwd: options.cwd,
    env: { ...environmentOf(estate), ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const note = child.pid === undefined ? undefined : join(processesOf(estate), String(child.pid));
  if (note !== undefined) writeFileSync(note, args.slice(0, 2).join(" "));
  const interrupt = () => endGroup(child);
  signal?.addEventListener("abort", interrupt, { once: true });
  const stdout = collect(child.stdout, options.onStdout);
  const stderr = collect(child.stderr, options.onStderr);
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.once("error", reject);
  child.once("close", (code) => resolve(code ?? -1));
  try {
    const code = await promise;
    return { code, stdout: stdout(), stderr: stderr() };
  } finally {
    signal?.removeEventListener("abort", interrupt);
    if (note !== undefined) rmSync(note, { force: true });
  }
}

function collect(stream: NodeJS.ReadableStream, onText: ((text: string) => void) | undefined): () => string {
  let all = "";
  stream.setEncoding("utf8").on("data", (text: string) => {
    all += text;
    onText?.(text);
  });
  return () => all;
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  const group = -child.pid;
  signalGroup(group, "SIGINT");
  const timer = setTimeout(() => signalGroup(group, "SIGKILL"), GRACE_MILLISECONDS);
  child.once("close", () => clearTimeout(timer));
}

/** Sends a signal to all processes of a group; false if there is none. */
export function signalGroup(group: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(group, signal);
    return true;
  } catch {
    return false;
  }
}
