import {
  type Binding,
  bindingsOf,
  type BoundResource,
  type ChangeSet,
  parseChangeSet,
  renderBindings,
  type StackResult,
} from "@strata/change-set";
import { readFileSync } from "node:fs";
import type { StackProject } from "../stacks/stack-project.ts";
import { changeSetPath } from "./change-set-files.ts";
import { configurationFlag } from "./configuration-flag.ts";
import { readStack, readStacks } from "./read-stacks.ts";
import type { RunContext } from "./run-context.ts";
import type { RunRequest } from "./run-stacks.ts";
import { StackError } from "./stack-error.ts";

export interface BindingsOptions {
  /** What to read. By default the state, and the change set of a stack that is not deployed. */
  readonly from?: "state" | "change-set";
  readonly json?: boolean;
}

/** Prints which account and region every resource of the stacks is bound to; a stack with one bound nowhere fails. */
export function printBindings(
  request: Omit<RunRequest, "operation">,
  { from, json = false }: BindingsOptions,
): Promise<StackResult[]> {
  return readStacks(request, "bindings", async (stack, run) => {
    const { source, bindings } = await readBindings(stack, run, from);
    if (json) {
      run.output.lines([
        JSON.stringify({ stack: stack.name, environment: run.environment, source, bindings }),
      ]);
    } else {
      run.output.lines([`${stack.name}  bindings in ${run.environment}, from its ${source}`]);
      run.output.lines(renderBindings(bindings));
    }
    const unbound = bindings.filter(({ problem }) => problem !== undefined).length;
    if (unbound === 0) return;
    throw new StackError(
      `${unbound} of ${bindings.length} resources are bound nowhere. Give each an explicit provider: ` +
        `{ provider: providers.at(account, region) }`,
    );
  });
}

async function readBindings(
  stack: StackProject,
  run: RunContext,
  from: BindingsOptions["from"],
): Promise<{ source: string; bindings: readonly Binding[] }> {
  const deployed = from === "change-set" ? [] : await readState(stack, run, from === "state");
  if (deployed.length > 0) return { source: "state", bindings: bindingsOf(deployed) };
  const changeSet = from === "state" ? undefined : readChangeSet(stack, run);
  if (changeSet !== undefined)
    return { source: `change set (${changeSet.operation})`, bindings: changeSet.bindings };
  const configuration = configurationFlag(run.environment);
  throw new StackError(
    from === "state"
      ? `It is not deployed in "${run.environment}". Deploy it: npx nx run ${stack.name}:up${configuration}`
      : `It is not deployed in "${run.environment}", and there is no change set of it in ` +
          `${changeSetPath(run.workspaceRoot, run.environment, stack.name)}. ` +
          `Make one: npx nx run ${stack.name}:preview${configuration}`,
  );
}

/** The resources of the stack's state; none if it has no state. Throws {@link StackError} if it must have one. */
async function readState(stack: StackProject, run: RunContext, required: boolean): Promise<BoundResource[]> {
  let text: string;
  try {
    text = await readStack(stack, run, ["export"]);
  } catch (error) {
    if (!(error instanceof StackError) || required || !/no stack named/.test(error.message)) throw error;
    return [];
  }
  const { deployment } = JSON.parse(text) as { deployment: { resources?: BoundResource[] } | null };
  return deployment?.resources ?? [];
}

function readChangeSet(stack: StackProject, run: RunContext): ChangeSet | undefined {
  const file = changeSetPath(run.workspaceRoot, run.environment, stack.name);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    return parseChangeSet(text);
  } catch (error) {
    const again = `npx nx run ${stack.name}:preview${configurationFlag(run.environment)}`;
    throw new StackError(`${file} is no change set: ${(error as Error).message}. Make it anew: ${again}`);
  }
}
