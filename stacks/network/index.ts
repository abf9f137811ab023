import { getStack } from "@pulumi/pulumi";
import { accountOf, awsProvider } from "@strata/aws-provider";
import { loadConfig } from "@strata/environment/config";
import secretsContract from "@strata/secrets/contract";
import { ready, reference } from "@strata/stack-contract";
import { NetworkConfig } from "./config.ts";
import contract from "./contract.ts";
import { Network } from "./network.ts";

const config = loadConfig(NetworkConfig);
const secrets = reference(secretsContract);
await ready(secrets);
const aws = awsProvider("aws", config.aws);

const network = new Network(
  "network",
  {
    environment: getStack(),
    accountId: accountOf(config.aws),
    region: config.aws.region,
    cidrBlock: config.cidrBlock,
    zones: config.zones,
    nat: config.nat,
    interfaceEndpoints: config.interfaceEndpoints,
    flowLogRetentionInDays: config.flowLogRetentionInDays,
    logsKeyArn: secrets.logsKeyArn,
  },
  { provider: aws },
);

export default contract.publish({
  vpcId: network.vpcId,
  vpcCidrBlock: config.cidrBlock,
  availabilityZones: network.availabilityZones,
  publicSubnetIds: network.subnetIds.public,
  privateSubnetIds: network.subnetIds.private,
  isolatedSubnetIds: network.subnetIds.isolated,
  natPublicIps: network.natPublicIps,
  endpointSecurityGroupId: network.endpointSecurityGroupId,
});
