import { getStack } from "@pulumi/pulumi";
import { provisionProvider } from "@strata/aws-provider";
import { routeOf } from "@strata/aws-provider/config";
import { loadConfig } from "@strata/environment/config";
import networkContract from "@strata/network/contract";
import secretsContract from "@strata/secrets/contract";
import { ready, reference } from "@strata/stack-contract";
import { RdsConfig } from "./config.ts";
import contract from "./contract.ts";
import { Database } from "./database.ts";

const { account, region, tags, ...settings } = loadConfig(RdsConfig);
const route = routeOf({ account, region });
const secrets = reference(secretsContract);
const network = reference(networkContract);
await ready(secrets, network);
const aws = provisionProvider(route, tags);
const vpc = network.vpcs.at(route);
const keys = secrets.keys.at(route);

const database = new Database(
  "database",
  {
    environment: getStack(),
    vpcId: vpc.vpcId,
    subnetIds: vpc.isolatedSubnetIds,
    dataKeyArn: keys.data,
    logsKeyArn: keys.logs,
    secretsKeyArn: keys.secrets,
    ...settings,
  },
  { provider: aws },
);

export default contract.publish({
  instanceIdentifier: database.instance.identifier,
  address: database.instance.address,
  port: database.instance.port,
  dbName: database.instance.dbName,
  masterSecretArn: database.masterSecretArn,
  securityGroupId: database.securityGroupId,
  resourceId: database.instance.resourceId,
});
