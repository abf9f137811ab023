import type { PreTasksExecutionContext } from "@nx/devkit";
import { parseEnvironment } from "@strata/environment/names";
import { join } from "node:path";
import pc from "picocolors";
import { REQUESTED_ENVIRONMENT, TERMINAL_COLOR, TERMINAL_COLUMNS } from "../run/run-variables.ts";
import { requestedEnvironment } from "./requested-environment.ts";

/**
 * Runs in the Nx process before any task: checks the environment asked for, and hands it and the kind of terminal to
 * the executors, which see neither.
 */
export function preTasksExecution(_options: unknown, context: PreTasksExecutionContext): void {
  const { operations, environment } = requestedEnvironment(context.argv.slice(2));
  if (operations.length === 0) return;
  process.env[REQUESTED_ENVIRONMENT] = parseEnvironment(environment ?? "local");
  // Saves the executor's process, and the programs, a third of a second of compiling each.
  process.env["NODE_COMPILE_CACHE"] ??= join(context.workspaceRoot, ".strata", "node-compile-cache");
  if (process.stdout.columns) process.env[TERMINAL_COLUMNS] = String(process.stdout.columns);
  if (pc.isColorSupported) process.env[TERMINAL_COLOR] = "1";
}
