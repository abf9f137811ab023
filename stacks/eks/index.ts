import { getStack, log } from "@pulumi/pulumi";
import { provisionProvider } from "@strata/aws-provider";
import { accountIdOf, applyRoleArnOf, routeOf } from "@strata/aws-provider/config";
import { eksProviders } from "@strata/aws-provider/eks";
import { stackTags } from "@strata/aws-provider/tags";
import { loadConfig } from "@strata/environment/config";
import networkContract from "@strata/network/contract";
import secretsContract from "@strata/secrets/contract";
import { ready, reference } from "@strata/stack-contract";
import { accessReport } from "./access.ts";
import { EksConfig } from "./config.ts";
import contract from "./contract.ts";
import { KubernetesCluster } from "./kubernetes-cluster.ts";

const { account, region, tags, ...settings } = loadConfig(EksConfig);
const route = routeOf({ account, region });
const secrets = reference(secretsContract);
const network = reference(networkContract);
await ready(secrets, network);
const [vpc, keys] = [network.vpcs.at(route), secrets.keys.at(route)];

const cluster = new KubernetesCluster(
  "kubernetes",
  {
    environment: getStack(),
    accountId: accountIdOf(route),
    region: route.region,
    deployRoleArn: applyRoleArnOf(route),
    vpcId: vpc.vpcId,
    publicSubnetIds: vpc.publicSubnetIds,
    privateSubnetIds: vpc.privateSubnetIds,
    availabilityZones: vpc.availabilityZones,
    dataKeyArn: keys.data,
    logsKeyArn: keys.logs,
    secretsKeyArn: keys.secrets,
    nodeTags: stackTags(tags),
    ...settings,
  },
  { providers: eksProviders("eks", provisionProvider(route, tags)) },
);
// For whoever reviews a preview: an output is one line, and cut.
void log.info(accessReport(cluster.clusterName, cluster.accessTable), cluster);

export default contract.publish({
  clusterName: cluster.clusterName,
  clusterArn: cluster.clusterArn,
  clusterEndpoint: cluster.clusterEndpoint,
  clusterSecurityGroupId: cluster.clusterSecurityGroupId,
  nodeSecurityGroupId: cluster.nodeSecurityGroupId,
  nodeRoleArn: cluster.nodeRoleArn,
  oidcProviderArn: cluster.oidcProviderArn,
  oidcIssuer: cluster.oidcIssuer,
  kubeconfig: cluster.kubeconfig,
  kubernetesVersion: settings.kubernetesVersion,
  addonVersions: cluster.addonVersions,
  accessTable: cluster.accessTable,
  podIdentityRoleArns: cluster.podIdentityRoleArns,
  karpenterNodeRoleName: cluster.karpenter?.nodeRoleName,
  karpenterQueueName: cluster.karpenter?.queueName,
});
