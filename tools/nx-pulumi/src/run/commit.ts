import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The commit that is checked out, and whether files differ from it; `undefined` outside a Git repository. */
export async function checkedOut(
  workspaceRoot: string,
): Promise<{ revision: string; dirty: boolean } | undefined> {
  try {
    const [revision, status] = await Promise.all([
      run("git", ["rev-parse", "HEAD"], { cwd: workspaceRoot }),
      run("git", ["status", "--porcelain", "--untracked-files=normal"], { cwd: workspaceRoot }),
    ]);
    return { revision: revision.stdout.trim(), dirty: status.stdout.trim() !== "" };
  } catch {
    return undefined;
  }
}
