import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { devNull } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { MOTO_FOLDER, MotoUnavailableError, motoPython } from "./moto-installation.ts";
import { WORKSPACE } from "./workspace.ts";

export { isMotoInstalled, MOTO_VERSION, MotoUnavailableError } from "./moto-installation.ts";

/** A moto server of this process's own: AWS in memory, without anybody's resources. */
export interface MotoServer {
  /** On the loopback address. */
  readonly endpoint: URL;
  /**
   * The variables that lead an AWS SDK to it, and nowhere else. The keys are fictitious; moto takes them for its account
   * 123456789012.
   */
  readonly env: Readonly<Record<string, string>>;
  readonly pid: number;
  /** Makes it forget all that was made in it. */
  reset(): Promise<void>;
  /** Resolves when its process has ended. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface MotoServerOptions {
  /** Under which `.strata/moto-<version>` is kept; by default the workspace of this package. */
  readonly workspaceRoot?: string;
  /** @default "eu-central-1" */
  readonly region?: string;
  /** Gives up while moto is installed or started. */
  readonly signal?: AbortSignal;
  /** The Python that moto is installed with. @default "python3" */
  readonly python?: string;
}

const START_MILLISECONDS = 60_000;

/**
 * Starts a moto server (https://docs.getmoto.org/en/latest/docs/server_mode.html) on a free port, installing moto first
 * where it is missing. It starts empty, forgets everything when it ends, and ends with this process, also if that is
 * killed. Any caller may assume any role: trust policies and SCPs are not evaluated.
 *
 * @throws {MotoUnavailableError}
 */
export async function motoServer(options: MotoServerOptions = {}): Promise<MotoServer> {
  const { workspaceRoot = WORKSPACE, region = "eu-central-1", signal, python: base } = options;
  const python = await motoPython(workspaceRoot, { signal, ...(base === undefined ? {} : { python: base }) });
  const account = withoutAccount(region);
  // The pipe to its standard input ties it to this process; a terminal's Ctrl-C is for its owner only.
  const child = spawn(python, ["-B", join(MOTO_FOLDER, "serve.py")], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...withoutAws(process.env), ...account },
    detached: true,
  });
  try {
    const endpoint = new URL(`http://127.0.0.1:${await portOf(child, signal)}`);
    return {
      endpoint,
      env: { ...account, AWS_ENDPOINT_URL: endpoint.origin },
      pid: child.pid ?? 0,
      reset: () => reset(endpoint),
      stop: () => stop(child),
      [Symbol.asyncDispose]: () => stop(child),
    };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

/** The port, which the server prints once it listens. */
async function portOf(child: ChildProcess, signal: AbortSignal | undefined): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let said = "";
  const fail = (why: string): void =>
    reject(
      new MotoUnavailableError(`The moto server did not start (${why}): ${said.trim() || "it said nothing"}`),
    );
  // Read to its end also later: a full pipe would stop the server.
  child.stderr?.on("data", (chunk: Buffer) => (said = (said + chunk.toString("utf8")).slice(-4000)));
  createInterface({ input: child.stdout! }).once("line", (line) => resolve(Number(line)));
  child.once("error", (error) => fail(error.message));
  child.once("close", (code, killedBy) => fail(`it ended with ${code ?? killedBy}`));
  const interrupt = () => fail("interrupted");
  signal?.addEventListener("abort", interrupt, { once: true });
  const timer = setTimeout(
    () => fail(`no address within ${START_MILLISECONDS / 1000} s`),
    START_MILLISECONDS,
  );
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", interrupt);
  }
}

// https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html#EVarSettings. A developer's own profiles and
// the metadata service of the machine must not answer in a test.
function withoutAccount(region: string): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: "moto",
    AWS_SECRET_ACCESS_KEY: "moto",
    AWS_REGION: region,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  };
}

function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("AWS_")));
}

async function reset(endpoint: URL): Promise<void> {
  const response = await fetch(new URL("/moto-api/reset", endpoint), { method: "POST" });
  if (!response.ok) throw new Error(`moto could not be reset: ${response.status} ${await response.text()}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, "exit");
  child.stdin?.destroy();
  await ended;
}
