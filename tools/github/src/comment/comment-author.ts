import type { RunContext } from "../actions/run-context.ts";
import type { GithubClient } from "../api/client.ts";

/** As whom the token of a job writes (https://docs.github.com/en/actions/concepts/security/github_token). */
const JOBS_LOGIN = "github-actions[bot]";

/** The login under which the token writes comments. Throws `RequestError` for a token that is not valid. */
export async function commentAuthor(
  client: GithubClient,
  { inActions }: Pick<RunContext, "inActions">,
): Promise<string> {
  // The token of a job may not ask who it is.
  if (inActions) return JOBS_LOGIN;
  const { data } = await client.request("GET /user");
  return data.login;
}
