import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { workspacePaths } from "@strata/engine";
import { localStackState } from "../../src/local/local-stack-state.ts";
import { isRunning } from "@strata/environment/is-running";

/** Whether the base can use the packages that are installed here: its lock file is the same. */
export function sharesPackages(root: string, checkout: string): boolean {
  const [here, there] = [root, checkout].map((folder) =>
    readFileSync(join(folder, "package-lock.json"), "utf8"),
  );
  return here === there && existsSync(join(root, "node_modules"));
}

/**
 * A folder for one run, in `.strata/upgrade` so that packages can be linked to. What runs that were killed have left
 * there is removed.
 */
export function makeRunFolder(root: string): string {
  const all = join(workspacePaths(root, {}).state, "upgrade");
  mkdirSync(all, { recursive: true });
  for (const name of readdirSync(all).filter((each) => !isRunning(Number.parseInt(each, 10))))
    rmSync(join(all, name), { recursive: true, force: true });
  return mkdtempSync(join(all, `${process.pid}-`));
}

/** Runs a tool in a folder to its end. Rejects if it fails, or is interrupted. */
export type Tool = (command: string, args: readonly string[], folder: string) => Promise<unknown>;

/** Puts the files of a commit into a new folder. */
export async function checkOut(root: string, commit: string, folder: string, run: Tool): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const archive = `${folder}.tar`;
  await run("git", ["archive", "--format=tar", "-o", archive, commit], root);
  await run("tar", ["-xf", archive, "-C", folder], root);
  await endSearchFor(folder, run);
}

/** Puts the files as they are now, committed or not, into a new folder. */
export async function copyWorkingTree(root: string, folder: string, run: Tool): Promise<void> {
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  for (const file of listed.split("\0").filter((name) => name !== "" && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  await endSearchFor(folder, run);
}

/** Git, and Nx with it, looks for a repository upwards; the one around it ignores this folder. */
async function endSearchFor(folder: string, run: Tool): Promise<void> {
  await run("git", ["init", "--quiet", "--initial-branch=main"], folder);
}

/**
 * Hard links to the packages that are installed here: no copy, no time. The links of the workspace's own packages are
 * relative, so they lead into the checkout.
 */
export async function linkPackages(root: string, folder: string, run: Tool): Promise<void> {
  await run("cp", ["-al", join(root, "node_modules"), join(folder, "node_modules")], root);
}

/** Hard links to the engine of this workspace, if it has one of its own. */
export async function linkEngine(root: string, folder: string, run: Tool): Promise<void> {
  const versions = join(workspacePaths(root, {}).pulumiHome, "versions");
  if (!existsSync(versions)) return;
  const home = workspacePaths(folder, {}).pulumiHome;
  mkdirSync(home, { recursive: true });
  await run("cp", ["-al", versions, home], root);
}

/** Takes the state of all stacks and the embedded cloud from one checkout to another. */
export function moveState(from: string, to: string): void {
  const [source, target] = [workspacePaths(from, {}), workspacePaths(to, {})];
  mkdirSync(target.state, { recursive: true });
  renameSync(source.backend, target.backend);
  // The database may have files beside it: https://www.sqlite.org/tempfiles.html
  const store = basename(source.cloudStore);
  for (const name of readdirSync(source.state).filter((each) => each.startsWith(store)))
    renameSync(join(source.state, name), join(target.state, name));
}

/** The projects with a stack `local` that has resources, sorted. */
export function deployedProjects(folder: string): string[] {
  const { backend } = workspacePaths(folder, {});
  const stacks = join(backend, ".pulumi", "stacks");
  if (!existsSync(stacks)) return [];
  return readdirSync(stacks)
    .filter((project) => localStackState(backend, project, "local") === "deployed")
    .sort();
}
