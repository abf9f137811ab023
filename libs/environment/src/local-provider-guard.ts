import { isLocal } from "./environments.ts";

/** A provider of the embedded AWS is attached or selected where real resources are meant. */
export class LocalProviderLeakError extends Error {
  override name = "LocalProviderLeakError";
}

/**
 * What in these environment variables would put a provider other than the official plugin behind a program.
 * `PULUMI_DEBUG_PROVIDERS` attaches running providers to an engine and `PULUMI_DEBUG_LANGUAGES` a language host
 * (https://www.pulumi.com/docs/iac/cli/environment-variables/).
 */
export function findLocalProviderLeaks(env: Record<string, string | undefined>): string[] {
  return ["PULUMI_DEBUG_PROVIDERS", "PULUMI_DEBUG_LANGUAGES", "STRATA_AWS_LOCAL"]
    .filter((name) => (env[name] ?? "") !== "")
    .map((name) => `${name}=${env[name]}`);
}

/**
 * Stops a program of any environment but `local` while a provider of the embedded AWS is attached, before it
 * registers anything. Throws {@link LocalProviderLeakError} with every variable found and the command that
 * clears them.
 */
export function assertNoLocalProvider(environment: string, env: Record<string, string | undefined>): void {
  if (isLocal(environment)) return;
  const leaks = findLocalProviderLeaks(env);
  if (leaks.length === 0) return;
  const names = leaks.map((leak) => leak.slice(0, leak.indexOf("="))).join(" ");
  throw new LocalProviderLeakError(
    `Environment "${environment}" must not run while a local provider is attached: ${leaks.join(", ")}. ` +
      `Nothing was registered. These variables are for "local" only; clear them with: unset ${names}`,
  );
}
