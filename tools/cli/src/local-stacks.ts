import { type LocalStack, readPulumiProjectName } from "@strata/nx-pulumi/local";
import { globSync } from "node:fs";
import { dirname, join } from "node:path";

/** The stacks of the workspace that have a local environment. One whose Pulumi.yaml names no project is left to Pulumi. */
export function localStacks(root: string): LocalStack[] {
  return globSync("stacks/*/Pulumi.local.yaml", { cwd: root })
    .sort()
    .flatMap((file) => {
      const directory = join(root, dirname(file));
      const project = readPulumiProjectName(directory);
      return project === undefined ? [] : [{ directory, pulumiProject: project }];
    });
}
