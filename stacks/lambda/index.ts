import { getStack } from "@pulumi/pulumi";
import { awsProvider } from "@strata/aws-provider";
import { loadConfig } from "@strata/environment/config";
import networkContract from "@strata/network/contract";
import rdsContract from "@strata/rds/contract";
import secretsContract from "@strata/secrets/contract";
import { ready, reference } from "@strata/stack-contract";
import { LambdaConfig } from "./config.ts";
import contract from "./contract.ts";
import { DatabaseCheck } from "./database-check.ts";

const { aws: awsSpec, ...settings } = loadConfig(LambdaConfig);
const secrets = reference(secretsContract);
const network = reference(networkContract);
const database = reference(rdsContract);
await ready(secrets, network, database);
const aws = awsProvider("aws", awsSpec);

const check = new DatabaseCheck(
  "database-check",
  {
    environment: getStack(),
    vpcId: network.vpcId,
    subnetIds: network.privateSubnetIds,
    database,
    dataKeyArn: secrets.dataKeyArn,
    logsKeyArn: secrets.logsKeyArn,
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
