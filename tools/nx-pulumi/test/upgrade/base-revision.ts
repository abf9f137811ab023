import { execFileSync } from "node:child_process";
import { UpgradeError } from "./upgrade-error.ts";

/** Reads a git repository: the output of `git <args>`, trimmed; undefined where git fails. */
export type Git = (...args: string[]) => string | undefined;

/** Git in a folder. */
export function gitIn(folder: string): Git {
  return (...args) => {
    try {
      return execFileSync("git", args, {
        cwd: folder,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }).trim();
    } catch {
      return undefined;
    }
  };
}

/** The revision that an upgrade starts from. */
export interface BaseRevision {
  /** The hash of a commit. */
  readonly commit: string;
  /** How it was chosen, for people. */
  readonly because: string;
}

/** What GitHub has for the revision before the first push of a branch. */
const NO_COMMIT = /^0+$/;

/**
 * The base of the upgrade: the revision asked for, else the one in `NX_BASE`, else what the branch has in common with
 * the default branch; on the default branch itself the last commit if there are changes that are not committed, else the
 * commit before it. Undefined if the repository has one commit alone, from which nothing can be upgraded.
 *
 * Throws {@link UpgradeError} if the clone does not have the revision.
 */
export function chooseBase(
  git: Git,
  asked: { base?: string | undefined; nxBase?: string | undefined; defaultBranch: string },
): BaseRevision | undefined {
  const nxBase = asked.nxBase !== undefined && NO_COMMIT.test(asked.nxBase) ? undefined : asked.nxBase;
  if (asked.base) return commitOf(git, asked.base, "--base");
  if (nxBase) return commitOf(git, nxBase, "NX_BASE");

  const head = git("rev-parse", "--verify", "--quiet", "HEAD^{commit}");
  if (head === undefined)
    throw new UpgradeError("Git has no commit here, so there is no revision to upgrade from.");
  const { defaultBranch } = asked;
  const common = [defaultBranch, `origin/${defaultBranch}`]
    .map((branch) => git("merge-base", "HEAD", branch))
    .find((commit) => commit !== undefined);
  if (common !== undefined && common !== head)
    return { commit: common, because: `where this branch leaves ${defaultBranch}` };
  if (git("status", "--porcelain") !== "")
    return { commit: head, because: "the last commit, since there are changes that are not committed" };
  const previous = git("rev-parse", "--verify", "--quiet", "HEAD^1^{commit}");
  if (previous !== undefined) return { commit: previous, because: "the commit before this one" };
  if (isShallow(git)) throw missing("the commit before this one", true);
  return undefined;
}

function commitOf(git: Git, revision: string, source: string): BaseRevision {
  const commit = git("rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`);
  if (commit === undefined) throw missing(`${revision} (from ${source})`, isShallow(git));
  return { commit, because: `${revision}, from ${source}` };
}

const isShallow = (git: Git): boolean => git("rev-parse", "--is-shallow-repository") === "true";

function missing(revision: string, shallow: boolean): UpgradeError {
  return new UpgradeError(
    shallow
      ? `This clone is shallow and does not have ${revision}, from which the upgrade starts. Fetch it: git fetch --unshallow (in GitHub Actions: actions/checkout with fetch-depth: 0).`
      : `This clone does not have ${revision}, from which the upgrade starts. Fetch it, or name another: npm run test:upgrade -- --base <revision>.`,
  );
}
