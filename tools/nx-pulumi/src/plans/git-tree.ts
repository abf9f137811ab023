import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { StackError } from "../run/stack-error.ts";

const run = promisify(execFile);

/**
 * Git's ID of all files as they are, committed or not, ignored ones apart: equal for equal files, whatever the commit.
 * The user's index is not touched. Throws {@link StackError} outside a Git repository.
 */
export async function gitTree(workspaceRoot: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "strata-index-"));
  try {
    const git = async (args: string[], env: NodeJS.ProcessEnv = {}): Promise<string> =>
      (
        await run("git", args, { cwd: workspaceRoot, env: { ...process.env, ...env }, maxBuffer: 1 << 28 })
      ).stdout.trim();
    const index = resolve(workspaceRoot, await git(["rev-parse", "--git-path", "index"]));
    const env = { GIT_INDEX_FILE: join(folder, "index") };
    // A copy knows which files are as they were, so that Git need not read them again.
    if (existsSync(index)) cpSync(index, env.GIT_INDEX_FILE);
    await git(["add", "--all"], env);
    return await git(["write-tree"], env);
  } catch (error) {
    throw new StackError(
      `A plan is bound to the files it was made from, as Git knows them, and Git could not tell: ` +
        `${(error as Error).message.trim()}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
