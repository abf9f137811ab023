import type { Environment } from "@strata/environment";
import type { LeasedBackend } from "@strata/state/leased";
import { join } from "node:path";
import type { Operation } from "../operations.ts";
import type { StackProject } from "../stacks/stack-project.ts";
import type { Output } from "./output.ts";

/** What is the same for all stacks of a run. */
export interface RunContext {
  readonly operation: Operation;
  readonly environment: Environment;
  readonly workspaceRoot: string;
  /** Every stack of the workspace, by name. */
  readonly stacks: ReadonlyMap<string, StackProject>;
  /** The Pulumi CLI. */
  readonly engine: { readonly command: string; readonly version: string };
  /** The environment of the CLI, for commands that run no program. */
  readonly env: NodeJS.ProcessEnv;
  /** The environment of the CLI for operations: starts, once, the services that the run's programs need. */
  readonly engineEnv: () => Promise<NodeJS.ProcessEnv>;
  /** What is checked out; `undefined` outside a Git repository. */
  readonly commit: Promise<{ readonly revision: string; readonly dirty: boolean } | undefined>;
  /** The folder of Pulumi's state; only where the environment is local. */
  readonly localBackend: string | undefined;
  /** The Pulumi projects that have a stack of the environment; `undefined` where stacks are made on demand. */
  readonly projectsInBackend: ReadonlySet<string> | undefined;
  /** The leases of the stacks, where the run writes state that others write too. */
  readonly leased: LeasedBackend | undefined;
  /** Whether the cloud of this run began empty, so that what state remembers is gone. */
  readonly startsEmpty: boolean;
  /** The folder through which planned outputs reach the previews of the same run. */
  readonly plannedOutputsFolder: string;
  readonly output: Output;
  /** Aborted when the user interrupts the run. */
  readonly signal: AbortSignal;
}

/** Where a preview of the run writes the engine's plan: a folder that only this user can read, gone with the run. */
export function enginePlanFile(
  { name }: Pick<StackProject, "name">,
  { plannedOutputsFolder }: Pick<RunContext, "plannedOutputsFolder">,
): string {
  return join(plannedOutputsFolder, `${name}.plan`);
}
