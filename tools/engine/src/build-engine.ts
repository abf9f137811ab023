import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PULUMI } from "./engine.ts";
import { GO_MODULE, goProblem, readGoRequirements } from "./go-toolchain.ts";
import { writeLauncher } from "./launcher.ts";
import type { Progress } from "./progress.ts";
import { runTool, type ToolOptions } from "./run-tool.ts";

const CLI_PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** What a version that is built here says of itself: it is not a release (https://semver.org/#spec-item-10). */
export const SELF_BUILT_METADATA = "strata.selfbuilt";

export interface BuildOptions {
  /** Without v. */
  readonly version: string;
  /** The folder to build into, and the one it will be renamed to. */
  readonly folder: string;
  readonly finalFolder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly progress: () => Progress;
}

/** Why the engine cannot be built here, before anything is tried; undefined if it can. */
export async function buildProblem(
  options: Pick<BuildOptions, "version" | "env" | "signal">,
): Promise<string | undefined> {
  if (process.platform === "win32")
    return "the launcher of the language host is a shell script, which Windows has not";
  const required = await readGoRequirements();
  if (required.pulumi !== options.version) {
    return (
      `${join(GO_MODULE, "go.mod")} is for Pulumi ${required.pulumi}, the npm package pulumi is ${options.version}; ` +
      `set both to one version`
    );
  }
  return goProblem(required.go, options.env, options.signal);
}

/**
 * Builds the Pulumi CLI from its Go module, and puts a launcher for our language host for Node.js beside it: the
 * official one is in no Go module that can be required. Takes minutes where nothing is cached.
 */
export async function buildEngine(options: BuildOptions): Promise<void> {
  const { env, signal, version } = options;
  const bin = join(options.folder, "bin");
  await mkdir(bin, { recursive: true });
  const progress = options.progress();
  const go = (args: readonly string[], onLine: (line: string) => void) =>
    runTool({
      command: "go",
      args,
      cwd: GO_MODULE,
      env: goEnvironment(env),
      signal,
      onLine,
    } satisfies ToolOptions);
  try {
    progress.update("looking for its modules");
    let modules = 0;
    const packages = await go(["list", "-deps", "-mod=readonly", CLI_PACKAGE], (line) => {
      if (line.startsWith("go: downloading ")) progress.update(`${++modules} modules downloaded`);
    });
    const total = packages.split("\n").length;
    let compiled = 0;
    progress.update(`${total} packages to compile or take from Go's cache`);
    const variables = `-X ${VERSION_VARIABLE}=v${version}+${SELF_BUILT_METADATA}`;
    await go(
      [
        ...["build", "-v", "-mod=readonly", "-buildvcs=false", "-trimpath", "-ldflags", `-s -w ${variables}`],
        ...["-o", join(bin, PULUMI), CLI_PACKAGE],
      ],
      (line) => {
        // With -v, go prints each package that it compiles, and none that it has in its cache.
        if (/^[\w.~/-]+$/.test(line)) progress.update(`${++compiled} of at most ${total} packages compiled`);
      },
    );
    await writeLauncher(bin, join(options.finalFolder, "bin"));
    progress.end("built");
  } catch (error) {
    progress.end("not possible");
    throw error;
  }
}

/** The build must not depend on what surrounds the module, nor on flags that the user has set for other modules. */
function goEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, GOWORK: "off", GOFLAGS: "" };
}
