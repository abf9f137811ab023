import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export interface ToolOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** What an error calls the tool; by default its command. */
  readonly title?: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Ends the tool and all that it started. */
  readonly signal: AbortSignal;
  /** Called with each line of output, of both streams. */
  readonly onLine?: (line: string) => void;
}

/** How much of a tool's output an error quotes. */
const QUOTED_LINES = 12;

/** A tool ended with an error; the message has the end of its output. */
export class ToolError extends Error {
  override name = "ToolError";
}

/**
 * Runs a tool to its end and resolves to what it printed to stdout. Throws {@link ToolError} if it fails; if the signal
 * aborts, the signal's reason, once the tool has ended.
 *
 * The tool has a process group of its own: a terminal's Ctrl-C reaches it through the signal only, after which all of
 * the group is ended. If this process is killed, the tool ends when it next writes to the broken pipe.
 */
export async function runTool(options: ToolOptions): Promise<string> {
  options.signal.throwIfAborted();
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  const end = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
    } catch {
      // It has ended already.
    }
  };
  options.signal.addEventListener("abort", end, { once: true });

  const output: string[] = [];
  const last: string[] = [];
  const read = (line: string) => {
    last.push(line);
    if (last.length > QUOTED_LINES) last.shift();
    options.onLine?.(line);
  };
  createInterface(child.stdout).on("line", (line) => {
    output.push(line);
    read(line);
  });
  createInterface(child.stderr).on("line", read);

  const { promise, resolve, reject } = Promise.withResolvers<string>();
  child.once("error", (error) =>
    reject(new ToolError(`${titleOf(options)} could not be started: ${error.message}`)),
  );
  child.once("close", (code, signal) => {
    if (code === 0) return resolve(output.join("\n"));
    const how = code === null ? `was ended by ${signal}` : `ended with exit code ${code}`;
    reject(new ToolError([`${titleOf(options)} ${how}`, ...last].join("\n")));
  });
  try {
    return await promise;
  } catch (error) {
    options.signal.throwIfAborted();
    throw error;
  } finally {
    options.signal.removeEventListener("abort", end);
  }
}

const titleOf = ({ title, command, args }: ToolOptions) =>
  title ?? `"${[command, ...args.slice(0, 1)].join(" ")}"`;
