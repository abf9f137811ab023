import { Provider as AwsProvider } from "@pulumi/aws/provider.js";
import { Provider as EksProvider } from "@pulumi/eks/provider.js";
import { type RecordOptions, recordResources } from "@strata/testing";
import { KubernetesCluster, type KubernetesClusterArgs } from "./kubernetes-cluster.ts";
import { NodeGroupConfig } from "./node-config.ts";

/** For tests: what a cluster is made of. */
export const clusterArgs: KubernetesClusterArgs = {
  environment: "dev",
  accountId: "111111111111",
  region: "eu-central-1",
  deployRoleArn: "arn:aws:iam::111111111111:role/deploy",
  vpcId: "vpc-1",
  publicSubnetIds: ["subnet-public-a", "subnet-public-b"],
  privateSubnetIds: ["subnet-private-a", "subnet-private-b"],
  availabilityZones: ["eu-central-1a", "eu-central-1b"],
  dataKeyArn: "arn:data",
  logsKeyArn: "arn:logs",
  secretsKeyArn: "arn:secrets",
  nodeTags: { Owner: "platform", Stack: "eks" },
  kubernetesVersion: "1.34",
  addonVersions: {},
  administratorRoles: ["team/admin"],
  access: [],
  podIdentities: {},
  karpenter: false,
  publicAccessCidrs: [],
  privateAccessCidrs: [],
  deletionProtection: true,
  nodeGroups: { nodes: nodeGroup() },
  logRetentionInDays: 90,
};

/** For tests: a group of nodes as the configuration's schema makes it. */
export function nodeGroup(changes: Partial<NodeGroupConfig> = {}): NodeGroupConfig {
  const minimum = { instanceTypes: ["m7g.large"], minSize: 2, maxSize: 6, desiredSize: 3 };
  return NodeGroupConfig.parse({ ...minimum, ...changes });
}

/** For tests: records the resources of a cluster. */
export async function recordCluster(
  changes: Partial<KubernetesClusterArgs> = {},
  options: Pick<RecordOptions, "preview"> = {},
) {
  const recording = await recordResources({
    ...options,
    project: "eks",
    computed: ({ type }) => {
      if (options.preview === true) return {};
      if (type === "aws:eks/nodeGroup:NodeGroup")
        return { resources: [{ autoscalingGroups: [{ name: "eks-group" }] }] };
      return type === "eks:index:Cluster"
        ? {
            core: { endpoint: "https://api.example" },
            oidcProviderUrl: "https://oidc.example/id",
            oidcIssuer: "oidc.example/id",
            clusterSecurityGroupId: "sg-control-plane",
            nodeSecurityGroupId: "sg-nodes",
            kubeconfigJson: '{"kind":"Config"}',
          }
        : { latestVersion: 3 };
    },
  });
  const providers = [new AwsProvider("aws", {}), new EksProvider("eks", {})];
  const cluster = new KubernetesCluster("kubernetes", { ...clusterArgs, ...changes }, { providers });
  await recording.settled();
  return { recording, cluster };
}
