import type { StackResult } from "@strata/change-set";
import { readStack, readStacks } from "./read-stacks.ts";
import type { RunRequest } from "./run-stacks.ts";

/** Prints the deployed outputs of stacks, as JSON. Secrets stay masked, as in `pulumi stack output`. */
export function printOutputs(request: Omit<RunRequest, "operation">): Promise<StackResult[]> {
  return readStacks(request, "outputs", async (stack, run) => {
    const outputs = await readStack(stack, run, ["output", "--json"]);
    run.output.progress(stack.name, `outputs in ${run.environment}`);
    run.output.lines([outputs.trim()]);
  });
}
