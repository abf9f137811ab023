import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { MotoUnavailableError, motoPython } from "./moto-installation.ts";

export { isMotoInstalled, MOTO_VERSION, MotoUnavailableError } from "./moto-installation.ts";

/** A moto server of this process's own: AWS in memory, without anybody's resources. */
export interface MotoServer {
  /** On the loopback address. */
  readonly endpoint: URL;
  /** The variables that lead an AWS SDK to it, and nowhere else. */
  readonly env: Readonly<Record<string, string>>;
  /** Resolves when its process has ended. */
  stop(): Promise<void>;
}

export interface MotoServerOptions {
  /** Under which `.strata/moto-<version>` is kept; by default the workspace of this package. */
  readonly workspaceRoot?: string;
  /** Gives up while moto is installed or started. */
  readonly signal?: AbortSignal;
}

const START_MILLISECONDS = 60_000;

/** Ends with whoever started it, however that ends: then standard input is closed. Port 0 is any that is free. */
const PROGRAM = `
import os, sys, threading
def end_with_parent():
    sys.stdin.read()
    os._exit(0)
threading.Thread(target=end_with_parent, daemon=True).start()
from moto.server import main
main(["-H", "127.0.0.1", "-p", "0"])
`;

/**
 * Starts a moto server, installing moto first where it is missing. It starts empty and forgets everything when it ends.
 *
 * @throws {MotoUnavailableError}
 */
export async function motoServer(options: MotoServerOptions = {}): Promise<MotoServer> {
  const { workspaceRoot = join(import.meta.dirname, "../../.."), signal } = options;
  const python = await motoPython(workspaceRoot, signal);
  const child = spawn(python, ["-c", PROGRAM], { stdio: ["pipe", "ignore", "pipe"], detached: true });
  try {
    const endpoint = await endpointOf(child, signal);
    return { endpoint, env: clientVariables(endpoint), stop: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

/** The address in the line that the server prints once it listens. */
function endpointOf(child: ChildProcess, signal: AbortSignal | undefined): Promise<URL> {
  return new Promise((resolve, reject) => {
    let text = "";
    const fail = (why: string): void =>
      reject(
        new MotoUnavailableError(
          `The moto server did not start (${why}): ${text.trim() || "it said nothing"}`,
        ),
      );
    const timer = setTimeout(
      () => fail(`no address within ${START_MILLISECONDS / 1000} s`),
      START_MILLISECONDS,
    );
    child.stderr?.on("data", (chunk: Buffer) => {
      // Later it logs a line for each request, which nobody reads; the pipe must be emptied all the same.
      if (text.includes("Running on ")) return;
      text += chunk.toString("utf8");
      const url = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(text)?.[1];
      if (url !== undefined) resolve(new URL(url));
    });
    child.once("error", (error) => fail(error.message));
    child.once("exit", (code) => fail(`it ended with ${code}`));
    signal?.addEventListener("abort", () => fail("interrupted"), { once: true });
    child.once("exit", () => clearTimeout(timer));
    child.stderr?.once("data", () => timer.unref());
  });
}

/** Keys that moto does not check, and no way to other ones: no profile, no metadata service. */
function clientVariables(endpoint: URL): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint.origin,
    AWS_ACCESS_KEY_ID: "moto",
    AWS_SECRET_ACCESS_KEY: "moto",
    AWS_REGION: "eu-central-1",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, "exit");
  child.stdin?.end();
  await ended;
}
