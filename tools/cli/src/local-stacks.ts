import type { LocalStack } from "@strata/nx-pulumi/local";
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";

/** The stacks of the workspace that have a local environment. One whose Pulumi.yaml names no project is left to Pulumi. */
export function localStacks(root: string): LocalStack[] {
  return globSync("stacks/*/Pulumi.local.yaml", { cwd: root })
    .sort()
    .flatMap((file) => {
      const directory = join(root, dirname(file));
      const project = projectName(join(directory, "Pulumi.yaml"));
      return project === undefined ? [] : [{ directory, pulumiProject: project }];
    });
}

function projectName(file: string): string | undefined {
  try {
    const name = (parse(readFileSync(file, "utf8")) as { name?: unknown } | null)?.name;
    return typeof name === "string" ? name : undefined;
  } catch {
    return undefined;
  }
}
