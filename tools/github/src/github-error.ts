/** What was asked of GitHub, or of a run of it, cannot be. The message says what, where and what to do. */
export class GithubError extends Error {
  override name = "GithubError";
}
