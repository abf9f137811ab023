import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { runTool } from "./run-tool.ts";
import { isAtLeast } from "./version.ts";

/** The Go module that names what the engine is built from. */
export const GO_MODULE = resolve(import.meta.dirname, "../go");

const ENGINE_MODULES = ["github.com/pulumi/pulumi/pkg/v3", "github.com/pulumi/pulumi/sdk/v3"];

export interface GoRequirements {
  /** The least version of Go, such as `1.26`. */
  readonly go: string;
  /** The version of Pulumi that the module requires, without v. */
  readonly pulumi: string;
}

/** Reads go.mod. Throws if its modules of Pulumi are missing or of different versions. */
export async function readGoRequirements(module: string = GO_MODULE): Promise<GoRequirements> {
  const file = join(module, "go.mod");
  const text = await readFile(file, "utf8");
  const go = /^go (\S+)$/m.exec(text)?.[1];
  const versions = ENGINE_MODULES.map(
    (name) => new RegExp(`^\\s*(?:require )?${name.replaceAll(".", "\\.")} v(\\S+)`, "m").exec(text)?.[1],
  );
  const [pulumi] = versions;
  if (go === undefined || pulumi === undefined || versions.some((version) => version !== pulumi)) {
    throw new Error(
      `${file} must require ${ENGINE_MODULES.join(" and ")} in one version, and name a version of Go.`,
    );
  }
  return { go, pulumi };
}

/**
 * What keeps the `go` on PATH from building for a version, undefined if nothing does. From 1.21 on, a `go` that is too
 * old gets a newer one by itself, unless GOTOOLCHAIN forbids it (https://go.dev/doc/toolchain).
 */
export async function goProblem(
  required: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<string | undefined> {
  let lines: string[];
  try {
    // Outside of the module, so that nothing is downloaded to answer this.
    const ask = { command: "go", args: ["env", "GOVERSION", "GOTOOLCHAIN"], cwd: "/", env, signal };
    lines = (await runTool(ask)).split("\n");
  } catch (error) {
    signal.throwIfAborted();
    return `go is not on PATH, or does not run: ${(error as Error).message}`;
  }
  const version = (lines[0] ?? "").replace(/^go/, "").trim();
  if (isAtLeast(version, required)) return undefined;
  const toolchain = lines[1]?.trim() ?? "";
  if (isAtLeast(version, "1.21") && toolchain !== "local") return undefined;
  return `go on PATH is ${version || "of an unknown version"}, allowed is >= ${required}`;
}
