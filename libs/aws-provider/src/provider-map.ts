import type { Provider } from "@pulumi/aws/provider.js";
import { type AccountAlias, type Region, type Route, routeKey, unknownName } from "@strata/environment";
import { RunError } from "@pulumi/pulumi";
import type { AwsProviderSpec } from "./spec.ts";

/** What there is for each route. */
export interface RouteMap<Account extends AccountAlias, InRegion extends Region, Value> {
  /**
   * The one of an account in a region. A route that was not provisioned does not compile; where the names come from
   * elsewhere, a `RunError` lists those that were.
   */
  at(account: Account, region: InRegion): Value;
  readonly entries: readonly (readonly [Route, Value])[];
}

/** AWS providers, each bound to one account and one region. */
export interface Providers<
  Account extends AccountAlias = AccountAlias,
  InRegion extends Region = Region,
> extends RouteMap<Account, InRegion, Provider> {
  readonly routes: readonly Route[];
  /** What each was constructed from. */
  readonly specs: RouteMap<Account, InRegion, AwsProviderSpec>;
}

/** A map by account and region that refuses what it does not have. */
export function routeMap<Account extends AccountAlias, InRegion extends Region, Value>(
  entries: readonly (readonly [Route, Value])[],
): RouteMap<Account, InRegion, Value> {
  const values = new Map<string, Value>(entries.map(([route, value]) => [routeKey(route), value]));
  return {
    entries,
    at: (account, region) => {
      const key = routeKey({ account, region });
      const value = values.get(key);
      if (value !== undefined) return value;
      throw new RunError(
        `${unknownName("route", key, [...values.keys()])} ` +
          `Add the account and the region to provisionProviders in this stack's program.`,
      );
    },
  };
}
