import {
  type ChangeSet,
  type EngineEvent,
  observeChanges,
  plannedOutputs,
  hasChanges,
} from "@strata/change-set";
import { plannedOutputsPath } from "@strata/stack-contract/planned-outputs";
import type { EngineOperation } from "../operations.ts";
import type { StackProject } from "../stacks/stack-project.ts";
import { writeJson } from "./change-set-files.ts";
import { explainFailure } from "./explain-failure.ts";
import { runPulumiOperation } from "./pulumi-process.ts";
import type { RunContext } from "./run-context.ts";

const ARGUMENTS: Readonly<Record<EngineOperation, readonly string[]>> = {
  preview: ["preview"],
  up: ["up", "--yes", "--skip-preview"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

/** How long a stack may work in silence, in milliseconds, before a line says how far it is. */
const HEARTBEAT_MS = 10_000;

/** Runs one operation of the engine on one stack. Never throws for what the engine reports: it is in the change set. */
export async function operateStack(
  operation: EngineOperation,
  stack: StackProject,
  run: RunContext,
  signal: AbortSignal,
): Promise<ChangeSet> {
  const started = Date.now();
  const heartbeat = new Heartbeat(stack.name, operation, run);
  const result = await runPulumiOperation({
    command: run.engine.command,
    args: [
      ...ARGUMENTS[operation],
      ...refreshFirst(operation, run),
      "--stack",
      run.environment,
      "--non-interactive",
      "--color",
      "never",
    ],
    directory: stack.directory,
    env: run.env,
    signal,
    onEvents: (events) => heartbeat.observe(events),
  }).finally(() => heartbeat.stop());

  const observed = observeChanges(result.events);
  const succeeded = result.code === 0;
  if (operation === "preview" && succeeded)
    passOnPlannedOutputs(result.events, hasChanges(observed), stack, run);
  return {
    version: 0,
    stack: stack.name,
    environment: run.environment,
    operation,
    succeeded,
    engine: { version: run.engine.version },
    startedAt: new Date(started).toISOString(),
    durationMs: Date.now() - started,
    ...observed,
    diagnostics: succeeded
      ? observed.diagnostics
      : [
          ...observed.diagnostics,
          ...explainFailure({ stack, run, operation, result, diagnostics: observed.diagnostics }),
        ],
  };
}

/** Where state remembers what an emulator has forgotten, the engine must look before it compares. */
function refreshFirst(operation: EngineOperation, run: RunContext): readonly string[] {
  return run.startsEmpty && operation !== "refresh" ? ["--refresh"] : [];
}

/**
 * Where a preview changes nothing, its deployed outputs stand, and consumers read those, secrets included. Where it
 * changes something, consumers of the same run read what it plans.
 */
function passOnPlannedOutputs(
  events: readonly EngineEvent[],
  changed: boolean,
  stack: StackProject,
  run: RunContext,
): void {
  if (!changed) return;
  const planned = plannedOutputs(events, { project: stack.pulumiProject, stack: run.environment });
  if (planned) writeJson(plannedOutputsPath(run.plannedOutputsFolder, stack.pulumiProject), planned);
}

/** Says how far a long operation is. */
class Heartbeat {
  #resources = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(stack: string, operation: EngineOperation, run: RunContext) {
    const started = Date.now();
    this.#timer = setInterval(() => {
      const seconds = Math.round((Date.now() - started) / 1000);
      run.output.progress(stack, `${operation}: ${this.#resources} resources so far, ${seconds} s`);
    }, HEARTBEAT_MS);
  }

  observe(events: readonly EngineEvent[]): void {
    this.#resources += events.filter((event) => event.resOutputsEvent !== undefined).length;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
