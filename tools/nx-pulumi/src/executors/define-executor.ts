import type { ExecutorContext, TaskGraph } from "@nx/devkit";
import { hasChanges, type StackResult } from "@strata/change-set";
import { type Operation, runsEngine } from "../operations.ts";
import { assertMayChange, environmentOfRun } from "../run/environment-of-run.ts";
import { Interruption } from "../run/interruption.ts";
import { Output } from "../run/output.ts";
import { SKIP_REUSE } from "../run/run-variables.ts";
import { printBindings } from "../run/print-bindings.ts";
import { printOutputs } from "../run/print-outputs.ts";
import { type RunRequest, runStacks } from "../run/run-stacks.ts";
import { readStackProjects } from "../stacks/stack-project.ts";
import type { StackExecutor, StackOptions } from "./executor.ts";
import { assertOptionsFit } from "./options-of-operation.ts";

/**
 * The executor of an operation. Nx hands over all selected stacks at once (`preferBatch`), so one process serves the
 * whole run, and an operation needs no `dependsOn` that would reach stacks nobody selected.
 */
export function defineExecutor(operation: Operation): StackExecutor {
  const run = async (
    selected: readonly string[],
    options: StackOptions,
    context: Pick<ExecutorContext, "projectGraph" | "root">,
  ): Promise<Map<string, StackResult>> => {
    const { environment: configured, yes = false } = options;
    const output = new Output();
    using interruption = new Interruption(output);
    try {
      assertOptionsFit(operation, options);
      const request = {
        environment: assertMayChange(operation, environmentOfRun(configured), yes),
        workspaceRoot: context.root,
        stacks: readStackProjects(context.projectGraph, context.root),
        graph: context.projectGraph,
        earlierLayers: options.earlierLayers,
        plan: options.plan === true,
        skipReuse: process.env[SKIP_REUSE] === "1",
        selected,
        output,
        signal: interruption.signal,
      };
      const results = await runOperation(operation, request, options);
      return new Map(results.map((result) => [result.stack, result]));
    } catch (error) {
      // A mistake of the user has a message of its own; anything else is a defect, and its stack is wanted.
      const known = error instanceof Error && error.name !== "Error" && error.name !== "TypeError";
      output.lines([`error: ${known ? error.message : String((error as Error).stack ?? error)}`]);
      return new Map();
    }
  };

  return {
    single: async (options, context) => {
      const name = context.projectName ?? "";
      const results = await run([name], options, context);
      return { success: isSuccess(results.get(name), options) };
    },
    batch: async (taskGraph: TaskGraph, inputs, _overrides, context) => {
      const tasks = Object.values(taskGraph.tasks);
      const environment = tasks
        .map((task) => inputs[task.id]?.environment)
        .find((name) => name !== undefined);
      const yes = tasks.every((task) => inputs[task.id]?.yes === true);
      const { from, json, plan, earlierLayers, failOnDrift } = inputs[tasks[0]?.id ?? ""] ?? {};
      const options = { ...given({ environment, from, json, plan, earlierLayers, failOnDrift }), yes };
      const results = await run(
        tasks.map((task) => task.target.project),
        options,
        context,
      );
      return Object.fromEntries(
        tasks.map((task) => {
          const success = isSuccess(results.get(task.target.project), options);
          return [task.id, { success, terminalOutput: "" }];
        }),
      );
    },
  };
}

/** Whether Nx is told that a stack's task succeeded: with --failOnDrift one that has drifted did not. */
export function isSuccess(result: StackResult | undefined, { failOnDrift }: StackOptions): boolean {
  if (result?.outcome !== "succeeded") return false;
  return failOnDrift !== true || result.changeSet === undefined || !hasChanges(result.changeSet);
}

function runOperation(
  operation: Operation,
  request: Omit<RunRequest, "operation">,
  options: StackOptions,
): Promise<StackResult[]> {
  if (runsEngine(operation)) return runStacks({ ...request, operation });
  return operation === "outputs" ? printOutputs(request) : printBindings(request, options);
}

/** Without what is `undefined`: an option that was not given is not there. */
function given(options: { [Key in keyof StackOptions]: StackOptions[Key] | undefined }): StackOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
