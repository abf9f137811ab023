import { getStack } from "@pulumi/pulumi";
import { awsProvider } from "@strata/aws-provider";
import { loadConfig } from "@strata/environment/config";
import networkContract from "@strata/network/contract";
import secretsContract from "@strata/secrets/contract";
import { ready, reference } from "@strata/stack-contract";
import { RdsConfig } from "./config.ts";
import contract from "./contract.ts";
import { Database } from "./database.ts";

const { aws: awsSpec, ...settings } = loadConfig(RdsConfig);
const secrets = reference(secretsContract);
const network = reference(networkContract);
await ready(secrets, network);
const aws = awsProvider("aws", awsSpec);

const database = new Database(
  "database",
  {
    environment: getStack(),
    vpcId: network.vpcId,
    subnetIds: network.isolatedSubnetIds,
    dataKeyArn: secrets.dataKeyArn,
    logsKeyArn: secrets.logsKeyArn,
    secretsKeyArn: secrets.secretsKeyArn,
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
