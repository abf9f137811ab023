import { readCheckpoint } from "../stacks/checkpoint.ts";

/** What the state of a local stack says of it. */
export type LocalStackState = "missing" | "empty" | "deployed";

/** Reads it from the checkpoint of the stack. A stack without resources has no outputs to read. */
export function localStackState(backend: string, project: string, stack: string): LocalStackState {
  const deployment = readCheckpoint(backend, project, stack);
  if (deployment === undefined) return "missing";
  return (deployment.resources ?? []).length === 0 ? "empty" : "deployed";
}
