import { GITHUB_REPOSITORY, isWebUrl, runUrlOf } from "@strata/environment/run-url";
import { GithubError } from "../github-error.ts";
import { type Event, readEvent } from "./event.ts";

export interface Repository {
  readonly owner: string;
  readonly repo: string;
}

/**
 * Where a command runs and what it speaks to, from the variables that GitHub Actions sets; on a laptop they are given by
 * hand (https://docs.github.com/en/actions/reference/workflows-and-actions/variables).
 */
export interface RunContext {
  readonly repository: Repository;
  readonly apiUrl: string;
  readonly token: string;
  /** Whether a job of GitHub Actions runs it. */
  readonly inActions: boolean;
  /** The page of this run; `undefined` on a laptop. */
  readonly runUrl: string | undefined;
  /** The commit that the run is of; `undefined` on a laptop. */
  readonly sha: string | undefined;
  readonly event: Event;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Throws {@link GithubError} with all that is missing, and how to give it. */
export function readRunContext(variables: Variables): RunContext {
  const { GITHUB_REPOSITORY: name = "", GITHUB_TOKEN: token = "" } = variables;
  const apiUrl = variables["GITHUB_API_URL"] || "https://api.github.com";
  const match = GITHUB_REPOSITORY.exec(name);
  const problems = [
    match === null
      ? `GITHUB_REPOSITORY: got ${JSON.stringify(name)}; expected <owner>/<name>. Set it with: export GITHUB_REPOSITORY=acme/cloud`
      : "",
    token === ""
      ? "GITHUB_TOKEN: got nothing; in a workflow give the step env: GITHUB_TOKEN: ${{ github.token }}, and elsewhere: export GITHUB_TOKEN=$(gh auth token)"
      : "",
    isWebUrl(apiUrl) ? "" : `GITHUB_API_URL: got ${JSON.stringify(apiUrl)}; expected an https:// address`,
  ].filter((problem) => problem !== "");
  if (problems.length > 0) throw new GithubError(problems.join("\n"));
  const [, owner = "", repo = ""] = match ?? [];
  return {
    repository: { owner, repo },
    apiUrl: apiUrl.replace(/\/+$/, ""),
    token,
    inActions: variables["GITHUB_ACTIONS"] === "true",
    runUrl: runUrlOf(variables),
    sha: variables["GITHUB_SHA"] || undefined,
    event: readEvent(variables["GITHUB_EVENT_PATH"]),
  };
}
