import {
  type ChangeSet,
  type ChangeSetDiagnostic,
  changedOutputs,
  hasChanges,
  observeChanges,
  plannedOutputs,
  referencedProjects,
  withHiddenChanges,
} from "@strata/change-set";
import { isLocal } from "@strata/environment";
import { readFileSync } from "node:fs";
import type { EngineOperation } from "../operations.ts";
import { type Observations, readObservations } from "../reuse/observations.ts";
import type { StackProject } from "../stacks/stack-project.ts";
import { explainFailure } from "./explain-failure.ts";
import { Heartbeat } from "./heartbeat.ts";
import type { HeldLease } from "@strata/state/leased";
import { afterOthers } from "../lease/after-others.ts";
import { type PulumiCommand, runPulumiOperation } from "./pulumi-process.ts";
import type { RunContext } from "./run-context.ts";
import { undeclaredReads } from "./undeclared-reads.ts";

const ARGUMENTS: Readonly<Record<EngineOperation, readonly string[]>> = {
  preview: ["preview"],
  up: ["up", "--yes", "--skip-preview"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  drift: ["refresh", "--preview-only", "--expect-no-changes"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

/** The exit code of --expect-no-changes where there are some (https://www.pulumi.com/docs/iac/cli/exit-codes/). */
const CHANGES_FOUND = 7;

/** How one operation of the engine is run on one stack. */
export interface StackOperation {
  readonly operation: EngineOperation;
  /** Why it runs at all. */
  readonly reasons?: readonly string[];
  /** A digest of the state that it starts from. */
  readonly stateVersion?: string | undefined;
  /** Of a preview: where to write the engine's plan. Of an update: the plan that constrains it. */
  readonly planFile?: string | undefined;
  /** What it runs under, where it writes a state that others write too. */
  readonly lease?: HeldLease | undefined;
  readonly signal: AbortSignal;
}

/** What came of it: never an exception for what the engine reports, which is in the change set. */
export interface OperationResult {
  readonly changeSet: ChangeSet;
  readonly observations: Observations;
}

/** Runs one operation of the engine on one stack. */
export async function operateStack(
  stack: StackProject,
  run: RunContext,
  request: StackOperation,
): Promise<OperationResult> {
  const { operation, planFile, lease, signal } = request;
  const env = { ...(await run.engineEnv()), ...lease?.variables };
  const started = Date.now();
  const heartbeat = new Heartbeat(stack.name, operation, run);
  const command: PulumiCommand = {
    command: run.engine.command,
    args: [
      ...ARGUMENTS[operation],
      ...refreshFirst(operation, run),
      ...(planFile === undefined ? [] : [operation === "preview" ? "--save-plan" : "--plan", planFile]),
      "--stack",
      run.environment,
      "--non-interactive",
      "--color",
      "never",
    ],
    directory: stack.directory,
    env,
    signal,
    terminate: lease?.expired,
    onStart: lease?.noteProcess,
    onEvents: (events) => heartbeat.observe(events),
  };
  const result = await afterOthers(() => runPulumiOperation(command), lease).finally(() => heartbeat.stop());

  const { events } = result;
  const observed = observeChanges(events);
  const noted = readObservations(run.plannedOutputsFolder, stack.pulumiProject);
  const upstreams = new Set([
    ...(noted?.reads ?? []).map(([project = ""]) => project),
    ...referencedProjects(events),
  ]);
  const undeclared = operation === "preview" ? undeclaredReads(upstreams, stack, run) : [];
  const completed = result.code === 0 || (operation === "drift" && result.code === CHANGES_FOUND);
  const succeeded = completed && undeclared.length === 0;
  const explained: ChangeSetDiagnostic[] = completed
    ? []
    : explainFailure({ stack, run, operation, result, diagnostics: observed.diagnostics });
  const changed =
    operation === "preview" && succeeded && planFile !== undefined
      ? changedOutputs(readFileSync(planFile, "utf8"))
      : undefined;
  const outputs = withHiddenChanges(observed.outputs, events, changed);
  const planned =
    operation === "preview" && succeeded
      ? plannedOutputs(events, {
          project: stack.pulumiProject,
          stack: run.environment,
          changed: changed ?? (hasChanges({ ...observed, outputs }) ? undefined : new Set()),
        })
      : undefined;
  const commit = await run.commit;
  const changeSet: ChangeSet = {
    version: 1,
    stack: stack.name,
    project: stack.pulumiProject,
    environment: run.environment,
    operation,
    succeeded,
    ...(commit === undefined ? {} : { commit }),
    engine: { version: run.engine.version },
    ...(request.stateVersion === undefined ? {} : { stateVersion: request.stateVersion }),
    startedAt: new Date(started).toISOString(),
    durationMs: Date.now() - started,
    reasons: [...(request.reasons ?? [])],
    ...observed,
    outputs,
    ...(planned === undefined ? {} : { plannedOutputs: planned.outputs }),
    upstreams: [...upstreams].sort(),
    untestedTypes: isLocal(run.environment) ? await untestedAmong(observed) : [],
    diagnostics: [...observed.diagnostics, ...undeclared, ...explained],
  };
  return { changeSet, observations: noted ?? { reads: [], functions: [] } };
}

/** Where state remembers what an emulator has forgotten, the engine must look before it compares. */
function refreshFirst(operation: EngineOperation, run: RunContext): readonly string[] {
  return run.startsEmpty && operation !== "refresh" && operation !== "drift" ? ["--refresh"] : [];
}

async function untestedAmong({ bindings, resources }: Pick<ChangeSet, "bindings" | "resources">) {
  // Loaded here: it has been for the embedded AWS, and runs that need neither are spared it.
  const { isTestedType } = await import("@strata/aws-local");
  const types = new Set([...bindings, ...resources].map(({ type }) => type));
  return [...types].filter((type) => type.startsWith("aws:") && !isTestedType(type)).sort();
}
