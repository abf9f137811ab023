import { addSummary } from "../actions/job-files.ts";
import { readRunContext, type RunContext } from "../actions/run-context.ts";
import { type ClientOptions, githubClient, type GithubClient } from "../api/client.ts";
import { isForbidden } from "../api/explain-failure.ts";
import { GithubError } from "../github-error.ts";
import { commentAuthor } from "./comment-author.ts";
import { commitOf, markOutdated } from "./outdated.ts";
import { type CommentPlace, createComment, editComment, findComment } from "./sticky-comment.ts";

type Variables = Readonly<Record<string, string | undefined>>;

export interface PublishRequest {
  readonly key: string;
  /** The number of the pull request; by default that of the run's event. */
  readonly number?: number | undefined;
  readonly variables: Variables;
  readonly client?: ClientOptions;
}

/** What was done, in a line for the log. */
export type Published = string;

/**
 * Writes the comment of a key, or edits it where there is one. A text that is of another commit than the newest one of
 * the pull request never takes the place of the newest one's, and is marked. Where the token of a
 * fork's run may only read, the text goes into the job's summary.
 *
 * @param render is given the commit and the page of the run; nothing to say (`undefined`) leaves a pull request without a
 *   comment as it is
 * @throws GithubError
 */
export async function publishComment(
  request: PublishRequest,
  render: (run: {
    /** What was pushed. */
    readonly commit: string | undefined;
    /** What is checked out: of a pull request its merge with the base. */
    readonly revision: string | undefined;
    readonly runUrl: string | undefined;
  }) => {
    readonly body: string;
    /** Whether it is only to replace what an earlier run has said. */
    readonly onlyIfThere?: boolean;
  },
): Promise<Published> {
  const { context, place, client } = await open(request);
  const pull = context.event.pullRequest;
  const commit = pull?.headSha ?? context.sha;
  const { body, onlyIfThere = false } = render({ commit, revision: context.sha, runUrl: context.runUrl });
  const fork = pull?.fork === true;
  return orSummary({ body, fork, variables: request.variables }, async () => {
    const newest = pull === undefined ? commit : await newestCommit(client, place);
    const before = await findComment(client, place);
    const outdated = newest !== undefined && commit !== undefined && newest !== commit;
    if (outdated && before !== undefined && commitOf(before.body) === newest)
      return `The comment is of ${newest.slice(0, 7)} already, which is newer than ${commit.slice(0, 7)}: it stays.`;
    const text = outdated ? markOutdated(body, { newest }) : body;
    if (before === undefined) {
      if (onlyIfThere) return "There is no comment, and nothing to say: none was written.";
      const { url } = await createComment(client, place, text);
      return `Commented: ${url}`;
    }
    await editComment(client, place, before, text);
    return `Edited the comment: ${before.url}`;
  });
}

/** Marks the comment of an earlier commit, if there is one. Throws {@link GithubError}. */
export async function markComment(request: PublishRequest): Promise<Published> {
  const { context, place, client } = await open(request);
  const newest = context.event.pullRequest?.headSha ?? context.sha;
  try {
    const before = await findComment(client, place);
    if (before === undefined) return "There is no comment yet.";
    if (newest === undefined || commitOf(before.body) === newest) return "The comment is of this commit.";
    await editComment(client, place, before, markOutdated(before.body, { newest, runUrl: context.runUrl }));
    return `Marked as outdated: ${before.url}`;
  } catch (error) {
    if (isForbidden(error) && context.event.pullRequest?.fork)
      return "A run from a fork may not write comments: nothing was marked.";
    throw error;
  }
}

async function open({ key, number, variables, client: options }: PublishRequest): Promise<{
  context: RunContext;
  place: CommentPlace;
  client: GithubClient;
}> {
  const context = readRunContext(variables);
  const client = githubClient(context, options);
  const found = number ?? context.event.pullRequest?.number;
  if (found === undefined)
    throw new GithubError("No pull request is known: run it in one of its runs, or name it: --pull <number>");
  const author = await commentAuthor(client, context);
  return { context, client, place: { repository: context.repository, number: found, key, author } };
}

/** A push while this run went on makes another commit the newest. */
async function newestCommit(client: GithubClient, { repository, number }: CommentPlace): Promise<string> {
  const { data } = await client.request("GET /repos/{owner}/{repo}/pulls/{pull_number}", {
    ...repository,
    pull_number: number,
  });
  return data.head.sha;
}

/** What a token may not write goes into the summary; only of a fork's is that no failure. */
async function orSummary(
  { body, fork, variables }: { body: string; fork: boolean; variables: Variables },
  write: () => Promise<Published>,
): Promise<Published> {
  try {
    return await write();
  } catch (error) {
    if (!isForbidden(error)) throw error;
    addSummary(body, variables);
    if (!fork) throw error;
    return "A run from a fork may not write comments: what it has to say is in the job's summary.";
  }
}
