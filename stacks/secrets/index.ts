import { getStack } from "@pulumi/pulumi";
import { provisionProviders } from "@strata/aws-provider";
import { accountIdOf, routeName } from "@strata/aws-provider/config";
import { routeKey } from "@strata/environment";
import { loadConfig } from "@strata/environment/config";
import { SecretsConfig } from "./config.ts";
import contract from "./contract.ts";
import { Keys } from "./keys.ts";
import { createSecretContainer } from "./secret-container.ts";

const { accounts, regions, tags, ...settings } = loadConfig(SecretsConfig);
const providers = provisionProviders({ accounts, regions, tags });
const environment = getStack();

const keys = providers.entries.map(([route, provider]) => {
  const args = { environment, accountId: accountIdOf(route), region: route.region, ...settings };
  return { route, provider, keys: new Keys(routeName("keys", route), args, { provider }) };
});

// What there is only once is in the first account and region. There is one: the configuration's lists are not empty.
const [primary] = keys as [(typeof keys)[number]];
const application = createSecretContainer(
  "application",
  { environment, keyArn: primary.keys.arns.secrets, ...settings },
  { provider: primary.provider },
);

export default contract.publish({
  keys: Object.fromEntries(keys.map(({ route, keys: { arns } }) => [routeKey(route), arns])),
  applicationSecretArn: application.arn,
});
