import type { Provider } from "@pulumi/aws/provider.js";
import type { Route } from "@strata/environment";
import { provisionProviders, type ProviderTags } from "./provision-providers.ts";

/** The AWS provider of a stack that lives in one account and one region: see {@link provisionProviders}. */
export function provisionProvider(route: Route, tags: ProviderTags): Provider {
  const { account, region } = route;
  return provisionProviders({ accounts: [account], regions: [region], tags }).at(account, region);
}
