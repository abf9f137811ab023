import { join } from "node:path";
import { buildEngine, buildProblem } from "./build-engine.ts";
import { downloadEngine, pinnedVersion } from "./download-engine.ts";
import { EngineInterruptedError, EngineUnavailableError, type FailedWay } from "./engine-errors.ts";
import { type Engine, engineFrom, type EngineSource, PULUMI, WAYS } from "./engine.ts";
import { findOnPath, isExecutable } from "./find-on-path.ts";
import { readGoRequirements } from "./go-toolchain.ts";
import { withLock } from "./install-lock.ts";
import { abortOnSignals } from "./interruption.ts";
import { LANGUAGE_HOST } from "./launcher.ts";
import { probeVersion, runVersion } from "./probe-version.ts";
import { Progress, type ProgressStream } from "./progress.ts";
import { makeStaged } from "./staging.ts";
import { isUsableVersion, MINIMUM_VERSION } from "./version.ts";
import { findWorkspaceRoot, workspacePaths } from "./workspace.ts";

export interface EnsureEngineOptions {
  /** The root of the workspace; by default the one around the working folder. */
  readonly root?: string;
  /** The environment to look in, and for the tools that are run; by default this process's. */
  readonly env?: NodeJS.ProcessEnv;
  /** By default stderr. */
  readonly progress?: ProgressStream;
  /** The ways that may be taken, in the order of {@link WAYS}; by default all. */
  readonly ways?: readonly EngineSource[];
  /** Gives up; what was begun is undone. SIGINT and SIGTERM do the same. */
  readonly signal?: AbortSignal;
}

/** What one way found, or why it found nothing. */
type Outcome = { command: string; version: string } | string;

interface Search {
  readonly env: NodeJS.ProcessEnv;
  readonly pulumiHome: string;
  /** Without v. */
  readonly pinned: string;
  readonly signal: AbortSignal;
  readonly progress: ProgressStream;
}

/**
 * Provides the Pulumi CLI, by the first of these that works: one on PATH that is recent enough; the pinned version in
 * the workspace; the official download of that version; that version built from its Go module, which takes minutes
 * once. The user's own `~/.pulumi` is neither read nor written.
 *
 * Throws {@link EngineUnavailableError} if none works, {@link EngineInterruptedError} if it is ended.
 */
export async function ensureEngine(options: EnsureEngineOptions = {}): Promise<Engine> {
  const env = options.env ?? process.env;
  const { pulumiHome } = workspacePaths(options.root ?? findWorkspaceRoot(), env);
  const ways = WAYS.filter((way) => (options.ways ?? WAYS).includes(way));
  using interruption = abortOnSignals(options.signal);
  const { signal } = interruption;
  const search: Search = {
    env,
    pulumiHome,
    pinned: pinnedVersion(),
    signal,
    progress: options.progress ?? process.stderr,
  };

  const failures: FailedWay[] = [];
  try {
    for (const way of ways) {
      const outcome = await take(way, search);
      if (typeof outcome !== "string")
        return engineFrom({ ...outcome, source: way }, pulumiHome, env["PATH"]);
      failures.push({ way, reason: outcome });
    }
  } catch (error) {
    if (signal.aborted) throw new EngineInterruptedError();
    throw error;
  }
  throw new EngineUnavailableError(failures, (await readGoRequirements()).go);
}

function take(way: EngineSource, search: Search): Promise<Outcome> {
  switch (way) {
    case "path":
      return onPath(search);
    case "cache":
      return inWorkspace(search);
    case "download":
    case "built":
      return install(way, search);
  }
}

async function onPath(search: Search): Promise<Outcome> {
  const { found, skipped } = await findOnPath(search.env["PATH"], search.pulumiHome);
  const reasons = [...skipped];
  for (const command of found) {
    try {
      const version = await probeVersion(command, search.pulumiHome);
      if (isUsableVersion(version)) return { command, version };
      reasons.push(`${command} is ${version}, allowed is >= ${MINIMUM_VERSION} of the same major version`);
    } catch (error) {
      reasons.push(`${command} does not run: ${(error as Error).message}`);
    }
  }
  return reasons.join("; ") || "no folder of PATH has one";
}

const versionFolder = (search: Search) => join(search.pulumiHome, "versions", search.pinned);

async function inWorkspace(search: Search): Promise<Outcome> {
  const bin = join(versionFolder(search), "bin");
  const command = join(bin, PULUMI);
  if (!(await isExecutable(command))) return `${command} is not there yet`;
  const host = join(bin, process.platform === "win32" ? `${LANGUAGE_HOST}.exe` : LANGUAGE_HOST);
  if (!(await isExecutable(host))) return `${host} is missing beside the engine`;
  try {
    return { command, version: await probeVersion(command, search.pulumiHome) };
  } catch (error) {
    return `${command} does not run: ${(error as Error).message}`;
  }
}

async function install(way: "download" | "built", search: Search): Promise<Outcome> {
  const { env, pulumiHome, pinned, signal } = search;
  try {
    if (way === "built") {
      const problem = await buildProblem({ version: pinned, env, signal });
      if (problem !== undefined) return problem;
    }
    return await locked(search, async () => {
      // Another process may have put it there while this one waited.
      const there = await inWorkspace(search);
      if (typeof there !== "string") return there;
      const finalFolder = versionFolder(search);
      const title =
        way === "built" ? `Building Pulumi ${pinned} from its Go module` : `Downloading Pulumi ${pinned}`;
      const progress = () => new Progress(title, search.progress);
      const version = await makeStaged(pulumiHome, finalFolder, async (folder) => {
        if (way === "built")
          await buildEngine({ version: pinned, folder, finalFolder, env, signal, progress });
        else await downloadEngine({ version: pinned, folder, pulumiHome, env, signal, progress });
        return runVersion(join(folder, "bin", PULUMI), pulumiHome);
      });
      return { command: join(finalFolder, "bin", PULUMI), version };
    });
  } catch (error) {
    signal.throwIfAborted();
    return (error as Error).message;
  }
}

async function locked(search: Search, work: () => Promise<Outcome>): Promise<Outcome> {
  let waiting: Progress | undefined;
  const stopWaiting = () => {
    waiting?.end("its turn now");
    waiting = undefined;
  };
  try {
    return await withLock(
      {
        folder: search.pulumiHome,
        signal: search.signal,
        onWait: (owner) => {
          waiting ??= new Progress("Waiting for the Pulumi engine", search.progress);
          waiting.update(`${owner} is providing it`);
        },
      },
      () => {
        stopWaiting();
        return work();
      },
    );
  } finally {
    stopWaiting();
  }
}
