import { assertEngineAllowed, ensureEngine, workspacePaths } from "@strata/engine";
import { isLocal } from "@strata/environment";
import { PLANNED_OUTPUTS_VARIABLE } from "@strata/stack-contract/planned-outputs";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localVariables } from "../local/local-variables.ts";
import { type RunContext } from "./run-context.ts";
import { type RunRequest } from "./run-stacks.ts";

/** Provides the engine and, for `local`, everything it talks to. Close it when the run is over. */
export async function openRun(request: RunRequest): Promise<{ run: RunContext; close: () => Promise<void> }> {
  const { workspaceRoot, environment, operation, stacks, output, signal } = request;
  const engine = await ensureEngine({ root: workspaceRoot, signal });
  assertEngineAllowed(engine, environment);
  const plannedOutputsFolder = mkdtempSync(join(tmpdir(), "strata-planned-"));
  const common: NodeJS.ProcessEnv = {
    ...process.env,
    ...engine.env,
    // Nx sets it for its own processes. Output is coloured here, once, or not at all.
    FORCE_COLOR: undefined,
    [PLANNED_OUTPUTS_VARIABLE]: plannedOutputsFolder,
  };
  const run: RunContext = {
    operation,
    environment,
    workspaceRoot,
    stacks,
    engine,
    env: common,
    localBackend: undefined,
    plannedOutputsFolder,
    output,
    signal,
  };
  const removeFolder = (): void => rmSync(plannedOutputsFolder, { recursive: true, force: true });
  if (!isLocal(environment)) return { run, close: () => Promise.resolve(removeFolder()) };

  const paths = workspacePaths(workspaceRoot);
  mkdirSync(paths.backend, { recursive: true });
  const local = { ...common, ...localVariables(paths) };
  // Loaded here, since no other environment needs it.
  const { startLocalServices } = await import("./local-services.ts");
  const services = await startLocalServices({ storePath: paths.cloudStore, programEnv: local });
  return {
    run: { ...run, env: { ...local, ...services.env }, localBackend: paths.backend },
    close: async () => {
      await services.close();
      removeFolder();
    },
  };
}
