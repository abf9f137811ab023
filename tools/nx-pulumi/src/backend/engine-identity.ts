import { type ProviderOperation, placeOf, profileAt } from "@strata/aws-provider/credential-routing";
import { staticCredentialsInVariables } from "@strata/aws-provider/static-credentials";
import type { EnvironmentDefinition } from "@strata/environment";
import { StackError } from "../run/stack-error.ts";

/** As whom the engine itself reaches a bucket of state and a key of secrets. Providers have identities of their own. */
export interface EngineIdentity {
  readonly variables: Readonly<Record<string, string>>;
  /** A line for the user where the identity is not the catalogue's. */
  readonly note: string | undefined;
}

/**
 * The identity of the engine where its state is in S3 or its secrets are encrypted with KMS. It is named, so that the
 * AWS SDK inside the engine finds nothing by itself:
 *
 * - Temporary keys among the user's variables hold, as the SDK has it, and so does AWS_PROFILE; either is told.
 * - In CI with a web identity the SDK takes AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE, or the temporary keys of a step
 *   before; no profile is set.
 * - Else AWS_PROFILE becomes the profile that the catalogue has for the account of the backend. With IAM Roles Anywhere
 *   that is the one of the operation, as for providers.
 *
 * The metadata service of EC2, which answers with whatever role a machine happens to have, is off unless the user has
 * set AWS_EC2_METADATA_DISABLED (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ec2-instance-metadata.html).
 *
 * @throws {StackError} for long-lived keys among the variables.
 */
export function engineIdentity(
  environment: EnvironmentDefinition,
  operation: ProviderOperation,
  env: NodeJS.ProcessEnv,
): EngineIdentity {
  const { account } = environment.backend;
  if (account === undefined) return { variables: {}, note: undefined };
  const problems = staticCredentialsInVariables(env);
  if (problems.length > 0) throw new StackError(problems.join("\n"));
  const variables = { AWS_EC2_METADATA_DISABLED: env["AWS_EC2_METADATA_DISABLED"] ?? "true" };
  const place = placeOf(env);
  const { profile } = environment.accounts[account];
  if (profile === undefined || place === "github-actions") return { variables, note: undefined };
  const ours = profileAt(place, profile, operation);
  const held = (what: string, how: string): EngineIdentity => ({
    variables,
    note: `${what}: state is reached with ${how}, not with the catalogue's profile ${ours}`,
  });
  if (env["AWS_ACCESS_KEY_ID"]) return held("AWS_ACCESS_KEY_ID holds", "these temporary keys");
  const given = env["AWS_PROFILE"] ?? "";
  if (given === "" || given === ours)
    return { variables: { ...variables, AWS_PROFILE: ours }, note: undefined };
  return held("AWS_PROFILE holds", `the profile ${given}`);
}
