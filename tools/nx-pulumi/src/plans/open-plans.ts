import { ProgramClosures } from "../reuse/program-closure.ts";
import type { RunContext } from "../run/run-context.ts";
import type { RunRequest } from "../run/run-stacks.ts";
import { StackError } from "../run/stack-error.ts";
import { PlanStore } from "./plan-store.ts";

/** Where the plans of a run are kept. Throws {@link StackError} where programs cannot be told apart: without Nx's graph. */
export function openPlans(run: RunContext, { graph, stacks }: RunRequest): PlanStore {
  if (graph === undefined) throw new StackError("Plans need Nx's project graph: run them through nx.");
  return new PlanStore(run, new ProgramClosures(graph, run.workspaceRoot, (project) => stacks.has(project)));
}
