import type { ExecutorContext, TaskGraphExecutor } from "@nx/devkit";
import { compileCacheFolder } from "@strata/engine/compile-cache";
import { enableCompileCache, flushCompileCache } from "node:module";
import type { Operation } from "../operations.ts";

/** The options of every target of a stack. */
export interface StackOptions {
  /** Set by Nx's configuration. */
  readonly environment?: string;
  /** Given on the command line: changes a shared environment without asking. */
  readonly yes?: boolean;
  /** Of preview: the folder with the change sets that other machines made in the same run. */
  readonly earlierLayers?: string;
  /** Of preview: stores a plan for each stack. Of up: applies the plans, and nothing else. */
  readonly plan?: boolean;
  /** Of drift: fails where something has drifted. By default it only reports it. */
  readonly failOnDrift?: boolean;
  /** Of bindings: what to read. By default the state, else the change set. */
  readonly from?: "state" | "change-set";
  /** Of bindings: for machines. */
  readonly json?: boolean;
}

/** An executor as Nx wants it: `single` for one task, `batch` for all selected tasks at once. */
export interface StackExecutor {
  readonly single: (options: StackOptions, context: ExecutorContext) => Promise<{ success: boolean }>;
  readonly batch: TaskGraphExecutor<StackOptions>;
}

/**
 * The executor of an operation, loaded when it runs: by then the workspace's compile cache is on, which saves each run
 * a third of a second of compiling (https://nodejs.org/api/module.html#module-compile-cache).
 */
export function executor(operation: Operation): StackExecutor {
  const load = async (root: string): Promise<StackExecutor> => {
    enableCompileCache({ directory: compileCacheFolder(root), portable: true });
    const { defineExecutor } = await import("./define-executor.ts");
    return defineExecutor(operation);
  };
  // Nx ends the process of a batch with a signal, at which Node.js would keep nothing of what it has compiled.
  const keeping = async <T>(result: Promise<T>): Promise<T> => {
    try {
      return await result;
    } finally {
      flushCompileCache();
    }
  };
  return {
    single: async (options, context) => keeping((await load(context.root)).single(options, context)),
    batch: async (taskGraph, options, overrides, context) =>
      keeping(Promise.resolve((await load(context.root)).batch(taskGraph, options, overrides, context))),
  };
}
