import { ListSecretsCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SecretsError } from "./secrets-error.ts";

/**
 * The ARN of the secret that the stack made: its name is the stack's prefix and 26 digits that the provider chose. Throws
 * {@link SecretsError} if there is none, or more than one.
 */
export async function findSecret(
  client: SecretsManagerClient,
  environment: string,
  name: string,
): Promise<string> {
  const prefix = `strata/${environment}/${name}-`;
  const found: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new ListSecretsCommand({
        Filters: [{ Key: "name", Values: [prefix] }],
        ...(NextToken && { NextToken }),
      }),
    );
    for (const { Name = "", ARN = "" } of page.SecretList ?? []) {
      if (Name.startsWith(prefix) && /^[0-9a-f]{26}$/.test(Name.slice(prefix.length))) found.push(ARN);
    }
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  const [arn, ...others] = found;
  if (arn === undefined) {
    throw new SecretsError(
      `The secret ${name} of ${environment} is not there yet. Make it with: npx nx run secrets:up -c ${environment}`,
    );
  }
  if (others.length > 0) {
    throw new SecretsError(
      `There is more than one secret ${name} of ${environment}: ${found.join(", ")}. Delete those that the stack has not ` +
        `(npx nx run secrets:outputs -c ${environment}), then set the value again`,
    );
  }
  return arn;
}
