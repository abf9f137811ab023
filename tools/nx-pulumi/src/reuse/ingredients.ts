import { isLocal } from "@strata/environment";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RunContext } from "../run/run-context.ts";
import type { StackProject } from "../stacks/stack-project.ts";
import { digestOf, digestOfEntries } from "./digest.ts";
import type { ProgramClosures } from "./program-closure.ts";
import type { SourceFiles } from "./source-files.ts";
import type { StackStates } from "./stack-states.ts";
import type { StoredResult } from "./stored-results.ts";

/** Projects that are part of every program, though none imports them: Pulumi.yaml names the preload. */
const IN_EVERY_PROGRAM = ["program"];

/** Of another stack, the module that is part of a program, with its neighbours if it imports any. */
const CONTRACT = "contract.ts";

/** What the ingredients of a run's results are read from. */
export interface IngredientSources {
  readonly run: RunContext;
  readonly closures: ProgramClosures;
  readonly files: SourceFiles;
  readonly states: StackStates;
  /** What is the same for all stacks of the run. */
  readonly shared: SharedIngredients;
}

/** The ingredients of a run that are the same for all its stacks. */
export interface SharedIngredients {
  readonly ingredients: Readonly<Record<string, string>>;
  /** The digest of each file of the code that runs programs. */
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Reads what all stacks of a run rest on.
 *
 * @param cloud a digest of all that the embedded AWS holds; `undefined` in other environments
 */
export function sharedIngredients(
  run: Pick<RunContext, "environment" | "engine">,
  files: SourceFiles,
  cloud: string | undefined,
): SharedIngredients {
  const tools = merged(toolFolders(run.environment).map((folder) => files.inFolder(folder)));
  return {
    ingredients: {
      tools: digestOfEntries(tools),
      engine: run.engine.version,
      node: process.version,
      variables: digestOfEntries(relevantVariables(process.env)),
      ...(cloud === undefined ? {} : { cloud }),
    },
    files: tools,
  };
}

/** A digest of a stack's configuration files. */
export function configurationDigest(
  stack: Pick<StackProject, "directory">,
  environment: string,
  files: SourceFiles,
): string {
  const names = ["Pulumi.yaml", `Pulumi.${environment}.yaml`];
  return digestOfEntries(merged(names.map((name) => files.file(join(stack.directory, name)))));
}

/**
 * Everything that the preview of a stack rests on and that is known before anything runs, besides what it reads of
 * other stacks. Throws `StackError` where its state cannot be read.
 */
export async function ingredientsOf(
  stack: StackProject,
  { run, closures, files, states, shared }: IngredientSources,
): Promise<Pick<StoredResult, "ingredients" | "files">> {
  const closure = closures.of(stack.name, IN_EVERY_PROGRAM);
  const program = files.inFolder(closure.program);
  const libraries = merged(closure.libraries.map((folder) => files.inFolder(folder)));
  const contracts = merged(closure.upstreams.map((folder) => files.module(join(folder, CONTRACT))));
  const { version: state = "" } = await states.of(stack);
  return {
    ingredients: {
      program: digestOfEntries(program),
      libraries: digestOfEntries(libraries),
      contracts: digestOfEntries(contracts),
      configuration: configurationDigest(stack, run.environment, files),
      packages: closure.packages,
      state,
      ...shared.ingredients,
    },
    files: { ...program, ...libraries, ...contracts, ...shared.files },
  };
}

/** The code that runs programs and reads what the engine says of them. */
function toolFolders(environment: string): string[] {
  const packages = ["@strata/change-set", "@strata/engine/language-host"];
  if (isLocal(environment)) packages.push("@strata/aws-local");
  return [
    dirname(import.meta.dirname),
    ...packages.map((name) => dirname(fileURLToPath(import.meta.resolve(name)))),
  ];
}

/**
 * The variables that a preview may depend on: those of Pulumi, of AWS that choose a place, and our own. Digests, since
 * a value may be secret. Variables that a program reads by itself are not among them; configuration is the place for
 * what a program is told.
 */
export function relevantVariables(env: NodeJS.ProcessEnv): Record<string, string> {
  const found = Object.entries(env).filter(([name, value]) => value !== undefined && isRelevant(name));
  return Object.fromEntries(found.map(([name, value]) => [name, digestOf(value ?? "")]));
}

const RELEVANT =
  /^(PULUMI_.+|AWS_(PROFILE|REGION|DEFAULT_REGION|ENDPOINT_URL.*|CONFIG_FILE)|STRATA_(CREDENTIALS|ROLES_ANYWHERE.*))$/;
/** Where things are, who asks, and how it is shown: nothing of what comes out. */
const IRRELEVANT =
  /^PULUMI_(HOME|ACCESS_TOKEN|CONFIG_PASSPHRASE(_FILE)?|DEBUG_.+|SKIP_UPDATE_CHECK|DISABLE_AUTOMATIC_PLUGIN_ACQUISITION|BACKEND_URL|AUTOMATION_API.*|OPTION_.+)$/;

function isRelevant(name: string): boolean {
  return RELEVANT.test(name) && !IRRELEVANT.test(name);
}

function merged(parts: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  return Object.assign({}, ...parts) as Record<string, string>;
}
