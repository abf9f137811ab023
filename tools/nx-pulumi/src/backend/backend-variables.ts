import type { ProviderOperation } from "@strata/aws-provider/credential-routing";
import { folderBackendUrl } from "@strata/environment/folder-backend";
import { catalogue, type EnvironmentDefinition } from "@strata/environment";
import { resolve } from "node:path";
import { StackError } from "../run/stack-error.ts";
import { engineIdentity } from "./engine-identity.ts";

/** Which backend holds the state of an environment, and as whom it is reached, for the Pulumi CLI. */
export interface BackendSelection {
  readonly variables: Readonly<Record<string, string>>;
  /** A line for the user for each thing that is not the catalogue's. */
  readonly notes: readonly string[];
}

/**
 * The passphrase of stacks that live on this machine: the name of the environment. It protects nothing and is no secret:
 * these stacks hold no real one.
 */
function passphrase({ name, secretsProvider }: EnvironmentDefinition): Record<string, string> {
  return secretsProvider === "passphrase" ? { PULUMI_CONFIG_PASSPHRASE: name } : {};
}

/**
 * The backend of the catalogue, unless the user's PULUMI_BACKEND_URL names another, which then holds and is told, with
 * the identity of {@link engineIdentity}. Throws {@link StackError} where it names the backend of another environment:
 * most often it is left over from a shell that worked on that one, and the state of two environments would be mixed.
 *
 * @param operation `apply` for whatever changes state
 */
export function selectBackend(
  environment: EnvironmentDefinition,
  operation: ProviderOperation,
  workspaceRoot: string,
  env: NodeJS.ProcessEnv,
): BackendSelection {
  const url = resolveBackendUrl(environment.backend.url, workspaceRoot);
  const given = env["PULUMI_BACKEND_URL"] || url;
  const identity = engineIdentity(environment, operation, env);
  const notes = identity.note === undefined ? [] : [identity.note];
  const variables = { ...passphrase(environment), ...identity.variables, PULUMI_BACKEND_URL: given };
  if (placeOf(given) === placeOf(url)) return { variables, notes };
  const owner = Object.values(catalogue()).find(
    ({ backend }) => placeOf(resolveBackendUrl(backend.url, workspaceRoot)) === placeOf(given),
  );
  if (owner !== undefined) {
    throw new StackError(
      `PULUMI_BACKEND_URL is ${given}, the backend of "${owner.name}"; "${environment.name}" has ${url}. Nothing was ` +
        `run. Clear it with: unset PULUMI_BACKEND_URL`,
    );
  }
  const note = `PULUMI_BACKEND_URL holds: state is in ${given}, not in the catalogue's ${url}`;
  return { variables, notes: [note, ...notes] };
}

/** A URL of the catalogue with an absolute path: those of `file://` are relative to the root of the workspace. */
export function resolveBackendUrl(url: string, workspaceRoot: string): string {
  const path = /^file:\/\/(?!\/)(.+)$/.exec(url)?.[1];
  return path === undefined ? url : folderBackendUrl(resolve(workspaceRoot, path));
}

/** What a URL names: of a folder, the options of the driver do not count. */
function placeOf(url: string): string {
  return url.startsWith("file:") ? url.replace(/\?.*$/, "") : url;
}
