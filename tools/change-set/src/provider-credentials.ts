import type { PropertyChange } from "./change-set.ts";

/**
 * Inputs of an AWS provider that say as whom a run acts, and nothing of what it makes: a preview acts as another role
 * than an update, under another session name (https://www.pulumi.com/registry/packages/aws/api-docs/provider/#inputs).
 */
const CREDENTIALS = new Set([
  "assumeRoles",
  "assumeRoleWithWebIdentity",
  "profile",
  "sharedConfigFiles",
  "sharedCredentialsFiles",
]);

/**
 * The changes of a resource without those of a provider's credentials; `undefined` where nothing else changes, so that
 * the provider stays as it is.
 */
export function withoutCredentials(
  type: string,
  changes: readonly PropertyChange[],
): PropertyChange[] | undefined {
  if (type !== "pulumi:providers:aws" || changes.length === 0) return [...changes];
  const rest = changes.filter(({ path }) => !CREDENTIALS.has(/^[^.[]*/.exec(path)?.[0] ?? ""));
  return rest.length === 0 ? undefined : rest;
}
