import { existsSync, readFileSync } from "node:fs";
import { dirname, join, matchesGlob, relative, sep } from "node:path";
import type { PackageManagerOption, RuntimeOptions } from "./runtime-options.ts";

export type PackageManager = Exclude<PackageManagerOption, "auto">;

const LOCK_FILES: readonly [string, PackageManager][] = [
  ["yarn.lock", "yarn"],
  ["pnpm-lock.yaml", "pnpm"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
  ["package-lock.json", "npm"],
];

/** The package manager of a project: the one its options name, else the one whose lock file is in the root folder. */
export function selectPackageManager(options: RuntimeOptions, root: string): PackageManager {
  if (options.packageManager !== "auto") return options.packageManager;
  return LOCK_FILES.find(([file]) => existsSync(join(root, file)))?.[1] ?? "npm";
}

/** The arguments that install a project's dependencies. */
export function installArguments(manager: PackageManager, production: boolean): string[] {
  // Below errors, npm warns of missing descriptions and the like.
  const quiet = manager === "npm" ? ["--loglevel=error"] : [];
  const only = { npm: "--omit=dev", yarn: "--production", pnpm: "--prod", bun: "--production" }[manager];
  return ["install", ...quiet, ...(production ? [only] : [])];
}

/**
 * The folder in which a project's dependencies are installed: the root of the npm, yarn or bun workspace that lists
 * the project in `workspaces`, or that of the pnpm workspace around it, else the project's own folder.
 */
export function installRoot(projectDirectory: string): string {
  for (let folder = dirname(projectDirectory); ; folder = dirname(folder)) {
    if (listsAsWorkspace(folder, projectDirectory) || existsSync(join(folder, "pnpm-workspace.yaml")))
      return folder;
    if (dirname(folder) === folder) return projectDirectory;
  }
}

function listsAsWorkspace(folder: string, projectDirectory: string): boolean {
  let manifest: { workspaces?: string[] | { packages?: string[] } };
  try {
    manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as typeof manifest;
  } catch {
    return false;
  }
  const patterns = Array.isArray(manifest.workspaces)
    ? manifest.workspaces
    : (manifest.workspaces?.packages ?? []);
  const path = relative(folder, projectDirectory).split(sep).join("/");
  return patterns.some((pattern) => matchesGlob(path, pattern.replace(/^\.\/|\/$/g, "")));
}
