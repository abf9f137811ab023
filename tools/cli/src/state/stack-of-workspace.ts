import { findWorkspaceRoot } from "@strata/engine";
import { type EnvironmentDefinition, environmentDefinition, unknownName } from "@strata/environment";
import { readPulumiProjectName } from "@strata/nx-pulumi/local";
import { StateError } from "@strata/state/checkpoint";
import { existsSync, globSync } from "node:fs";
import { dirname, join } from "node:path";

/** A stack of the workspace in an environment, as a command names it. */
export interface NamedStack {
  readonly root: string;
  readonly environment: EnvironmentDefinition;
  /** The name of its folder, which commands use. */
  readonly stack: string;
  /** The name in Pulumi.yaml. */
  readonly project: string;
  readonly directory: string;
}

/** The stacks that the workspace has, by the names of their folders. */
export function stackFolders(root: string): string[] {
  return globSync("stacks/*/Pulumi.yaml", { cwd: root })
    .map((file) => dirname(file).replace(/^stacks[\\/]/, ""))
    .sort();
}

/** Throws `UnknownEnvironmentError`, or `StateError` with the nearest stack and the list. */
export function stackOfWorkspace(stack: string, environmentName: string): NamedStack {
  const environment = environmentDefinition(environmentName);
  const root = findWorkspaceRoot();
  const all = stackFolders(root);
  if (!all.includes(stack)) throw new StateError(unknownName("stack", stack, all));
  const directory = join(root, "stacks", stack);
  const file = join(directory, `Pulumi.${environment.name}.yaml`);
  if (!existsSync(file))
    throw new StateError(
      `The stack ${stack} has no "${environment.name}": ${file} does not exist. Make it with: npx strata init ${stack} -c ${environment.name}`,
    );
  return { root, environment, stack, project: readPulumiProjectName(directory) ?? stack, directory };
}
