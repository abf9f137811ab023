import type { ChangeSet } from "@strata/change-set";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** `dist/change-sets/<environment>/<stack>.json`, a declared output that CI keeps as an artifact. */
export function changeSetPath(workspaceRoot: string, environment: string, stack: string): string {
  return join(workspaceRoot, "dist", "change-sets", environment, `${stack}.json`);
}

/** `dist/outputs/<environment>/<stack>.json`: what a preview plans the stack's outputs to be, and nothing else. */
export function plannedOutputsFile(workspaceRoot: string, environment: string, stack: string): string {
  return join(workspaceRoot, "dist", "outputs", environment, `${stack}.json`);
}

export function writeChangeSet(workspaceRoot: string, changeSet: ChangeSet): void {
  writeJson(changeSetPath(workspaceRoot, changeSet.environment, changeSet.stack), changeSet);
}

/** A change set of an earlier run says nothing about this one. */
export function removeChangeSet(workspaceRoot: string, environment: string, stack: string): void {
  rmSync(changeSetPath(workspaceRoot, environment, stack), { force: true });
  rmSync(plannedOutputsFile(workspaceRoot, environment, stack), { force: true });
}

/** Writes the whole file or nothing: others read it while runs go on. */
export function writeJson(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.${process.pid}.partial`;
  writeFileSync(partial, `${JSON.stringify(value, undefined, 2)}\n`);
  renameSync(partial, path);
}
