import { execFile } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

/** https://pypi.org/project/moto/, Apache-2.0 */
export const MOTO_VERSION = "5.2.1";

/** moto's dependencies are some 40 packages. */
const INSTALL_MILLISECONDS = 5 * 60_000;

const PYTHON_IN_ENVIRONMENT = process.platform === "win32" ? "Scripts/python.exe" : "bin/python";

/** No moto server can be had. The message says why and what to do. */
export class MotoUnavailableError extends Error {
  override name = "MotoUnavailableError";
}

const run = promisify(execFile);

/**
 * The Python of a virtual environment with moto in it, `<workspace>/.strata/moto-<version>`, made where it is missing.
 * Whole or not at all: it is made aside and renamed, so that two processes may make it at once.
 *
 * @throws {MotoUnavailableError}
 */
export async function motoPython(workspaceRoot: string, signal?: AbortSignal): Promise<string> {
  const folder = installationFolder(workspaceRoot);
  const python = join(folder, PYTHON_IN_ENVIRONMENT);
  if (existsSync(python)) return python;
  const partial = `${folder}.${process.pid}.partial`;
  const options = { signal, timeout: INSTALL_MILLISECONDS };
  try {
    mkdirSync(join(workspaceRoot, ".strata"), { recursive: true });
    await run(process.platform === "win32" ? "python" : "python3", ["-m", "venv", partial], options);
    const pip = [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--disable-pip-version-check",
      `moto[server]==${MOTO_VERSION}`,
    ];
    await run(join(partial, PYTHON_IN_ENVIRONMENT), pip, options);
    renameSync(partial, folder);
  } catch (error) {
    // Another process was faster; a folder that is not empty cannot be renamed over.
    if (existsSync(python)) return python;
    throw new MotoUnavailableError(
      `moto ${MOTO_VERSION} could not be installed into ${folder} (${reasonOf(error)}): Python 3.9 or newer with venv and ` +
        `pip is needed, and a package index in reach; check with: python3 -m venv --help && python3 -m pip config list`,
    );
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return python;
}

/** Whether {@link motoPython} has nothing to install. */
export function isMotoInstalled(workspaceRoot: string): boolean {
  return existsSync(join(installationFolder(workspaceRoot), PYTHON_IN_ENVIRONMENT));
}

function installationFolder(workspaceRoot: string): string {
  return join(workspaceRoot, ".strata", `moto-${MOTO_VERSION}`);
}

/** The last line of what a tool said, or that there is no such tool. */
function reasonOf(error: unknown): string {
  const { code, stderr, message } = error as { code?: unknown; stderr?: string; message: string };
  if (code === "ENOENT") return "no python3 on PATH";
  return stderr?.trim().split("\n").at(-1) || message;
}
