import type { Repository } from "../actions/run-context.ts";
import type { GithubClient } from "../api/client.ts";
import { RequestError } from "../api/explain-failure.ts";
import { hasMarker } from "./marker.ts";

export interface Comment {
  readonly id: number;
  readonly body: string;
  /** Its address for people. */
  readonly url: string;
}

/** Which comment is meant. */
export interface CommentPlace {
  readonly repository: Repository;
  /** The number of the pull request or the issue. */
  readonly number: number;
  readonly key: string;
  /** The login whose comments are ours. Another's comment is never taken for one: they could edit it afterwards. */
  readonly author: string;
}

/** The oldest comment of ours with the key's marker, on whatever page of comments it is. Throws `RequestError`. */
export async function findComment(
  client: GithubClient,
  { repository, number, key, author }: CommentPlace,
): Promise<Comment | undefined> {
  const pages = client.paginate.iterator("GET /repos/{owner}/{repo}/issues/{issue_number}/comments", {
    ...repository,
    issue_number: number,
    per_page: 100,
  });
  for await (const { data } of pages) {
    const found = data.find(({ body, user }) => user?.login === author && hasMarker(body, key));
    if (found !== undefined) return { id: Number(found.id), body: found.body ?? "", url: found.html_url };
  }
  return undefined;
}

/** Replaces the text of a comment. Throws `RequestError`. */
export async function editComment(
  client: GithubClient,
  { repository }: Pick<CommentPlace, "repository">,
  { id }: Pick<Comment, "id">,
  body: string,
): Promise<void> {
  await client.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
    ...repository,
    comment_id: id,
    body,
  });
}

/**
 * Writes a comment that is not there yet. After a failure it is looked for before it is written again: GitHub may have
 * written it and failed to say so. Throws `RequestError`.
 */
export async function createComment(
  client: GithubClient,
  place: CommentPlace,
  body: string,
): Promise<Comment> {
  const { repository, number } = place;
  for (let attempt = 1; ; attempt++) {
    try {
      const { data } = await client.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
        ...repository,
        issue_number: number,
        body,
        request: { retries: 0 },
      });
      return { id: Number(data.id), body, url: data.html_url };
    } catch (error) {
      if (!(error instanceof RequestError) || error.status < 500 || attempt === 3) throw error;
      // The search itself waits where GitHub goes on failing.
      const found = await findComment(client, place);
      if (found !== undefined) return found;
    }
  }
}
