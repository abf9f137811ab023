import { type ChangeSet, parseChangeSet } from "@strata/change-set";
import type { Repository, RunContext } from "../actions/run-context.ts";
import { type ClientOptions, githubClient, type GithubClient } from "../api/client.ts";
import { RequestError } from "../api/explain-failure.ts";
import { unzip } from "../artifacts/unzip.ts";
import { git } from "../affected/git.ts";
import { GithubError } from "../github-error.ts";

/** What reviewers of one pull request were shown of one environment. */
export interface ReviewedPull {
  readonly number: number;
  readonly changeSets: readonly ChangeSet[];
  /** Why nothing was found, or what is to be said of what was. */
  readonly note: string | undefined;
}

export interface ReviewedRequest {
  readonly context: RunContext;
  readonly environment: string;
  /** The commit after which changes are to be applied; without it, the newest commit alone. */
  readonly since: string | undefined;
  readonly workspaceRoot: string;
  /** The file of the workflow that previews. */
  readonly workflow: string;
  readonly client?: ClientOptions;
}

interface MergedPull {
  readonly number: number;
  readonly headSha: string;
  readonly mergeCommit: string | undefined;
}

/** Of one artifact, in bytes. */
const MOST_BYTES = 128 * 1024 * 1024;

/**
 * The change sets that reviewers saw of the pull requests that were merged since a commit, newest first: the artifacts of
 * the newest run of the preview workflow that succeeded for what each had as its head. Whoever can push to a branch can
 * have its run store anything as an artifact; so this is never applied, and says only what somebody could know of.
 * Throws {@link GithubError}.
 */
export async function reviewedPulls(request: ReviewedRequest): Promise<ReviewedPull[]> {
  const client = githubClient(request.context, request.client);
  const pulls: ReviewedPull[] = [];
  for (const pull of await mergedSince(client, request)) pulls.push(await reviewedOf(client, pull, request));
  return pulls;
}

/** The numbers of the pull requests that were merged since a commit, the newest first. Throws {@link GithubError}. */
export async function mergedPulls(
  request: Pick<ReviewedRequest, "context" | "since" | "workspaceRoot" | "client">,
): Promise<number[]> {
  const client = githubClient(request.context, request.client);
  return (await mergedSince(client, request)).map(({ number }) => number);
}

async function mergedSince(
  client: GithubClient,
  { context, since, workspaceRoot }: Pick<ReviewedRequest, "context" | "since" | "workspaceRoot">,
): Promise<MergedPull[]> {
  const range = since === undefined ? ["-n", "1", "HEAD"] : [`${since}..HEAD`];
  const commits = git(["rev-list", "--first-parent", ...range], workspaceRoot).split("\n");
  const found = new Map<number, MergedPull>();
  for (const commit of commits.filter((line) => line !== ""))
    for (const pull of await mergedBy(client, context, commit))
      if (!found.has(pull.number)) found.set(pull.number, pull);
  return [...found.values()];
}

/** The pull requests of the default branch that brought a commit. */
async function mergedBy(
  client: GithubClient,
  { repository, event }: RunContext,
  commit: string,
): Promise<MergedPull[]> {
  const pulls = await client.paginate("GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls", {
    ...repository,
    commit_sha: commit,
    per_page: 100,
  });
  const branch = event.defaultBranch ?? "main";
  return pulls
    .filter(({ merged_at: merged, base }) => merged !== null && base.ref === branch)
    .map(({ number, head, merge_commit_sha: mergeCommit }) => ({
      number,
      headSha: head.sha,
      mergeCommit: mergeCommit ?? undefined,
    }));
}

async function reviewedOf(
  client: GithubClient,
  pull: MergedPull,
  request: ReviewedRequest,
): Promise<ReviewedPull> {
  const { context, environment, workflow } = request;
  const none = (why: string): ReviewedPull => ({
    number: pull.number,
    changeSets: [],
    note: `#${pull.number}: ${why}`,
  });
  const { repository } = context;
  const { data } = await client.request("GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs", {
    ...repository,
    workflow_id: workflow,
    event: "pull_request",
    head_sha: pull.headSha,
    status: "success",
    per_page: 20,
  });
  const run = data.workflow_runs.find(({ head_repository: head, repository: own }) => head?.id === own.id);
  if (run === undefined)
    return none(
      data.workflow_runs.length === 0
        ? `no preview of ${pull.headSha.slice(0, 7)} has succeeded`
        : "it is from another repository, whose previews are of local alone",
    );
  const changeSets = await changeSetsOf(client, repository, Number(run.id), environment);
  if (changeSets.length === 0)
    return none(`its preview (${run.html_url}) has no change set of ${environment} any more`);
  return { number: pull.number, changeSets, note: await treeNote(client, pull, changeSets, request) };
}

async function changeSetsOf(
  client: GithubClient,
  repository: Repository,
  runId: number,
  environment: string,
): Promise<ChangeSet[]> {
  const artifacts = await client.paginate("GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts", {
    ...repository,
    run_id: runId,
    per_page: 100,
  });
  const wanted = artifacts.filter(
    ({ name, expired }) => !expired && new RegExp(`^change-sets-${environment}-\\d+-\\d+$`).test(name),
  );
  const found: ChangeSet[] = [];
  for (const { id, name, size_in_bytes: size } of wanted) {
    if (size > MOST_BYTES)
      throw new GithubError(`The artifact ${name} has ${size} bytes; ${MOST_BYTES} are read at most.`);
    const { data } = await client.request(
      "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}",
      {
        ...repository,
        artifact_id: id,
        archive_format: "zip",
      },
    );
    for (const [member, bytes] of unzip(Buffer.from(data as ArrayBuffer), { mostBytes: MOST_BYTES })) {
      if (!member.endsWith(".json")) continue;
      const changeSet = read(bytes, `${name}/${member}`);
      if (changeSet.environment === environment && changeSet.operation === "preview" && changeSet.succeeded)
        found.push(changeSet);
    }
  }
  return found;
}

function read(bytes: Buffer, where: string): ChangeSet {
  try {
    return parseChangeSet(bytes.toString("utf8"));
  } catch (error) {
    throw new GithubError(`The artifact ${where} is no change set: ${(error as Error).message}`);
  }
}

/**
 * What was previewed is the merge of a branch with the base of then; what was merged, with that of later. Where the two
 * trees differ it is said: what was reviewed is a bound still.
 */
async function treeNote(
  client: GithubClient,
  { number, mergeCommit }: MergedPull,
  changeSets: readonly ChangeSet[],
  { context, workspaceRoot }: ReviewedRequest,
): Promise<string | undefined> {
  if (mergeCommit === undefined) return undefined;
  const merged = git(["rev-parse", `${mergeCommit}^{tree}`], workspaceRoot);
  const differing = new Set<string>();
  for (const revision of new Set(changeSets.flatMap(({ commit }) => commit?.revision ?? []))) {
    const tree = await treeOf(client, context.repository, revision);
    if (tree !== merged)
      differing.add(tree?.slice(0, 12) ?? `of ${revision.slice(0, 7)}, which GitHub does not know any more`);
  }
  if (differing.size === 0) return undefined;
  return `#${number}: what was previewed (tree ${[...differing].join(", ")}) is not what was merged (tree ${merged.slice(0, 12)}): its base was older`;
}

async function treeOf(
  client: GithubClient,
  repository: Repository,
  commit: string,
): Promise<string | undefined> {
  try {
    const { data } = await client.request("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", {
      ...repository,
      commit_sha: commit,
    });
    return data.tree.sha;
  } catch (error) {
    if (error instanceof RequestError && (error.status === 404 || error.status === 422)) return undefined;
    throw error;
  }
}
