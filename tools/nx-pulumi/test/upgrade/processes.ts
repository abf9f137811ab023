import { spawn } from "node:child_process";
import { UpgradeError } from "./upgrade-error.ts";

/** How long a process that was asked to stop has before it is killed. */
const STOP_LIMIT_MS = 20_000;

/** A command in a folder. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Aborted when the user wants it to stop; the promise settles once the process has ended. */
  readonly signal: AbortSignal;
  /** Told of each line of standard output, when it is complete. */
  readonly onLine?: (line: string) => void;
}

/**
 * Runs a command to its end, with a process group of its own; its exit code, and all that it printed. Throws
 * {@link UpgradeError} if it was interrupted.
 */
export function runCommand(options: Command): Promise<{ code: number; text: string }> {
  const { signal } = options;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const child = spawn(options.command, options.args, {
      cwd: options.folder,
      env: options.env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let text = "";
    let rest = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      const lines = (rest + chunk.toString("utf8")).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) options.onLine?.(line);
    });
    child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));

    let limit: NodeJS.Timeout | undefined;
    const stop = (): void => {
      kill(child.pid, "SIGINT");
      limit = setTimeout(() => kill(child.pid, "SIGKILL"), STOP_LIMIT_MS);
    };
    signal.addEventListener("abort", stop, { once: true });
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(limit);
      signal.removeEventListener("abort", stop);
      if (signal.aborted) reject(new UpgradeError("Interrupted."));
      else resolve({ code: code ?? 1, text });
    });
  });
}

function kill(group: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (group !== undefined) process.kill(-group, signal);
  } catch {
    // It has ended meanwhile.
  }
}
