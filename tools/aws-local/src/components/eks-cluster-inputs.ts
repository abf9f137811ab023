import type { Input } from "@pulumi/pulumi";
import type { AwsResource } from "./aws-resource.ts";
import type { AccessEntry } from "./eks-access-entries.ts";
import type { AddonOptions, VpcCniOptions } from "./eks-cluster-addons.ts";
import type { KubeconfigOptions } from "./kubeconfig.ts";

type Tags = Input<Record<string, string>> | undefined;

/** The inputs of eks.Cluster of @pulumi/eks that are implemented; see assertClusterOptions in eks-options.ts. */
export interface ClusterInputs {
  accessEntries?: Record<string, AccessEntry>;
  authenticationMode: string;
  bootstrapSelfManagedAddons?: Input<boolean>;
  /** Only beside `skipDefaultSecurityGroups`. */
  clusterSecurityGroup?: Input<AwsResource>;
  clusterSecurityGroupTags?: Tags;
  clusterTags?: Tags;
  corednsAddonOptions?: AddonOptions;
  deletionProtection?: Input<boolean>;
  enableConfigMapMutable?: Input<boolean>;
  enabledClusterLogTypes?: Input<string[]>;
  encryptionConfigKeyArn?: Input<string>;
  endpointPrivateAccess?: Input<boolean>;
  endpointPublicAccess?: Input<boolean>;
  ipFamily?: Input<string>;
  kubeProxyAddonOptions?: AddonOptions;
  kubernetesServiceIpAddressRange?: Input<string>;
  name?: Input<string>;
  nodeSecurityGroupTags?: Tags;
  privateSubnetIds?: Input<string[]>;
  providerCredentialOpts?: Input<KubeconfigOptions>;
  publicAccessCidrs?: Input<string[]>;
  publicSubnetIds?: Input<string[]>;
  serviceRole?: Input<AwsResource>;
  skipDefaultSecurityGroups?: boolean;
  subnetIds?: Input<string[]>;
  tags?: Tags;
  upgradePolicy?: Input<object>;
  useDefaultVpcCni?: boolean;
  version?: Input<string>;
  vpcCniOptions?: VpcCniOptions;
  vpcId: Input<string>;
}
