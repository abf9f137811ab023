import { catalogue, type EnvironmentDefinition } from "@strata/environment";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { StackError } from "../run/stack-error.ts";

/** Which backend holds the state of an environment, for the Pulumi CLI. */
export interface BackendSelection {
  readonly variables: Readonly<Record<string, string>>;
  /** A line for the user where the backend is not the catalogue's. */
  readonly note: string | undefined;
}

/**
 * The passphrase of stacks that live on this machine: the name of the environment. It protects nothing and is no secret:
 * these stacks hold no real one.
 */
function passphrase({ name, secretsProvider }: EnvironmentDefinition): Record<string, string> {
  return secretsProvider === "passphrase" ? { PULUMI_CONFIG_PASSPHRASE: name } : {};
}

/**
 * The backend of the catalogue, unless the user's PULUMI_BACKEND_URL names another, which then holds and is told.
 * Throws {@link StackError} where it names the backend of another environment: most often it is left over from a shell
 * that worked on that one, and the state of two environments would be mixed.
 */
export function selectBackend(
  environment: EnvironmentDefinition,
  workspaceRoot: string,
  env: NodeJS.ProcessEnv,
): BackendSelection {
  const url = resolveBackendUrl(environment.backend.url, workspaceRoot);
  const given = env["PULUMI_BACKEND_URL"] || url;
  const variables = { ...passphrase(environment), PULUMI_BACKEND_URL: given };
  if (given === url) return { variables, note: undefined };
  const owner = Object.values(catalogue()).find(
    ({ backend }) => resolveBackendUrl(backend.url, workspaceRoot) === given,
  );
  if (owner !== undefined) {
    throw new StackError(
      `PULUMI_BACKEND_URL is ${given}, the backend of "${owner.name}"; "${environment.name}" has ${url}. Nothing was ` +
        `run. Clear it with: unset PULUMI_BACKEND_URL`,
    );
  }
  return { variables, note: `PULUMI_BACKEND_URL holds: state is in ${given}, not in the catalogue's ${url}` };
}

/** A URL of the catalogue with an absolute path: those of `file://` are relative to the root of the workspace. */
export function resolveBackendUrl(url: string, workspaceRoot: string): string {
  const path = /^file:\/\/(?!\/)(.+)$/.exec(url)?.[1];
  return path === undefined ? url : pathToFileURL(resolve(workspaceRoot, path)).href;
}

/** A sentence for what the CLI says where the bucket of a backend is not there; `undefined` for anything else. */
export function explainMissingBucket(cliText: string, environment: string, url: string): string | undefined {
  if (!/NoSuchBucket|specified bucket does not exist/.test(cliText)) return undefined;
  return (
    `The state backend of "${environment}" does not exist: there is no bucket ${url.replace(/^s3:\/\/|\?.*$/g, "")}. ` +
    `Make it, or name another in libs/environment/src/definitions.ts, then run the command again.`
  );
}
