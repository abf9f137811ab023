import { allowsSelfBuiltEngine, ENVIRONMENTS } from "@strata/environment";

/** Set to 1, it lets a self-built engine serve every environment. */
export const ALLOW_SELF_BUILT = "STRATA_ALLOW_SELF_BUILT_ENGINE";

/** A self-built engine was about to serve an environment that it must not serve. */
export class SelfBuiltEngineError extends Error {
  override name = "SelfBuiltEngineError";
}

/** Build metadata in the version (https://semver.org/#spec-item-10): releases have none, what we build has. */
export function isSelfBuiltVersion(version: string): boolean {
  return version.includes("+");
}

export function selfBuiltAllowed(env: NodeJS.ProcessEnv): boolean {
  return env[ALLOW_SELF_BUILT] === "1";
}

/** Why a self-built engine does not serve an environment, and what to do; undefined if it does. */
export function refusedEnvironment(environment: string, engine = "This Pulumi engine"): string | undefined {
  if (allowsSelfBuiltEngine(environment)) return undefined;
  const allowed = ENVIRONMENTS.filter(allowsSelfBuiltEngine).join(" and ");
  return (
    `${engine} was built on this machine and serves ${allowed} only, not "${environment}". Nothing was changed. ` +
    `Install the official Pulumi CLI (https://www.pulumi.com/docs/install/) and put it on PATH, ` +
    `or allow this one with ${ALLOW_SELF_BUILT}=1.`
  );
}

/**
 * Stops a run of an environment that must not be served by an engine built on this machine: what is deployed with it
 * was deployed with a binary that nobody but this machine vouches for. Throws {@link SelfBuiltEngineError}.
 */
export function assertEngineAllowed(
  engine: { readonly version: string; readonly command?: string },
  environment: string,
  env: NodeJS.ProcessEnv = process.env,
): void {
  if (!isSelfBuiltVersion(engine.version) || selfBuiltAllowed(env)) return;
  const name = `The Pulumi engine ${engine.version}${engine.command === undefined ? "" : ` (${engine.command})`}`;
  const refused = refusedEnvironment(environment, name);
  if (refused !== undefined) throw new SelfBuiltEngineError(refused);
}
