import { getStack } from "@pulumi/pulumi";
import { provisionProviders } from "@strata/aws-provider";
import { routeName } from "@strata/aws-provider/config";
import { routeKey } from "@strata/environment";
import secretsContract from "@strata/secrets/contract";
import { ready, reference } from "@strata/stack-contract";
import { loadNetworkConfig } from "./config.ts";
import contract from "./contract.ts";
import { deployVpc } from "./deploy-vpc.ts";

const { accounts, regions, tags, ...settings } = loadNetworkConfig();
const secrets = reference(secretsContract);
await ready(secrets);
const providers = provisionProviders({ accounts, regions, tags });

const vpcs = providers.entries.map(([route, provider]) => {
  const logsKeyArn = secrets.keys.at(route).logs;
  const args = { environment: getStack(), route, logsKeyArn, ...settings };
  return [routeKey(route), deployVpc(routeName("network", route), args, { provider })];
});

export default contract.publish({ vpcs: Object.fromEntries(vpcs) });
