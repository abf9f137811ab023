import type { WorkspacePaths } from "@strata/engine";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

const WHY = `The engine writes a log of every run into a folder of this name, encrypted, at the debug level. On the embedded AWS
that is a fifth of its time, for a log that nobody reads: the engine goes on without where the folder cannot be made.
To have it, run plain "pulumi".
`;

/**
 * The PULUMI_HOME of runs on the embedded AWS: that of the workspace, without the engine's automatic log. There is no
 * setting for it; StartLogging in pkg/logging/encrypted.go of Pulumi 3.259.0 goes on without a log where `logs` is no
 * folder. Of the home these runs need the plugins only: backend and stack are told to them.
 */
export function localHome({ state, pulumiHome }: WorkspacePaths): string {
  const home = join(state, "local-home");
  const plugins = join(pulumiHome, "plugins");
  mkdirSync(home, { recursive: true });
  mkdirSync(plugins, { recursive: true });
  // Relative, so that the workspace may be moved; Windows knows no relative junctions.
  const target = process.platform === "win32" ? plugins : relative(home, plugins);
  // Two runs may make it at once.
  ifMissing(() => symlinkSync(target, join(home, "plugins"), "junction"));
  ifMissing(() => writeFileSync(join(home, "logs"), WHY, { flag: "wx" }));
  return home;
}

function ifMissing(make: () => void): void {
  try {
    make();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
