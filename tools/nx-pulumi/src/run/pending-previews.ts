import { pendingPreviewPath } from "@strata/stack-contract/planned-outputs";
import { rmSync, writeFileSync } from "node:fs";
import type { RunContext } from "./run-context.ts";

/** Tells the programs of this run that the stack is being previewed, so that they wait for what it plans. */
export function markPending(stack: string, run: RunContext): void {
  writeFileSync(pathOf(stack, run), "");
}

/** Tells them that its planned outputs are written, or that what is deployed stands. */
export function unmarkPending(stack: string, run: RunContext): void {
  rmSync(pathOf(stack, run), { force: true });
}

function pathOf(stack: string, run: RunContext): string {
  return pendingPreviewPath(run.plannedOutputsFolder, run.stacks.get(stack)?.pulumiProject ?? stack);
}
