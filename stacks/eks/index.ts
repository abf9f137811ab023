import { getStack } from "@pulumi/pulumi";
import { accountOf, awsProvider } from "@strata/aws-provider";
import { eksProviders } from "@strata/aws-provider/eks";
import { loadConfig } from "@strata/environment/config";
import networkContract from "@strata/network/contract";
import secretsContract from "@strata/secrets/contract";
import { ready, reference } from "@strata/stack-contract";
import { EksConfig } from "./config.ts";
import contract from "./contract.ts";
import { KubernetesCluster } from "./kubernetes-cluster.ts";

const { aws: awsSpec, ...settings } = loadConfig(EksConfig);
const secrets = reference(secretsContract);
const network = reference(networkContract);
await ready(secrets, network);
const aws = awsProvider("aws", awsSpec);

const cluster = new KubernetesCluster(
  "kubernetes",
  {
    environment: getStack(),
    accountId: accountOf(awsSpec),
    region: awsSpec.region,
    deployRoleArn: awsSpec.assumeRoles?.at(-1)?.roleArn,
    vpcId: network.vpcId,
    publicSubnetIds: network.publicSubnetIds,
    privateSubnetIds: network.privateSubnetIds,
    dataKeyArn: secrets.dataKeyArn,
    logsKeyArn: secrets.logsKeyArn,
    secretsKeyArn: secrets.secretsKeyArn,
    ...settings,
  },
  { providers: eksProviders("eks", aws) },
);

export default contract.publish({
  clusterName: cluster.clusterName,
  clusterArn: cluster.clusterArn,
  clusterEndpoint: cluster.clusterEndpoint,
  clusterSecurityGroupId: cluster.clusterSecurityGroupId,
  nodeSecurityGroupId: cluster.nodeSecurityGroupId,
  nodeRoleArn: cluster.nodeRoleArn,
  oidcProviderArn: cluster.oidcProviderArn,
  oidcIssuer: cluster.oidcIssuer,
});
