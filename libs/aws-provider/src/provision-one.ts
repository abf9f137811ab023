import type { Provider } from "@pulumi/aws/provider.js";
import type { Route } from "@strata/environment";
import { provisionProviders } from "./provision-providers.ts";
import type { ProviderTags } from "./tags.ts";

/** The AWS provider of a stack that lives in one account and one region: see {@link provisionProviders}. */
export function provisionProvider(route: Route, tags: ProviderTags): Provider {
  const { account, region } = route;
  return provisionProviders({ accounts: [account], regions: [region], tags }).at(account, region);
}
