/** `owner/name` of a repository of GitHub; the groups are the two. */
export const GITHUB_REPOSITORY = /^([A-Za-z0-9][\w-]{0,38})\/([\w.-]{1,100})$/;

/**
 * The page of the CI run that these variables are of; `undefined` outside of one, or if they are no address
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/variables,
 * https://docs.gitlab.com/ci/variables/predefined_variables/).
 */
export function runUrlOf(variables: Readonly<NodeJS.ProcessEnv>): string | undefined {
  const { GITHUB_SERVER_URL: server = "", GITHUB_REPOSITORY: name = "", GITHUB_RUN_ID: run = "" } = variables;
  if (isWebUrl(server) && GITHUB_REPOSITORY.test(name) && /^\d+$/.test(run))
    return `${server}/${name}/actions/runs/${run}`;
  const { CI_JOB_URL: job = "" } = variables;
  return isWebUrl(job) ? job : undefined;
}

/** Whether a text is an address that a browser opens. */
export function isWebUrl(text: string): boolean {
  return URL.canParse(text) && ["https:", "http:"].includes(new URL(text).protocol);
}
