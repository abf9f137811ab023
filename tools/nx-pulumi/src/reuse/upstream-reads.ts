import type { PlannedOutputs } from "@strata/stack-contract/planned-outputs";
import type { StackProject } from "../stacks/stack-project.ts";
import { readKey } from "./reasons.ts";
import type { StackStates } from "./stack-states.ts";
import { isUnknownRead, readDigest, type UpstreamOutputs } from "./upstream-outputs.ts";

/** What the previews of a run read of other stacks: what those plan in the same run, else what is deployed. */
export class UpstreamReads {
  readonly #states: StackStates;
  readonly #byProject: ReadonlyMap<string, StackProject>;
  readonly #planned = new Map<string, PlannedOutputs["outputs"]>();

  constructor(states: StackStates, stacks: Iterable<StackProject>) {
    this.#states = states;
    this.#byProject = new Map([...stacks].map((stack) => [stack.pulumiProject, stack]));
  }

  /** What the preview of a project in this run plans. Call it before what reads it is looked at. */
  notePlanned(project: string, outputs: PlannedOutputs["outputs"]): void {
    this.#planned.set(project, outputs);
  }

  /** A digest of what is there, for each path: the project, then the output and the way into its value. */
  async digests(paths: readonly (readonly string[])[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const path of paths) {
      const [upstream, rest] = await this.#upstreamOf(path);
      found.set(readKey(path), readDigest(upstream, rest));
    }
    return found;
  }

  /** Those of the paths at which a preview does not know what an update will read. */
  async unknownAmong(paths: readonly (readonly string[])[]): Promise<(readonly string[])[]> {
    const found: (readonly string[])[] = [];
    for (const path of paths) {
      const [upstream, rest] = await this.#upstreamOf(path);
      if (rest.length > 0 && isUnknownRead(upstream, rest)) found.push(path);
    }
    return found;
  }

  async #upstreamOf([project = "", ...rest]: readonly string[]): Promise<[UpstreamOutputs, string[]]> {
    const stack = this.#byProject.get(project);
    const deployed = stack === undefined ? undefined : (await this.#states.of(stack)).outputs;
    return [{ planned: this.#planned.get(project), deployed }, rest];
  }
}
