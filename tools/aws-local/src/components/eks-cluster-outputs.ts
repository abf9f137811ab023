import type { CustomResource, Input, Output, ProviderResource } from "@pulumi/pulumi";
import type { AwsResource } from "./aws-resource.ts";
import type { VpcCniAddon } from "./eks-cluster-addons.ts";
import type { ClusterInputs } from "./eks-cluster-inputs.ts";
import type { NodeSecurityGroup } from "./eks-security-groups.ts";
import type { ServiceRole } from "./eks-service-role.ts";
import { kubeconfigOf } from "./kubeconfig.ts";

/** What a cluster was made of. */
export interface ClusterParts {
  cluster: AwsResource;
  subnetIds: Output<string[]>;
  /** Made here, or given. */
  clusterGroup: Input<AwsResource> | undefined;
  clusterGroupId: Output<string> | undefined;
  nodes: NodeSecurityGroup | undefined;
  kubernetes: ProviderResource;
  vpcCni: VpcCniAddon | undefined;
  serviceRole: ServiceRole | undefined;
}

/** The outputs of eks.Cluster: plain texts for other stacks, and `core` for what belongs to the cluster. */
export function outputsOf(args: ClusterInputs, made: ClusterParts): Record<string, unknown> {
  const { cluster, clusterGroup, nodes } = made;
  const kubeconfig = kubeconfigOf(cluster, args.providerCredentialOpts, false);
  const eksGroupId = cluster
    .get<{ clusterSecurityGroupId: string }>("vpcConfig")
    .apply((config) => config.clusterSecurityGroupId);
  const issuer = cluster
    .get<{ oidcs: { issuer: string }[] }[]>("identities")
    .apply((identities) => identities[0]?.oidcs[0]?.issuer ?? "");
  const instanceRoles: CustomResource[] = [];
  const nothing = "";
  return {
    kubeconfig,
    kubeconfigJson: kubeconfig.apply((value) => JSON.stringify(value)),
    clusterSecurityGroup: clusterGroup,
    instanceRoles,
    nodeSecurityGroup: nodes?.group,
    eksClusterIngressRule: nodes?.clusterIngressRule,
    defaultNodeGroup: undefined,
    eksCluster: cluster,
    core: {
      vpcId: args.vpcId,
      subnetIds: made.subnetIds,
      publicSubnetIds: args.publicSubnetIds,
      privateSubnetIds: args.privateSubnetIds,
      clusterSecurityGroup: clusterGroup,
      cluster,
      endpoint: cluster.get("endpoint"),
      nodeGroupOptions: {
        nodeSecurityGroup: nodes?.group,
        clusterIngressRule: nodes?.clusterIngressRule,
        version: args.version,
      },
      kubeconfig,
      provider: made.kubernetes,
      vpcCni: made.vpcCni,
      instanceRoles,
      tags: args.tags,
      nodeSecurityGroupTags: args.nodeSecurityGroupTags,
      storageClasses: {},
      encryptionConfig:
        args.encryptionConfigKeyArn === undefined
          ? undefined
          : { provider: { keyArn: args.encryptionConfigKeyArn }, resources: ["secrets"] },
      clusterIamRole: args.serviceRole ?? made.serviceRole?.role,
      accessEntries: Object.values(args.accessEntries ?? {}),
      autoModeNodeRoleName: nothing,
    },
    clusterSecurityGroupId: made.clusterGroupId ?? eksGroupId,
    nodeSecurityGroupId: nodes?.group.id ?? eksGroupId,
    clusterIngressRuleId: nodes?.clusterIngressRule.get("securityGroupRuleId") ?? nothing,
    defaultNodeGroupAsgName: nothing,
    fargateProfileId: nothing,
    fargateProfileStatus: nothing,
    oidcProviderArn: nothing,
    oidcProviderUrl: issuer,
    oidcIssuer: issuer.apply((url) => url.replace("https://", "")),
    autoModeNodeRoleName: nothing,
  };
}
