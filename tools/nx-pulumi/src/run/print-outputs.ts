import type { StackResult } from "@strata/change-set";
import { openRun } from "./open-run.ts";
import { runPulumi } from "./pulumi-process.ts";
import type { RunRequest } from "./run-stacks.ts";
import { assertHasEnvironment } from "./environment-of-run.ts";
import { StackError } from "./stack-error.ts";

/** Prints the deployed outputs of stacks, as JSON. Secrets stay masked, as in `pulumi stack output`. */
export async function printOutputs(request: Omit<RunRequest, "operation">): Promise<StackResult[]> {
  const { run, close } = await openRun({ ...request, operation: "preview" });
  try {
    const results: StackResult[] = [];
    for (const name of request.selected) {
      const stack = request.stacks.get(name);
      if (stack === undefined) continue;
      try {
        assertHasEnvironment(stack, run.environment, "outputs");
        const { code, stdout, stderr } = await runPulumi({
          command: run.engine.command,
          args: [
            "stack",
            "output",
            "--json",
            "--stack",
            run.environment,
            "--non-interactive",
            "--color",
            "never",
          ],
          directory: stack.directory,
          env: run.env,
          signal: run.signal,
        });
        if (code !== 0) throw new StackError(stderr.trim() || stdout.trim());
        run.output.progress(name, `outputs in ${run.environment}`);
        run.output.lines([stdout.trim()]);
        results.push({ stack: name, outcome: "succeeded" });
      } catch (error) {
        if (!(error instanceof StackError)) throw error;
        run.output.lines([`${name}  outputs failed`, `  error: ${error.message}`]);
        results.push({ stack: name, outcome: "failed", note: error.message });
      }
    }
    return results;
  } finally {
    await close();
  }
}
