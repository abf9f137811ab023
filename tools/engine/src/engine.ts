import { delimiter, dirname } from "node:path";
import { isSelfBuiltVersion } from "./self-built.ts";

/** Where an engine came from: see {@link WAYS}. */
export type EngineSource = "path" | "cache" | "download" | "built";

/** The four ways to an engine, in the order in which they are tried. */
export const WAYS: readonly EngineSource[] = ["path", "cache", "download", "built"];

/** A Pulumi CLI that works. */
export interface Engine {
  /** Absolute path of `pulumi`. */
  readonly command: string;
  /** As it prints it, without the leading v: `3.259.0`, or `3.259.0+strata.selfbuilt`. */
  readonly version: string;
  readonly source: EngineSource;
  /** Built on this machine, not released; see `assertEngineAllowed`. */
  readonly selfBuilt: boolean;
  /** PULUMI_HOME of the workspace. */
  readonly pulumiHome: string;
  /** What a child process that runs the engine needs beside the environment that it has anyway. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * @param inheritedPath PATH of this process; the engine's folder comes first in the child's, for its language hosts
 */
export function engineFrom(
  found: { command: string; version: string; source: EngineSource },
  pulumiHome: string,
  inheritedPath: string | undefined,
): Engine {
  return {
    ...found,
    selfBuilt: isSelfBuiltVersion(found.version),
    pulumiHome,
    env: {
      PULUMI_HOME: pulumiHome,
      PATH: [dirname(found.command), ...(inheritedPath ? [inheritedPath] : [])].join(delimiter),
      PULUMI_SKIP_UPDATE_CHECK: "true",
    },
  };
}

/** The file name of the CLI. */
export const PULUMI = process.platform === "win32" ? "pulumi.exe" : "pulumi";
