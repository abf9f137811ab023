import {
  type AccountAlias,
  type EnvironmentDefinition,
  isLocal,
  requireAccountId,
} from "@strata/environment";
import type { AwsProviderSpec } from "./spec.ts";
import type { Variables } from "./variables.ts";

/** What a run may do: look (the role `preview`, which reads) or change (the role `apply`). */
export type ProviderOperation = "preview" | "apply";

/** Where a program runs, which decides what it has to show for itself. */
export const PLACES = ["developer", "github-actions", "roles-anywhere"] as const;
export type Place = (typeof PLACES)[number];

/** Says where a program runs if the variables of the CI system do not. One of {@link PLACES}. */
export const PLACE_VARIABLE = "STRATA_CREDENTIALS";

/** How a program becomes a role of an account; the rest of the specification is not its business. */
export type CredentialSettings = Pick<
  AwsProviderSpec,
  | "profile"
  | "assumeRoles"
  | "assumeRoleWithWebIdentity"
  | "endpoints"
  | "s3UsePathStyle"
  | "skipCredentialsValidation"
  | "skipMetadataApiCheck"
  | "skipRegionValidation"
>;

export interface CredentialRequest {
  readonly environment: EnvironmentDefinition;
  readonly account: AccountAlias;
  readonly operation: ProviderOperation;
  /** Of the session, within AWS's limits: see `sessionName`. */
  readonly sessionName: string;
  readonly variables: Variables;
  /** In place of the profile that the catalogue has for the account: `aws:profile` of the stack. */
  readonly profile?: string | undefined;
}

/** There is no way to become the role that a route needs. The message says what is missing and how to get it. */
export class CredentialRouteError extends Error {
  override name = "CredentialRouteError";
}

/**
 * The one place that decides how a run becomes the preview role or the apply role of an account. The result always names
 * an identity (a profile, or a web identity), except in `local`, where resources live in no cloud, and against an
 * emulator, whose keys mean nothing; so that the AWS provider never looks for credentials by itself.
 *
 * - developer: the account's profile of IAM Identity Center, and from it the role.
 * - GitHub Actions: the token of OpenID Connect in the file of AWS_WEB_IDENTITY_TOKEN_FILE, for the role.
 * - IAM Roles Anywhere: the profile `<profile>-<operation>`, whose `credential_process` is the signing helper with the
 *   role itself (https://docs.aws.amazon.com/rolesanywhere/latest/userguide/credential-helper.html).
 *
 * @throws {CredentialRouteError}, or `AccountNotCreatedError`
 */
export function credentialsFor(request: CredentialRequest): CredentialSettings {
  const { environment, variables } = request;
  if (isLocal(environment.name)) return {};
  if (environment.emulator !== undefined) return emulatorSettings(request);
  switch (placeOf(variables)) {
    case "github-actions":
      return webIdentity(request);
    case "roles-anywhere":
      return { profile: profileAt("roles-anywhere", profileOf(request), request.operation) };
    case "developer":
      return { profile: profileOf(request), assumeRoles: [roleOf(request)] };
  }
}

/** Where a program runs, from its variables alone. Throws {@link CredentialRouteError} for a place there is not. */
export function placeOf(variables: Variables): Place {
  const said = variables[PLACE_VARIABLE] ?? "";
  if (said !== "") {
    const place = PLACES.find((it) => it === said);
    if (place !== undefined) return place;
    throw new CredentialRouteError(
      `${PLACE_VARIABLE}: got ${JSON.stringify(said)}; allowed: ${PLACES.join(", ")}. ` +
        `Clear it with: unset ${PLACE_VARIABLE}`,
    );
  }
  const inCi =
    (variables["ACTIONS_ID_TOKEN_REQUEST_URL"] ?? "") !== "" ||
    (variables["AWS_WEB_IDENTITY_TOKEN_FILE"] ?? "") !== "";
  return inCi ? "github-actions" : "developer";
}

/**
 * The profile that a run signs in with, out of an account's: with IAM Roles Anywhere each operation has one of its own,
 * whose process becomes the role itself.
 */
export function profileAt(place: Place, profile: string, operation: ProviderOperation): string {
  return place === "roles-anywhere" ? `${profile}-${operation}` : profile;
}

/** The ARN of the role that a route becomes. Throws `AccountNotCreatedError`. */
export function roleArnOf({
  environment,
  account,
  operation,
}: Pick<CredentialRequest, "environment" | "account" | "operation">): string {
  const id = requireAccountId(environment, account);
  return `arn:aws:iam::${id}:role/${environment.accounts[account].roles[operation]}`;
}

function roleOf(request: CredentialRequest): { roleArn: string; sessionName: string } {
  return { roleArn: roleArnOf(request), sessionName: request.sessionName };
}

function webIdentity(request: CredentialRequest): CredentialSettings {
  const webIdentityTokenFile = request.variables["AWS_WEB_IDENTITY_TOKEN_FILE"] ?? "";
  if (webIdentityTokenFile === "") {
    throw new CredentialRouteError(
      `AWS_WEB_IDENTITY_TOKEN_FILE: got nothing; expected the path of a file with this job's token of OpenID Connect. ` +
        `Write the token (audience sts.amazonaws.com) to a file in a step before, as ` +
        `https://docs.github.com/en/actions/reference/security/oidc says, and set the variable to its path`,
    );
  }
  return { assumeRoleWithWebIdentity: { ...roleOf(request), webIdentityTokenFile } };
}

function profileOf({ environment, account, profile: given }: CredentialRequest): string {
  const profile = given ?? environment.accounts[account].profile;
  if (profile !== undefined) return profile;
  throw new CredentialRouteError(
    `The account "${account}" of "${environment.name}" has no profile in the catalogue, so nobody can sign in to it from ` +
      `here. Give it one in libs/environment/src/definitions.ts`,
  );
}

function emulatorSettings(request: CredentialRequest): CredentialSettings {
  const { emulator, name } = request.environment;
  if (emulator === undefined) return {};
  const endpoint = request.variables[emulator.endpointVariable] ?? "";
  if (!isLoopback(endpoint)) {
    throw new CredentialRouteError(
      `${emulator.endpointVariable}: got ${JSON.stringify(endpoint)}; "${name}" needs the URL of an emulator on this ` +
        `machine, such as http://127.0.0.1:5000. Set it with: export ${emulator.endpointVariable}=http://127.0.0.1:5000`,
    );
  }
  return {
    ...emulator.provider,
    endpoints: [Object.fromEntries(emulator.services.map((service) => [service, endpoint]))],
    assumeRoles: [roleOf(request)],
  };
}

/** Whether a URL leads to this machine and nowhere else. */
export function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  return ["127.0.0.1", "[::1]", "localhost"].includes(new URL(url).hostname);
}
