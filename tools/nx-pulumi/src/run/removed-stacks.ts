import { PROJECT as BOOTSTRAP } from "@strata/state/bootstrap-project";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { localStackState } from "../local/local-stack-state.ts";
import { configurationFlag } from "./configuration-flag.ts";
import type { RunContext } from "./run-context.ts";

/**
 * A line for each stack that is deployed in the environment and that the workspace does not have any more, with how to
 * destroy it: with its last program, from Git's history.
 */
export function removedStacks(run: RunContext): string[] {
  const { environment } = run;
  // The bucket of the state itself is a stack of no folder, and the last thing to destroy.
  const here = new Set([BOOTSTRAP, ...[...run.stacks.values()].map(({ pulumiProject }) => pulumiProject)]);
  return [...projectsOf(run)]
    .filter((project) => !here.has(project) && isDeployed(project, run))
    .sort()
    .map((project) => {
      const commit = `$(git rev-list -n1 HEAD -- stacks/${project}/Pulumi.yaml)^`;
      return (
        `${project} is deployed in "${environment}", and this workspace has no such stack. Destroy it with the program it ` +
        `had: git restore --source="${commit}" stacks/${project} && npm install && ` +
        `npx nx run ${project}:destroy${configurationFlag(environment)} && rm -r stacks/${project}`
      );
    });
}

/** The projects that have a state. */
function projectsOf({ localBackend, projectsInBackend }: RunContext): Iterable<string> {
  if (localBackend === undefined) return projectsInBackend ?? [];
  return folders(join(localBackend, ".pulumi", "stacks"));
}

/** A shared backend is taken at its word; a local state is read. */
function isDeployed(project: string, { localBackend, environment }: RunContext): boolean {
  return localBackend === undefined || localStackState(localBackend, project, environment) === "deployed";
}

function folders(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return []; // Nothing was ever deployed.
  }
}
