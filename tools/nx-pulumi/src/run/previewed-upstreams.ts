import type { RunContext } from "./run-context.ts";
import { localStackState } from "../local/local-stack-state.ts";

/**
 * The stacks that a preview of the selected ones must preview too, though nobody selected them: upstreams that are
 * not deployed, so that there is nothing else to read. Each with the reason. In a shared environment none is added.
 */
export function previewedUpstreams(
  selected: readonly string[],
  run: Pick<RunContext, "stacks" | "localBackend" | "environment">,
  previewedElsewhere: ReadonlySet<string> = new Set(),
): Map<string, string> {
  const { localBackend } = run;
  const added = new Map<string, string>();
  if (localBackend === undefined) return added;
  const visit = (name: string): void => {
    for (const upstream of run.stacks.get(name)?.upstreams ?? []) {
      const stack = run.stacks.get(upstream);
      if (stack === undefined || selected.includes(upstream) || added.has(upstream)) continue;
      if (previewedElsewhere.has(upstream)) continue;
      if (localStackState(localBackend, stack.pulumiProject, run.environment) === "deployed") continue;
      added.set(upstream, `not selected; ${name} reads it, and it is not deployed`);
      visit(upstream);
    }
  };
  for (const name of selected) visit(name);
  return added;
}
