import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What the state of a local stack says of it. */
export type LocalStackState = "missing" | "empty" | "deployed";

/**
 * Reads a checkpoint of Pulumi's file backend: `<backend>/.pulumi/stacks/<project>/<stack>.json`
 * (https://www.pulumi.com/docs/iac/concepts/state-and-backends/). A stack without resources has no outputs to read.
 */
export function localStackState(backend: string, project: string, stack: string): LocalStackState {
  const resources = checkpointResources(backend, project, stack);
  if (resources === undefined) return "missing";
  return resources.length === 0 ? "empty" : "deployed";
}

function checkpointResources(
  backend: string,
  project: string,
  stack: string,
): readonly unknown[] | undefined {
  let text: string;
  try {
    text = readFileSync(join(backend, ".pulumi", "stacks", project, `${stack}.json`), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const document = JSON.parse(text) as { checkpoint?: { latest?: { resources?: unknown[] } | null } };
  return document.checkpoint?.latest?.resources ?? [];
}
