import { EngineUnavailableError, type FailedWay } from "./engine-errors.ts";
import type { Engine } from "./engine.ts";
import { ensureEngine, type EnsureEngineOptions } from "./ensure-engine.ts";

export interface EngineDescription {
  /** The engine that commands use, undefined if one has to be downloaded or built first. */
  readonly engine: Engine | undefined;
  /** Why it is none of the ways before the one that it came by, or none at all. */
  readonly failures: readonly FailedWay[];
  /** For a reader, one line. */
  readonly text: string;
}

const SOURCES = {
  path: "found on PATH",
  cache: "in this workspace",
  download: "downloaded",
  built: "built",
} as const;

/** What engine is there, for `strata doctor`; downloads and builds nothing. */
export async function describeEngine(
  options: Pick<EnsureEngineOptions, "root" | "env"> = {},
): Promise<EngineDescription> {
  try {
    const engine = await ensureEngine({ ...options, ways: ["path", "cache"] });
    const built = engine.selfBuilt
      ? ", built on this machine: serves local and sandbox only"
      : ", official release";
    return {
      engine,
      failures: [],
      text: `Pulumi ${engine.version} (${SOURCES[engine.source]}${built}): ${engine.command}`,
    };
  } catch (error) {
    if (!(error instanceof EngineUnavailableError)) throw error;
    return {
      engine: undefined,
      failures: error.failures,
      text: "No Pulumi engine yet: the next command downloads the official CLI or, where that cannot be reached, builds it with Go.",
    };
  }
}
