import type { PreTasksExecutionContext } from "@nx/devkit";
import { compileCacheVariables } from "@strata/engine/compile-cache";
import { parseEnvironment } from "@strata/environment/names";
import pc from "picocolors";
import { REQUESTED_ENVIRONMENT, SKIP_REUSE, TERMINAL_COLOR, TERMINAL_COLUMNS } from "../run/run-variables.ts";
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
  if (!process.env["NODE_COMPILE_CACHE"]) {
    // As the programs' preload has it: one cache for all.
    Object.assign(process.env, compileCacheVariables(context.workspaceRoot));
  }
  if (skipsCache(context.argv)) process.env[SKIP_REUSE] = "1";
  if (process.stdout.columns) process.env[TERMINAL_COLUMNS] = String(process.stdout.columns);
  if (pc.isColorSupported) process.env[TERMINAL_COLOR] = "1";
}

/** Nx's own flags and variables for not using its cache (https://nx.dev/docs/reference/nx-commands, environment variables). */
function skipsCache(argv: readonly string[]): boolean {
  const flag = /^--(skip-?nx-?cache|disable-?nx-?cache)(=true)?$/i;
  return (
    argv.some((arg) => flag.test(arg)) ||
    process.env["NX_SKIP_NX_CACHE"] === "true" ||
    process.env["NX_DISABLE_NX_CACHE"] === "true"
  );
}
