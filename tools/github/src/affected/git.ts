import { execFileSync, spawnSync } from "node:child_process";
import { GithubError } from "../github-error.ts";

/** What Git says; throws {@link GithubError} with Git's words. */
export function git(args: readonly string[], workspaceRoot: string): string {
  try {
    return execFileSync("git", [...args], { cwd: workspaceRoot, encoding: "utf8", stdio: "pipe" }).trim();
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new GithubError(
      `git ${args.join(" ")} failed in ${workspaceRoot}: ${(stderr ?? (error as Error).message).trim()}. ` +
        `A workflow needs the whole history: actions/checkout with fetch-depth: 0.`,
    );
  }
}

/** Whether a commit is there, and what is checked out came after it or is it. */
export function isAncestor(commit: string, workspaceRoot: string): boolean {
  if (!/^[0-9a-f]{40}$/.test(commit)) return false;
  return (
    spawnSync("git", ["merge-base", "--is-ancestor", commit, "HEAD"], { cwd: workspaceRoot }).status === 0
  );
}
