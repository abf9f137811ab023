import { existsSync } from "node:fs";
import { isLocal } from "@strata/environment";
import { workspacePaths } from "@strata/engine";
import { Store } from "@strata/aws-local/store";
import type { PreviewContext } from "../run/preview-stack.ts";
import type { RunContext } from "../run/run-context.ts";
import type { RunRequest } from "../run/run-stacks.ts";
import { ProgramClosures } from "./program-closure.ts";
import { ResultReuse } from "./result-reuse.ts";
import { SourceFiles } from "./source-files.ts";
import { StackStates } from "./stack-states.ts";

/** What the previews of a run share: the states they start from, and the earlier results that may stand. */
export function openPreviews(
  run: RunContext,
  { graph, skipReuse = false, stacks }: RunRequest,
): PreviewContext {
  const states = new StackStates(run);
  // An emulator that began empty is not the cloud that an earlier result was of.
  if (graph === undefined || skipReuse || run.startsEmpty) return { states, reuse: undefined };
  const { workspaceRoot } = run;
  const reuse = new ResultReuse({
    run,
    closures: new ProgramClosures(graph, workspaceRoot, (project) => stacks.has(project)),
    files: new SourceFiles(workspaceRoot),
    states,
    cloud: isLocal(run.environment) ? digestOfCloud(workspacePaths(workspaceRoot).cloudStore) : undefined,
  });
  return { states, reuse };
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
