import { assertEngineAllowed, ensureEngine, workspacePaths } from "@strata/engine";
import { type EnvironmentDefinition, environmentDefinition, isLocal } from "@strata/environment";
import { LEASE_VARIABLE } from "@strata/state/lease-variable";
import type { LeasedBackend } from "@strata/state/leased";
import { PLANNED_OUTPUTS_VARIABLE } from "@strata/stack-contract/planned-outputs";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectsInBackend } from "../backend/backend-stacks.ts";
import { selectBackend } from "../backend/backend-variables.ts";
import { assertSessions } from "../credentials/assert-sessions.ts";
import { localHome } from "../local/local-home.ts";
import { localVariables } from "../local/local-variables.ts";
import { onlyReads } from "../operations.ts";
import { checkedOut } from "./commit.ts";
import type { LocalServices } from "./local-services.ts";
import { DEBUG_MESSAGES } from "./run-variables.ts";
import type { RunContext } from "./run-context.ts";
import type { RunRequest } from "./run-stacks.ts";

/** A run that has begun, and how to end it. */
export interface OpenedRun {
  readonly run: RunContext;
  readonly close: () => Promise<void>;
}

/**
 * Provides the engine and everything it talks to. Close it when the run is over.
 *
 * @param runsPrograms whether programs run, for which the services of the environment are started
 */
export async function openRun(
  request: RunRequest,
  { runsPrograms = false }: { runsPrograms?: boolean } = {},
): Promise<OpenedRun> {
  // A catalogue that is not valid stops the run here, with all that is wrong, and not each stack apart.
  const definition = environmentDefinition(request.environment);
  return isLocal(definition.name)
    ? openLocal(request, runsPrograms)
    : openInBackend(request, definition, runsPrograms);
}

/** A run on the embedded AWS. It has the backend of the workspace whatever the user's variables say. */
async function openLocal(request: RunRequest, runsPrograms: boolean): Promise<OpenedRun> {
  const { run, removeFolder } = await openCommon(request);
  const paths = workspacePaths(request.workspaceRoot);
  mkdirSync(paths.backend, { recursive: true });
  const home = localHome(paths);
  const env = { ...run.env, ...localVariables(paths), PULUMI_HOME: home };
  if (!runsPrograms) {
    return {
      run: { ...run, env, engineEnv: () => Promise.resolve(env), localBackend: paths.backend },
      close: () => Promise.resolve(removeFolder()),
    };
  }
  let services: Promise<LocalServices> | undefined;
  const engineEnv = async (): Promise<NodeJS.ProcessEnv> => {
    // Loaded here, since neither another environment needs it nor a run of which every result stands.
    services ??= import("./local-services.ts").then(({ startLocalServices }) =>
      startLocalServices({ storePath: paths.cloudStore, programEnv: env }),
    );
    return { ...env, ...(await services).env };
  };
  return {
    run: { ...run, env, engineEnv, localBackend: paths.backend },
    close: async () => {
      await (await services)?.close();
      removeFolder();
    },
  };
}

/** A run on stacks in the backend of the catalogue, and for an emulator's environment, on that emulator. */
async function openInBackend(
  request: RunRequest,
  environment: EnvironmentDefinition,
  runsPrograms: boolean,
): Promise<OpenedRun> {
  const { workspaceRoot, output, signal, stacks, selected, operation } = request;
  const role = onlyReads(operation) ? "preview" : "apply";
  const backend = selectBackend(environment, role, workspaceRoot, process.env);
  output.lines([...backend.notes]);
  const { PULUMI_BACKEND_URL: url = "", AWS_PROFILE: profile } = backend.variables;
  const { account } = environment.backend;
  // Asked for the state with an expired token, the engine fails late, and without a way out.
  const needed = account !== undefined && profile !== undefined && url.startsWith("s3:") ? [account] : [];
  await assertSessions({ environment, accounts: needed, operation: role, variables: process.env });
  const { run: common, removeFolder } = await openCommon(request);
  try {
    const env = { ...common.env, ...backend.variables };
    const { command } = common.engine;
    const projects = await projectsInBackend({ environment, command, directory: workspaceRoot, env, signal });
    const leased = runsPrograms && role === "apply" ? await leasesOf(environment, env) : undefined;
    const run = {
      ...common,
      env,
      engineEnv: () => Promise.resolve(env),
      projectsInBackend: projects,
      leased,
    };
    const exist = selected.some((name) => projects.has(stacks.get(name)?.pulumiProject ?? ""));
    if (!runsPrograms || !exist || environment.emulator === undefined)
      return { run, close: () => Promise.resolve(removeFolder()) };
    const { startSandbox } = await import("../sandbox/start-sandbox.ts");
    const sandbox = await startSandbox({ run, selected, emulator: environment.emulator });
    const sandboxEnv = { ...env, ...sandbox.env };
    return {
      run: {
        ...run,
        env: sandboxEnv,
        engineEnv: () => Promise.resolve(sandboxEnv),
        startsEmpty: sandbox.startsEmpty,
      },
      close: async () => {
        await sandbox.close();
        removeFolder();
      },
    };
  } catch (error) {
    removeFolder();
    throw error;
  }
}

/** Loaded where it is used: the AWS SDK takes a third of a second, and most runs have no lease. */
async function leasesOf(
  environment: EnvironmentDefinition,
  env: NodeJS.ProcessEnv,
): Promise<LeasedBackend | undefined> {
  if (environment.backend.lockTable === undefined) return undefined;
  const { leasedBackend } = await import("@strata/state/leased");
  return leasedBackend(environment, env);
}

async function openCommon(request: RunRequest): Promise<{ run: RunContext; removeFolder: () => void }> {
  const { workspaceRoot, environment, operation, stacks, output, signal } = request;
  const engine = await ensureEngine({ root: workspaceRoot, signal });
  assertEngineAllowed(engine, environment);
  const plannedOutputsFolder = mkdtempSync(join(tmpdir(), "strata-planned-"));
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...engine.env,
    ...lessGarbageCollection(process.env),
    // Nx sets it for its own processes. Output is coloured here, once, or not at all.
    FORCE_COLOR: undefined,
    [PLANNED_OUTPUTS_VARIABLE]: plannedOutputsFolder,
    // No run shows them, and sending them takes a quarter of a program's time. Another value turns them on again.
    [DEBUG_MESSAGES]: process.env[DEBUG_MESSAGES] ?? "none",
    // What needs a lease is given one; a program of this run takes none by itself.
    [LEASE_VARIABLE]: "none",
  };
  const run: RunContext = {
    operation,
    environment,
    workspaceRoot,
    stacks,
    engine,
    env,
    engineEnv: () => Promise.resolve(env),
    commit: checkedOut(workspaceRoot),
    localBackend: undefined,
    projectsInBackend: undefined,
    leased: undefined,
    startsEmpty: false,
    plannedOutputsFolder,
    output,
    signal,
  };
  return { run, removeFolder: () => rmSync(plannedOutputsFolder, { recursive: true, force: true }) };
}

/**
 * Engines and programs live for a second or two, so that most of their garbage collection is in vain: with a larger
 * young generation a program of 50 resources takes 0.81 instead of 0.96 CPU seconds, an engine with a later first
 * collection 0.50 instead of 0.57 (https://nodejs.org/api/cli.html#--max-semi-space-sizesize-in-mib,
 * https://go.dev/doc/gc-guide#GOGC). What the user has set is kept.
 */
function lessGarbageCollection(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const options = env["NODE_OPTIONS"] ?? "";
  return {
    GOGC: env["GOGC"] ?? "400",
    NODE_OPTIONS: options.includes("--max-semi-space-size")
      ? options
      : `${options} --max-semi-space-size=64`.trim(),
  };
}
