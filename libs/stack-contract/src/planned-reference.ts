import { existsSync, readFileSync } from "node:fs";
import { getStack, type Output, output, RunError, runtime, secret } from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output.js";
import { type PlannedOutput, UNKNOWN_SENTINEL } from "./planned-outputs.ts";
import {
  parsePlannedOutputs,
  pendingPreviewPath,
  PLANNED_OUTPUTS_VARIABLE,
  plannedOutputsPath,
} from "./planned-outputs.ts";

/** How often a program looks whether the preview it waits for has ended, in milliseconds. */
const LOOK_AGAIN_MS = 5;

/** Stands for an output of which the plan says only that it stays as it is deployed. */
export const AS_DEPLOYED = Symbol("as deployed");

/**
 * The outputs that the preview of `project` in the same run has planned, or `undefined` if there is no such
 * preview, or if this is an update: what is applied builds on what is deployed, never on a plan.
 *
 * @throws {RunError} if the file is there but is malformed, or is that of another stack.
 */
export function readPlannedOutputs(
  project: string,
): Map<string, Output<unknown> | typeof AS_DEPLOYED> | undefined {
  const folder = process.env[PLANNED_OUTPUTS_VARIABLE];
  if (!folder || !runtime.isDryRun()) return undefined;
  waitForPreview(pendingPreviewPath(folder, project));
  const file = plannedOutputsPath(folder, project);
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  let plan;
  try {
    plan = parsePlannedOutputs(text);
  } catch (error) {
    throw new RunError(`The planned outputs in ${file} cannot be read: ${(error as Error).message}`);
  }
  if (plan.project !== project || plan.stack !== getStack()) {
    throw new RunError(
      `The planned outputs in ${file} are of ${plan.project}/${plan.stack}; this preview needs ` +
        `${project}/${getStack()}. Preview both in one run, or unset ${PLANNED_OUTPUTS_VARIABLE}.`,
    );
  }
  return new Map(Object.entries(plan.outputs).map(([name, planned]) => [name, toOutput(planned)]));
}

/**
 * Waits for the preview of the upstream, which runs at the same time, so that this program's own start overlaps with
 * it. Blocks the thread: a program can do nothing useful before it has its upstream's outputs, and what it declares
 * before and after keeps its order. The runner that made the file removes it, or ends this process.
 */
function waitForPreview(pending: string): void {
  const cell = new Int32Array(new SharedArrayBuffer(4));
  while (existsSync(pending)) Atomics.wait(cell, 0, 0, LOOK_AGAIN_MS);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new RunError(`The planned outputs in ${file} cannot be read: ${(error as Error).message}`);
  }
}

function toOutput(planned: PlannedOutput): Output<unknown> | typeof AS_DEPLOYED {
  switch (planned.state) {
    case "as deployed":
      return AS_DEPLOYED;
    case "known":
      return output<unknown>(reviveUnknowns(planned.value));
    case "unknown":
      return output<unknown>(unknown);
    case "secret":
      return secret<unknown>(unknown);
  }
}

function reviveUnknowns(value: unknown): unknown {
  if (value === UNKNOWN_SENTINEL) return unknown;
  if (Array.isArray(value)) return value.map(reviveUnknowns);
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, reviveUnknowns(inner)]));
  }
  return value;
}
