import type { EngineEvent } from "@strata/change-set";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EventLog } from "./event-log.ts";

/** One run of the Pulumi CLI. */
export interface PulumiCommand {
  /** Absolute path of the CLI. */
  readonly command: string;
  readonly args: readonly string[];
  /** The folder of the stack. */
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  /** What it reads on its standard input, such as a secret that must not be an argument. */
  readonly input?: string;
  /** Aborted when the user wants the run to stop. */
  readonly signal: AbortSignal;
  /** Aborted when it may not go on for even an operation in flight: whoever lets it run may not any more. */
  readonly terminate?: AbortSignal | undefined;
  /** Told the process, once it runs. */
  readonly onStart?: ((pid: number) => void) | undefined;
  /** Told of events while the command runs, a few times a second. */
  readonly onEvents?: (events: readonly EngineEvent[]) => void;
}

export interface PulumiResult {
  /** The CLI's exit code; 128 and more stands for a signal. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly events: readonly EngineEvent[];
}

const POLL_MS = 250;
/** How long an engine that was signalled by somebody else has to say so, before it is signalled from here. */
const CANCEL_GRACE_MS = 400;

/** Runs a command of the CLI that has no event log. */
export function runPulumi(command: PulumiCommand): Promise<PulumiResult> {
  return execute(command, command.args, undefined);
}

/** Runs `preview`, `up`, `refresh` or `destroy`, and reads the engine's events while it runs. */
export async function runPulumiOperation(command: PulumiCommand): Promise<PulumiResult> {
  const folder = mkdtempSync(join(tmpdir(), "strata-events-"));
  const log = new EventLog(join(folder, "events.jsonl"));
  try {
    return await execute(command, [...command.args, "--event-log", log.path], log);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function execute(
  command: PulumiCommand,
  args: readonly string[],
  log: EventLog | undefined,
): Promise<PulumiResult> {
  return new Promise((resolve, reject) => {
    // A process group of its own: Ctrl-C in a terminal reaches every process of the foreground group, and a second
    // signal makes the engine stop without finishing the operations in flight.
    const child = spawn(command.command, args, {
      cwd: command.directory,
      env: { ...command.env, PULUMI_DEBUG_COMMANDS: "true" },
      stdio: [command.input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
      detached: true,
    });
    child.stdin?.end(command.input);
    if (child.pid !== undefined) command.onStart?.(child.pid);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => stderr.push(chunk));

    const read = (): void => {
      const events = log?.read() ?? [];
      if (events.length > 0) command.onEvents?.(events);
    };
    const poll = log && setInterval(read, POLL_MS);
    const cancel = (): void => {
      setTimeout(() => {
        if (child.exitCode === null && !isCancelling(Buffer.concat(stdout).toString("utf8")))
          child.kill("SIGINT");
      }, CANCEL_GRACE_MS);
    };
    if (command.signal.aborted) cancel();
    command.signal.addEventListener("abort", cancel, { once: true });
    // The engine finishes what is in flight after the first signal, and ends at the second (cancellation_scope.go).
    const terminate = (): void => void (child.kill("SIGINT"), child.kill("SIGINT"));
    command.terminate?.addEventListener("abort", terminate, { once: true });

    child.on("error", (error) => {
      clearInterval(poll);
      reject(error);
    });
    child.on("close", (code, signal) => {
      clearInterval(poll);
      command.signal.removeEventListener("abort", cancel);
      command.terminate?.removeEventListener("abort", terminate);
      read();
      resolve({
        code: code ?? 128 + (signal === "SIGKILL" ? 9 : 15),
        stdout: Buffer.concat(stdout).toString("utf8"),
        stderr: Buffer.concat(stderr).toString("utf8"),
        events: log?.events ?? [],
      });
    });
  });
}

/**
 * Whether the engine has already been told to stop: Nx signals every process below it.
 * The words are those of pkg/backend/cancellation_scope.go in Pulumi 3.259.0.
 */
function isCancelling(stdout: string): boolean {
  return stdout.includes(" received; cancelling");
}
