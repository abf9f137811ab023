import { type ChangeSet, hasChanges } from "@strata/change-set";
import { COMMENT_LIMIT, renderComment } from "@strata/review";
import { readRunContext, type Repository } from "../actions/run-context.ts";
import { type ClientOptions, githubClient, type GithubClient } from "../api/client.ts";
import { RequestError } from "../api/explain-failure.ts";
import { commentAuthor } from "../comment/comment-author.ts";
import { composeComment } from "../comment/compose.ts";
import { hasMarker } from "../comment/marker.ts";
import { reviewOfRun, type StackGraph } from "../comment/run-review.ts";

export interface DriftIssueRequest {
  readonly environment: string;
  /** The stacks that were looked at. */
  readonly stacks: readonly string[];
  readonly changeSets: readonly ChangeSet[];
  readonly graph: StackGraph;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly client?: ClientOptions;
}

/** What was found of an environment, apart from GitHub. */
export interface DriftFound {
  readonly drifted: readonly string[];
  /** Of these nobody knows whether they drifted. */
  readonly unknown: readonly string[];
}

/** Which stacks differ from their state, and of which it is not known. */
export function driftFound({
  stacks,
  changeSets,
}: Pick<DriftIssueRequest, "stacks" | "changeSets">): DriftFound {
  const results = new Map(changeSets.map((changeSet) => [changeSet.stack, changeSet]));
  return {
    drifted: changeSets.filter((it) => it.succeeded && hasChanges(it)).map(({ stack }) => stack),
    unknown: stacks.filter((stack) => results.get(stack)?.succeeded !== true),
  };
}

/**
 * Keeps one issue for the drift of an environment: opens it, brings it up to date, and closes it when there is none any
 * more. Where a stack could not be looked at an issue stays open. Resolves to a line for the log. Throws `GithubError`.
 */
export async function putDriftIssue(request: DriftIssueRequest): Promise<string> {
  const { environment, variables } = request;
  const context = readRunContext(variables);
  const client = githubClient(context, request.client);
  const { repository, runUrl } = context;
  const key = `drift:${environment}`;
  const place: IssuePlace = { repository, key, author: await commentAuthor(client, context) };
  const { drifted, unknown } = driftFound(request);
  const before = await findIssue(client, place);
  if (drifted.length === 0) {
    if (before === undefined) return `No drift in ${environment}.`;
    if (unknown.length > 0) return `${before.url} stays open: ${unknown.join(", ")} could not be looked at.`;
    await closeIssue(client, place, before, runUrl);
    return `The drift of ${environment} is gone. Closed ${before.url}`;
  }
  const title = `Drift in ${environment}: ${drifted.join(", ")}`.slice(0, 250);
  const body = bodyOf(request, key, runUrl);
  if (before === undefined) return `Opened ${(await createIssue(client, place, { title, body })).url}`;
  await client.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
    ...repository,
    issue_number: before.number,
    title,
    body,
  });
  return `Brought ${before.url} up to date.`;
}

function bodyOf(
  { environment, stacks, changeSets, graph }: DriftIssueRequest,
  key: string,
  runUrl: string | undefined,
): string {
  const review = reviewOfRun(
    { environment, operation: "drift", expected: stacks, changeSets, drift: [] },
    graph,
    {},
  );
  return composeComment({
    key,
    commit: undefined,
    runUrl,
    notes: [
      "What is there differs from what the state says: somebody has changed it by other means. Bring it into the programs, " +
        "or back with an update. This issue is kept up to date, and closed by itself when the drift is gone.",
    ],
    parts: [(limit) => renderComment(review, { limit: Math.min(limit, COMMENT_LIMIT) })],
  });
}

interface IssuePlace {
  readonly repository: Repository;
  readonly key: string;
  readonly author: string;
}

interface Issue {
  readonly number: number;
  readonly url: string;
}

async function findIssue(
  client: GithubClient,
  { repository, key, author }: IssuePlace,
): Promise<Issue | undefined> {
  const pages = client.paginate.iterator("GET /repos/{owner}/{repo}/issues", {
    ...repository,
    state: "open",
    per_page: 100,
  });
  for await (const { data } of pages) {
    const found = data.find(
      ({ body, user, pull_request: pull }) =>
        pull === undefined && user?.login === author && hasMarker(body, key),
    );
    if (found !== undefined) return { number: found.number, url: found.html_url };
  }
  return undefined;
}

/** Looks for the issue before it asks again: GitHub may have opened it and failed to say so. */
async function createIssue(
  client: GithubClient,
  place: IssuePlace,
  { title, body }: { title: string; body: string },
): Promise<Issue> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { data } = await client.request("POST /repos/{owner}/{repo}/issues", {
        ...place.repository,
        title,
        body,
        request: { retries: 0 },
      });
      return { number: data.number, url: data.html_url };
    } catch (error) {
      if (!(error instanceof RequestError) || error.status < 500 || attempt === 3) throw error;
      const found = await findIssue(client, place);
      if (found !== undefined) return found;
    }
  }
}

async function closeIssue(
  client: GithubClient,
  { repository }: IssuePlace,
  { number }: Issue,
  runUrl: string | undefined,
): Promise<void> {
  const run = runUrl === undefined ? "" : ` [The run](${runUrl}).`;
  // Closed first: a comment that fails leaves no issue open of which nothing is left.
  await client.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
    ...repository,
    issue_number: number,
    state: "closed",
    state_reason: "completed",
  });
  await client.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
    ...repository,
    issue_number: number,
    body: `The drift is gone.${run}`,
  });
}
