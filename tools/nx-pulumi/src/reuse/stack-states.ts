import { readStack } from "../run/read-stacks.ts";
import type { RunContext } from "../run/run-context.ts";
import { StackError } from "../run/stack-error.ts";
import { type Deployment, readCheckpoint, stackOutputs } from "../stacks/checkpoint.ts";
import type { StackProject } from "../stacks/stack-project.ts";
import { digestOf } from "./digest.ts";

/** What is deployed of a stack. */
export interface StackState {
  /** A digest of its resources; `undefined` where there are none. */
  readonly version: string | undefined;
  /** Its outputs, secrets encrypted; `undefined` where it is not deployed. */
  readonly outputs: Readonly<Record<string, unknown>> | undefined;
  /** The URNs of the resources that the engine refuses to delete. */
  readonly protectedUrns: readonly string[];
}

/** Reads the states of stacks, each once in a run: a preview changes none. */
export class StackStates {
  readonly #run: RunContext;
  readonly #states = new Map<string, Promise<StackState>>();

  constructor(run: RunContext) {
    this.#run = run;
  }

  /** Throws {@link StackError} where the backend cannot be read. */
  of(stack: StackProject): Promise<StackState> {
    let state = this.#states.get(stack.name);
    if (state === undefined) this.#states.set(stack.name, (state = this.#read(stack)));
    return state;
  }

  async #read(stack: StackProject): Promise<StackState> {
    const { localBackend, environment } = this.#run;
    const deployment =
      localBackend === undefined
        ? await this.#export(stack)
        : readCheckpoint(localBackend, stack.pulumiProject, environment);
    const { resources = [], pending_operations: pending = [] } = deployment ?? {};
    const isThere = resources.length > 0 || pending.length > 0;
    return {
      version: isThere ? digestOf(JSON.stringify([resources, pending])) : undefined,
      outputs: deployment && stackOutputs(deployment),
      protectedUrns: resources.filter(({ protect }) => protect === true).map(({ urn }) => urn),
    };
  }

  async #export(stack: StackProject): Promise<Deployment | undefined> {
    if (this.#run.projectsInBackend?.has(stack.pulumiProject) === false) return undefined;
    const text = await readStack(stack, this.#run, ["export"]).catch((error: Error) => {
      throw new StackError(`The state of ${stack.name} could not be read: ${error.message}`);
    });
    return (JSON.parse(text) as { deployment?: Deployment }).deployment;
  }
}
