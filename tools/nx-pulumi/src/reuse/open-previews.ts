import { existsSync } from "node:fs";
import { isLocal } from "@strata/environment";
import { workspacePaths } from "@strata/engine";
import { Store } from "@strata/aws-local/store";
import type { PreviewContext } from "../run/preview-stack.ts";
import type { RunContext } from "../run/run-context.ts";
import type { RunRequest } from "../run/run-stacks.ts";
import { sharedIngredients } from "./ingredients.ts";
import { ProgramClosures } from "./program-closure.ts";
import { ResultReuse } from "./result-reuse.ts";
import { SourceFiles } from "./source-files.ts";
import { StackStates } from "./stack-states.ts";
import { UpstreamReads } from "./upstream-reads.ts";

/** What the previews of a run share: the states they start from, and the earlier results that may stand. */
export function openPreviews(
  run: RunContext,
  { graph, skipReuse = false, plan = false, stacks }: RunRequest,
): PreviewContext {
  const states = new StackStates(run);
  const reads = new UpstreamReads(states, stacks.values());
  // An emulator that began empty is not the cloud that an earlier result was of.
  // And a plan is never taken from anywhere but its own preview.
  if (graph === undefined || plan || run.startsEmpty) return { states, reads, reuse: undefined };
  const { workspaceRoot } = run;
  const cloud = isLocal(run.environment)
    ? digestOfCloud(workspacePaths(workspaceRoot).cloudStore)
    : undefined;
  const closures = new ProgramClosures(graph, workspaceRoot, (project) => stacks.has(project));
  const files = new SourceFiles(workspaceRoot);
  const sources = { run, closures, files, states, shared: sharedIngredients(run, files, cloud) };
  return { states, reads, reuse: new ResultReuse(sources, reads, { ignoreEarlier: skipReuse }) };
}

/** A digest of all that the embedded AWS holds. */
function digestOfCloud(storePath: string): string {
  if (!existsSync(storePath)) return "";
  const store = new Store(storePath);
  try {
    return store.digest(new Date().toISOString());
  } finally {
    store.close();
  }
}
