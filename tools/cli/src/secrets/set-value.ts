import { PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { credentialsFor } from "@strata/aws-provider/credential-routing";
import { originFromVariables, sessionName } from "@strata/aws-provider/session-name";
import type { EnvironmentDefinition, Route } from "@strata/environment";
import { findSecret } from "./find-secret.ts";
import { clientSettings } from "./sdk-client.ts";
import { SecretsError } from "./secrets-error.ts";

export interface SecretToSet {
  readonly environment: EnvironmentDefinition;
  readonly route: Route;
  readonly name: string;
  readonly variables: NodeJS.ProcessEnv;
}

/**
 * Finds a secret with the role that applies, then has `read` give its value and stores that, in AWS alone.
 *
 * @returns the ID of the new version
 * @throws {SecretsError}, or what there is against the credentials; no message has the value
 */
export async function setValue(
  { environment, route, name, variables }: SecretToSet,
  read: () => Promise<string>,
): Promise<string> {
  const settings = credentialsFor({
    environment,
    account: route.account,
    operation: "apply",
    sessionName: sessionName({
      ...originFromVariables(variables),
      stack: "secrets",
      environment: environment.name,
      operation: "set",
    }),
    variables,
  });
  const client = new SecretsManagerClient(clientSettings(settings, route.region, "secretsmanager"));
  let value = "";
  try {
    // Before anybody types a value for nothing.
    const arn = await findSecret(client, environment.name, name);
    value = await read();
    const { VersionId } = await client.send(
      new PutSecretValueCommand({ SecretId: arn, SecretString: value }),
    );
    return VersionId ?? "";
  } catch (error) {
    if (error instanceof SecretsError) throw error;
    throw new SecretsError(explain(error as Error, value, settings.profile));
  } finally {
    client.destroy();
  }
}

function explain({ name, message }: Error, value: string, profile: string | undefined): string {
  const told =
    value !== "" && message.includes(value) ? "the message has the value, and is not shown" : message;
  const signIn =
    name === "CredentialsProviderError" && profile !== undefined
      ? `. Sign in with: aws sso login --profile ${profile}`
      : "";
  return `The secret was not set: ${name}: ${told}${signIn}`;
}
