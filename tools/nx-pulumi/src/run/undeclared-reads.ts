import type { ChangeSetDiagnostic } from "@strata/change-set";
import type { StackProject } from "../stacks/stack-project.ts";
import type { RunContext } from "./run-context.ts";

/**
 * An error for each project that a program read without importing its contract: Nx knows of no edge, so that the order
 * of a run, and what a change affects, would be wrong.
 */
export function undeclaredReads(
  read: ReadonlySet<string>,
  stack: StackProject,
  run: Pick<RunContext, "stacks">,
): ChangeSetDiagnostic[] {
  const declared = new Set(stack.upstreams.map((name) => run.stacks.get(name)?.pulumiProject ?? name));
  return [...read]
    .filter((project) => !declared.has(project))
    .map((project) => ({
      severity: "error" as const,
      message:
        `${stack.name} reads the outputs of ${project}, and Nx knows of no dependency on it, so that ${project} is not ` +
        `previewed and applied first. Read it by its contract instead of a StackReference of your own:\n` +
        `import contract from "@strata/${project}/contract"; const upstream = reference(contract);`,
    }));
}
