import type { RunContext } from "../actions/run-context.ts";
import { type ClientOptions, githubClient } from "../api/client.ts";
import { isAncestor } from "./git.ts";

export interface LastAppliedRequest {
  readonly context: RunContext;
  /** The file of the workflow that applies, such as `apply.yml`. */
  readonly workflow: string;
  readonly workspaceRoot: string;
  readonly client?: ClientOptions;
}

/**
 * The commit of the newest run of a workflow that applied all it had to; `undefined` where there was none, or where it is
 * no ancestor of what is checked out. A run that failed, or that a newer one took the place of while it waited, applied
 * too little: what it was to apply is still to be applied. Throws `RequestError`.
 */
export async function lastApplied({
  context,
  workflow,
  workspaceRoot,
  client: options,
}: LastAppliedRequest): Promise<string | undefined> {
  const client = githubClient(context, options);
  const { data } = await client.request("GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs", {
    ...context.repository,
    workflow_id: workflow,
    branch: context.event.defaultBranch ?? "main",
    status: "success",
    exclude_pull_requests: true,
    per_page: 20,
  });
  // Newest first.
  const runs = data.workflow_runs.filter(({ event }) => event === "push" || event === "workflow_dispatch");
  return runs.map(({ head_sha: commit }) => commit).find((commit) => isAncestor(commit, workspaceRoot));
}
