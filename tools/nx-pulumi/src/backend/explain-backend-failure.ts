import type { EnvironmentDefinition } from "@strata/environment";
import { placeOf } from "@strata/aws-provider/credential-routing";

/** Which backend the CLI could not use, and as whom. */
export interface BackendInUse {
  readonly environment: EnvironmentDefinition;
  /** The variables of the CLI, with PULUMI_BACKEND_URL. */
  readonly env: NodeJS.ProcessEnv;
}

/** Go's words for text that is no JSON, and the engine's for resources that do not fit together. */
const CORRUPT =
  /unexpected end of JSON input|invalid character .* (looking for|after|in) |snapshot integrity failure|failed to load checkpoint|cannot unmarshal/;

const IN_CATALOGUE = "libs/environment/src/definitions.ts";

/**
 * A sentence with what to do, for what the CLI says where it cannot reach its state or the key of its secrets; `undefined`
 * for anything else. The words are those of Pulumi 3.259.0 with the AWS SDK for Go v2, as it printed them.
 */
export function explainBackendFailure(
  cliText: string,
  { environment, env }: BackendInUse,
): string | undefined {
  const url = env["PULUMI_BACKEND_URL"] ?? "";
  const bucket = url.replace(/^s3:\/\/|\?.*$/g, "");
  const { name } = environment;
  if (/NoSuchBucket|specified bucket does not exist/.test(cliText)) {
    return (
      `The state backend of "${name}" does not exist: there is no bucket ${bucket}. Make it with: ` +
      `npx strata bootstrap -c ${name}, or name another in ${IN_CATALOGUE}, then run the command again.`
    );
  }
  const missingProfile = /failed to get shared config profile, (\S+)/.exec(cliText)?.[1];
  if (missingProfile !== undefined) {
    return (
      `The profile ${missingProfile}, with which the state of "${name}" is reached, is not in the AWS configuration of ` +
      `this machine: make it with aws configure sso --profile ${missingProfile}, then sign in with ` +
      `aws sso login --profile ${missingProfile}.`
    );
  }
  if (
    /failed to refresh cached credentials|ExpiredToken|InvalidClientTokenId|InvalidAccessKeyId/.test(cliText)
  ) {
    return `${notSignedIn(environment, env)} (${lastReason(cliText)}).`;
  }
  if (CORRUPT.test(cliText)) {
    return (
      `A state of "${name}" in ${url} is corrupt, and stays as it is (${lastReason(cliText)}). See which, and the newest ` +
      `good version of it: npx strata state history <stack> -c ${name}`
    );
  }
  if (/AccessDenied/.test(cliText)) {
    return (
      `The state of "${name}" may not be read as ${identity(env)}: AWS denies access to ${url}; ask for a role that may ` +
      `read it, or sign in as another with: aws sso login --profile <profile>.`
    );
  }
  if (/request send failed/.test(cliText)) {
    return (
      `The state of "${name}" in ${url} cannot be reached (${lastReason(cliText)}): check the network, then run the ` +
      `command again.`
    );
  }
  if (/operation error KMS: .*NotFoundException/.test(cliText)) {
    return (
      `The key that encrypts secrets of "${name}" does not exist: ${environment.secretsProvider}. Make it with: ` +
      `npx strata bootstrap -c ${name}, or name another in ${IN_CATALOGUE}, then run the command again.`
    );
  }
  return undefined;
}

function notSignedIn({ name }: EnvironmentDefinition, env: NodeJS.ProcessEnv): string {
  if (placeOf(env) === "github-actions") {
    return (
      `The state of "${name}" needs an identity, and this job has none that AWS accepts: set AWS_ROLE_ARN and ` +
      `AWS_WEB_IDENTITY_TOKEN_FILE, or run aws-actions/configure-aws-credentials in a step before`
    );
  }
  const profile = env["AWS_PROFILE"] ?? "";
  return (
    `Nobody is signed in who can reach the state of "${name}"; sign in with: aws sso login` +
    (profile === "" ? "" : ` --profile ${profile}`)
  );
}

function identity(env: NodeJS.ProcessEnv): string {
  const profile = env["AWS_PROFILE"] ?? "";
  return profile === "" ? "the identity of this job" : `profile ${profile}`;
}

/** The innermost reason, without the chain that leads to it. */
function lastReason(cliText: string): string {
  const line = cliText.trim().split("\n").at(-1) ?? "";
  return (
    line
      .split(/get credentials: |request send failed, /)
      .at(-1)
      ?.replace(/\.$/, "") ?? line
  );
}
