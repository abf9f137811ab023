import { getStack } from "@pulumi/pulumi";
import { provisionProvider } from "@strata/aws-provider";
import { routeOf } from "@strata/aws-provider/config";
import { loadConfig } from "@strata/environment/config";
import networkContract from "@strata/network/contract";
import rdsContract from "@strata/rds/contract";
import secretsContract from "@strata/secrets/contract";
import { ready, reference } from "@strata/stack-contract";
import { LambdaConfig } from "./config.ts";
import contract from "./contract.ts";
import { DatabaseCheck } from "./database-check.ts";

const { account, region, tags, ...settings } = loadConfig(LambdaConfig);
const route = routeOf({ account, region });
const secrets = reference(secretsContract);
const network = reference(networkContract);
const database = reference(rdsContract);
await ready(secrets, network, database);
const aws = provisionProvider(route, tags);
const vpc = network.vpcs.at(route);
const keys = secrets.keys.at(route);

const check = new DatabaseCheck(
  "database-check",
  {
    environment: getStack(),
    vpcId: vpc.vpcId,
    subnetIds: vpc.privateSubnetIds,
    database,
    dataKeyArn: keys.data,
    logsKeyArn: keys.logs,
    ...settings,
  },
  { provider: aws },
);

export default contract.publish({
  functionName: check.functionName,
  aliasArn: check.aliasArn,
  roleArn: check.roleArn,
  logGroupName: check.logGroupName,
  deadLetterQueueArn: check.deadLetterQueueArn,
  securityGroupId: check.securityGroupId,
});
