import type { Provider } from "@pulumi/aws/provider.js";
import type { Providers } from "@strata/aws-provider";
import { accountIdOf, routeName } from "@strata/aws-provider/config";
import type { EnvironmentDefinition, Route } from "@strata/environment";
import { Keys, type KeysArgs } from "./keys.ts";
import { PulumiKey } from "./pulumi-key.ts";
import { pulumiKeyPlace } from "./pulumi-key-place.ts";

export type KeySettings = Omit<KeysArgs, "accountId" | "region">;

/** A route and what is there. */
export interface KeysOfRoute {
  readonly route: Route;
  readonly provider: Provider;
  readonly keys: Keys;
}

/** The keys of each route. */
export function deployKeys(providers: Providers, settings: KeySettings): KeysOfRoute[] {
  return providers.entries.map(([route, provider]) => {
    const args = { ...settings, accountId: accountIdOf(route), region: route.region };
    return { route, provider, keys: new Keys(routeName("keys", route), args, { provider }) };
  });
}

/** The key of Pulumi's own secrets, where the catalogue says; `undefined` if it comes from elsewhere. Throws `RunError`. */
export function deployPulumiKey(
  definition: EnvironmentDefinition,
  providers: Providers,
  settings: KeySettings,
): PulumiKey | undefined {
  const place = pulumiKeyPlace(definition, providers.routes);
  if (place === undefined) return undefined;
  const { account, region } = place.route;
  const others = providers.entries.filter(([it]) => it.account === account && it.region !== region);
  return new PulumiKey(
    "pulumi",
    {
      ...settings,
      accountId: accountIdOf(place.route),
      region,
      alias: place.alias,
      replicas: others.map(([{ region: other }, provider]) => ({ region: other, provider })),
    },
    { provider: providers.at(account, region) },
  );
}
