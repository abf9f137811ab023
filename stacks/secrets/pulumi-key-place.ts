import { RunError } from "@pulumi/pulumi";
import { type EnvironmentDefinition, type Route, routeKey } from "@strata/environment";

/** Where the key of Pulumi's own secrets is, and what it is called. */
export interface PulumiKeyPlace {
  readonly route: Route;
  readonly alias: string;
}

/**
 * Reads out of the catalogue where an environment's secrets provider looks for its key: in the account of the backend, and
 * in the region of the URL. An environment with a passphrase has the key all the same, in the first route, ready for
 * `pulumi stack change-secrets-provider`. One whose provider is an ARN has its key from elsewhere: `undefined`.
 *
 * @throws {RunError} if the stack is not deployed there.
 */
export function pulumiKeyPlace(
  { name, secretsProvider, backend }: Pick<EnvironmentDefinition, "name" | "secretsProvider" | "backend">,
  routes: readonly Route[],
): PulumiKeyPlace | undefined {
  if (secretsProvider === "passphrase") {
    return { route: routes[0] as Route, alias: `alias/strata-pulumi-${name}` };
  }
  const [, alias, region] =
    /^awskms:\/\/(alias\/[\w/-]+)\?(?:.*&)?region=([a-z0-9-]+)/.exec(secretsProvider) ?? [];
  if (alias === undefined || region === undefined) return undefined;
  const route = routes.find((it) => it.account === backend.account && it.region === region);
  if (route !== undefined) return { route, alias };
  throw new RunError(
    `The key of Pulumi's own secrets in "${name}" (${secretsProvider}) belongs to ${backend.account ?? "no account"}/${region}, ` +
      `and the stack is deployed to ${routes.map(routeKey).join(", ")}. Add the account to secrets:accounts and the region ` +
      `to secrets:regions of stacks/secrets/Pulumi.${name}.yaml.`,
  );
}
