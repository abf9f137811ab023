import {
  type Deployment,
  LocalWorkspace,
  PulumiCommand,
  type Stack,
} from "@pulumi/pulumi/automation/index.js";
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { BackendPlan } from "./backend-plan.ts";
import { backendProgram } from "./program.ts";
import { PROJECT } from "./project.ts";

export interface EngineOfBootstrap {
  /** Absolute path of the Pulumi CLI. */
  readonly command: string;
  /** The folder of the project's files, which stay from one attempt to the next. */
  readonly folder: string;
}

/** Where the CLI is, as the Automation API wants it: in a folder `bin`. */
async function pulumiCommand({ command, folder }: EngineOfBootstrap): Promise<PulumiCommand> {
  const found = dirname(dirname(command));
  if (basename(dirname(command)) === "bin") return PulumiCommand.get({ root: found, skipVersionCheck: true });
  const root = join(folder, "cli");
  rmSync(root, { recursive: true, force: true });
  mkdirSync(join(root, "bin"), { recursive: true });
  symlinkSync(command, join(root, "bin", basename(command)));
  return PulumiCommand.get({ root, skipVersionCheck: true });
}

/**
 * Opens the stack of a backend, and makes it where it is missing.
 *
 * @param env the variables of the CLI, with PULUMI_BACKEND_URL
 * @param secretsProvider of a stack that is missing
 */
export async function openStateStack(
  plan: BackendPlan,
  engine: EngineOfBootstrap,
  env: Record<string, string>,
  secretsProvider: string,
): Promise<Stack> {
  mkdirSync(engine.folder, { recursive: true });
  return LocalWorkspace.createOrSelectStack(
    { stackName: plan.environment, projectName: PROJECT, program: backendProgram(plan) },
    {
      workDir: engine.folder,
      pulumiCommand: await pulumiCommand(engine),
      envVars: env,
      secretsProvider,
      projectSettings: {
        name: PROJECT,
        runtime: "nodejs",
        description: "The bucket, the lock table and the key of an environment's state",
        main: engine.folder,
      },
    },
  );
}

/** What a stack's state holds, as far as it matters here. */
export interface ExportedState {
  readonly resources?: { readonly urn: string; readonly type: string; readonly id?: string }[];
  readonly pending_operations?: unknown[];
  readonly secrets_providers?: { readonly type: string; readonly state?: { readonly url?: string } };
}

export function stateOf(exported: Deployment): ExportedState {
  return (exported.deployment ?? {}) as ExportedState;
}

/** The resources of a backend that a state knows, as `type ID`, in order. */
export function madeResources(state: ExportedState): string[] {
  return (state.resources ?? [])
    .filter(({ type, id }) => type.startsWith("strata-state:") && id)
    .map(({ type, id }) => `${type} ${id}`)
    .sort();
}
