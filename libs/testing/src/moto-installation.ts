import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { isRunning } from "@strata/environment/is-running";

/** Where the server's program and its requirements are. */
export const MOTO_FOLDER = join(import.meta.dirname, "../moto");

const REQUIREMENTS = join(MOTO_FOLDER, "requirements.txt");

/** https://pypi.org/project/moto/, Apache-2.0 */
export const MOTO_VERSION = pinnedVersion(readFileSync(REQUIREMENTS, "utf8"));

/** moto's dependencies are some 70 packages. */
const INSTALL_MILLISECONDS = 5 * 60_000;

const PYTHON_IN_ENVIRONMENT = process.platform === "win32" ? "Scripts/python.exe" : "bin/python";

const LEAST_PYTHON = "3.10";

/** No moto server can be had. The message says why and what to do. */
export class MotoUnavailableError extends Error {
  override name = "MotoUnavailableError";
}

export interface MotoInstallationOptions {
  /** The Python that the environment is made from. @default "python3"; on Windows "python" */
  readonly python?: string;
  readonly signal?: AbortSignal | undefined;
  /** For Python and pip. @default this process's */
  readonly env?: NodeJS.ProcessEnv;
}

interface Step {
  readonly command: string;
  readonly args: readonly string[];
  /** What to do if it fails. */
  readonly advice: string;
}

/**
 * The Python of a virtual environment with moto in it, `<workspace>/.strata/moto-<version>-<digest of the
 * requirements>`, made where it is missing: packages have the digests that the requirements name, or pip refuses them.
 * Whole or not at all: it is made aside and renamed, so that two processes may make it at once. What killed processes
 * left of it is removed.
 *
 * @throws {MotoUnavailableError}
 */
export async function motoPython(
  workspaceRoot: string,
  options: MotoInstallationOptions = {},
): Promise<string> {
  const folder = installationFolder(workspaceRoot);
  const python = join(folder, PYTHON_IN_ENVIRONMENT);
  if (existsSync(python)) return python;

  mkdirSync(dirname(folder), { recursive: true });
  removeLeftovers(folder);
  const partial = `${folder}.${process.pid}`;
  try {
    for (const step of installationSteps(partial, options)) await take(step, options);
    renameSync(partial, folder);
  } catch (error) {
    // Another process was faster; a folder that is not empty cannot be renamed over.
    if (existsSync(python)) return python;
    throw error;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return python;
}

/** Whether {@link motoPython} has nothing to install. */
export function isMotoInstalled(workspaceRoot: string): boolean {
  return existsSync(join(installationFolder(workspaceRoot), PYTHON_IN_ENVIRONMENT));
}

/** The version of moto that requirements pin. Throws an `Error` if they pin none. */
export function pinnedVersion(requirements: string): string {
  const version = /^moto(?:\[[\w,]+\])?==([\w.]+)/m.exec(requirements)?.[1];
  if (version === undefined) throw new Error(`${REQUIREMENTS} has no line "moto[server]==VERSION"; add it.`);
  return version;
}

function installationFolder(workspaceRoot: string): string {
  const digest = createHash("sha256").update(readFileSync(REQUIREMENTS)).digest("hex").slice(0, 8);
  return join(workspaceRoot, ".strata", `moto-${MOTO_VERSION}-${digest}`);
}

function installationSteps(folder: string, options: MotoInstallationOptions): Step[] {
  const { python = process.platform === "win32" ? "python" : "python3" } = options;
  const [major, minor] = LEAST_PYTHON.split(".");
  return [
    {
      command: python,
      args: ["-c", `import sys; sys.exit(sys.version if sys.version_info < (${major}, ${minor}) else 0)`],
      advice: `Install Python ${LEAST_PYTHON} or newer, and have ${python} on PATH.`,
    },
    {
      command: python,
      args: ["-m", "venv", folder],
      advice:
        "Install Python's venv and pip (Debian and Ubuntu: apt-get install python3-venv), then run it again.",
    },
    {
      command: join(folder, PYTHON_IN_ENVIRONMENT),
      args: [
        ...["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"],
        ...["--require-hashes", "--requirement", REQUIREMENTS],
      ],
      advice: "Its packages come from a Python package index; see which one: python3 -m pip config list",
    },
  ];
}

async function take(step: Step, { signal, env = process.env }: MotoInstallationOptions): Promise<void> {
  try {
    await promisify(execFile)(step.command, step.args, { signal, env, timeout: INSTALL_MILLISECONDS });
  } catch (error) {
    const tool = [basename(step.command), ...step.args.slice(0, 3)].join(" ");
    throw new MotoUnavailableError(
      `moto ${MOTO_VERSION} could not be installed: ${tool}: ${reasonOf(error)}. ${step.advice}`,
    );
  }
}

/** The end of what a tool said, or that there is no such tool. */
function reasonOf(error: unknown): string {
  const { code, stderr, message } = error as { code?: unknown; stderr?: string; message: string };
  if (code === "ENOENT") return "there is no such command";
  return stderr?.trim().split("\n").slice(-3).join("\n") || message;
}

function removeLeftovers(folder: string): void {
  const prefix = `${basename(folder)}.`;
  for (const name of readdirSync(dirname(folder))) {
    if (!name.startsWith(prefix) || isRunning(Number(name.slice(prefix.length)))) continue;
    rmSync(join(dirname(folder), name), { recursive: true, force: true });
  }
}
