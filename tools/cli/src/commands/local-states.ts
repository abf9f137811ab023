import { globSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Deployment, readCheckpoint } from "@strata/nx-pulumi/local";
import { CloudError } from "./cloud-resources.ts";

/** The state of one stack in a file backend. */
export interface StackState {
  /** The Pulumi project. */
  project: string;
  stack: string;
  deployment: Deployment;
  /** Whether an update holds the stack's lock, or was killed while it did. */
  locked: boolean;
}

/**
 * Every state in a file backend. Layout: https://www.pulumi.com/docs/iac/concepts/state-and-backends/
 * Throws {@link CloudError} for one that cannot be read: what it knows would seem to be known to nobody.
 */
export function readStates(backend: string): StackState[] {
  const stacks = join(backend, ".pulumi/stacks");
  const compressed = globSync("*/*.json.gz", { cwd: stacks });
  if (compressed.length > 0) {
    throw new CloudError(
      `The state ${compressed.map((file) => join(stacks, file)).join(", ")} is compressed; what it knows cannot be read. ` +
        `Write it anew: unset PULUMI_DIY_BACKEND_GZIP and refresh its stack.`,
    );
  }
  return globSync("*/*.json", { cwd: stacks })
    .sort()
    .flatMap((file): StackState[] => {
      const [project, stack] = [dirname(file), basename(file, ".json")];
      const deployment = readCheckpoint(backend, project, stack);
      if (deployment === undefined) return [];
      const locks = join(backend, ".pulumi/locks/organization", project, stack);
      return [{ project, stack, deployment, locked: globSync("*.json", { cwd: locks }).length > 0 }];
    });
}

/** How Pulumi's own CLI is called on a local stack: it has to know where the workspace keeps its state. */
export function plainPulumi(project: string, command: string): string {
  return `(eval "$(npx strata env local)" && cd stacks/${project} && npx pulumi ${command} --stack local)`;
}
