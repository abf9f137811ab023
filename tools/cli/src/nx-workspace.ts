import { readStackProjects, type StackProject } from "@strata/nx-pulumi/graph";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** Nx could not say what was asked of it. The message is Nx's own. */
export class NxError extends Error {
  override name = "NxError";
}

/** The stacks of the workspace with what they read of one another, as Nx's graph has them. */
export async function stacksOfWorkspace(root: string): Promise<Map<string, StackProject>> {
  // Loaded here: it takes a third of a second, and most commands do without.
  const { createProjectGraphAsync } = await import("@nx/devkit");
  return readStackProjects(await createProjectGraphAsync({ exitOnError: false }), root);
}

/**
 * The projects that a change affects, as `nx affected` would select them. Throws {@link NxError}.
 *
 * @param revisions `--base` and `--head` as given; without them Nx's defaults hold
 */
export function affectedProjects(root: string, revisions: readonly string[]): string[] {
  const args = ["show", "projects", "--affected", "--with-target=preview", "--json", ...revisions];
  const nx = join(root, "node_modules/.bin/nx");
  const { status, stdout, stderr } = spawnSync(nx, args, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NX_DAEMON: "false", FORCE_COLOR: undefined, NO_COLOR: "1" },
  });
  if (status !== 0) throw new NxError(`Nx could not tell what is affected: ${(stderr || stdout).trim()}`);
  return JSON.parse(stdout) as string[];
}
