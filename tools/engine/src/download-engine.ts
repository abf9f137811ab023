import { createRequire } from "node:module";
import { join } from "node:path";
import { PULUMI } from "./engine.ts";
import { isExecutable } from "./find-on-path.ts";
import type { Progress } from "./progress.ts";
import { runTool } from "./run-tool.ts";

/** Where the installer is fetched from must answer within this time; a firewall may swallow the request. */
const REACH_MILLISECONDS = 15_000;
/** The whole download, some 100 MB. */
const DOWNLOAD_MILLISECONDS = 10 * 60_000;

const CHILD = join(import.meta.dirname, "download-child.ts");

export interface DownloadOptions {
  /** Without v. */
  readonly version: string;
  readonly folder: string;
  readonly pulumiHome: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly progress: () => Progress;
}

/** The version of the npm package `pulumi`, which is the version of the CLI that belongs to this workspace. */
export function pinnedVersion(): string {
  return (createRequire(import.meta.url)("pulumi/package.json") as { version: string }).version;
}

/**
 * Downloads the official CLI as the npm package `pulumi` does at its first run, but into a folder of our choice. Fails
 * within seconds where the download cannot be reached.
 */
export async function downloadEngine(options: DownloadOptions): Promise<void> {
  const progress = options.progress();
  try {
    await runTool({
      command: process.execPath,
      args: [CHILD, options.version, options.folder, String(REACH_MILLISECONDS)],
      title: `the installer of the npm package pulumi (${options.version})`,
      cwd: options.folder,
      env: { ...options.env, PULUMI_HOME: options.pulumiHome },
      signal: AbortSignal.any([options.signal, AbortSignal.timeout(DOWNLOAD_MILLISECONDS)]),
      onLine: (line) => progress.update(line.trim().replace(/^\W+/, "")),
    });
    if (!(await isExecutable(join(options.folder, "bin", PULUMI))))
      throw new Error("the installer left no CLI behind");
    progress.end("downloaded");
  } catch (error) {
    progress.end("not possible");
    throw error;
  }
}
