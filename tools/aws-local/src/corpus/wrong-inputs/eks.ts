import type { Rows } from "./shared.ts";
import { REGISTRY, NO_SUBNET, NO_ROLE, IS_ABSENT, REQUIRED, long } from "./shared.ts";

const EKS = "https://docs.aws.amazon.com/eks/latest/APIReference";

const ACCESS_ENTRIES = "https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html";

export const EKS_WRONG: Rows = {
  "aws:eks/cluster:Cluster": [
    [{ name: "-main" }, "name", "a letter or digit, then", `${EKS}/API_CreateCluster.html`],
    [{ version: "latest" }, "version", "a version like", `${EKS}/API_CreateCluster.html`],
    [{ roleArn: "admin" }, "roleArn", "the ARN of a role", `${EKS}/API_CreateCluster.html`],
    [{ roleArn: NO_ROLE }, "roleArn", IS_ABSENT, `${EKS}/API_CreateCluster.html`],
    [
      { roleArn: "<roleOfOtherAccount.arn>" },
      "roleArn",
      "account 000000000009",
      `${EKS}/API_CreateCluster.html`,
    ],
    [{ vpcConfig: undefined }, "vpcConfig", REQUIRED, `${REGISTRY}/eks/cluster/`],
    [{ vpcConfig: {} }, "vpcConfig.subnetIds", REQUIRED, `${REGISTRY}/eks/cluster/`],
    [
      { vpcConfig: { subnetIds: ["<subnetA>"] } },
      "vpcConfig.subnetIds",
      "2 to 16",
      `${EKS}/API_VpcConfigRequest.html`,
    ],
    [
      { vpcConfig: { subnetIds: ["<subnetA>", NO_SUBNET] } },
      "vpcConfig.subnetIds[1]",
      IS_ABSENT,
      `${EKS}/API_VpcConfigRequest.html`,
    ],
    [
      { vpcConfig: { subnetIds: ["<subnetA>", "<subnetB>"], publicAccessCidrs: ["home"] } },
      "vpcConfig.publicAccessCidrs",
      "a block of IPv4",
      `${EKS}/API_VpcConfigRequest.html`,
    ],
    [
      { accessConfig: { authenticationMode: "IAM" } },
      "accessConfig.authenticationMode",
      "API_AND_CONFIG_MAP",
      `${EKS}/API_CreateAccessConfigRequest.html`,
    ],
    [
      { kubernetesNetworkConfig: { ipFamily: "ipv5" } },
      "kubernetesNetworkConfig.ipFamily",
      "ipv4, ipv6",
      `${EKS}/API_KubernetesNetworkConfigRequest.html`,
    ],
    [
      { kubernetesNetworkConfig: { serviceIpv4Cidr: "8.8.0.0/16" } },
      "kubernetesNetworkConfig.serviceIpv4Cidr",
      "a private block",
      `${EKS}/API_KubernetesNetworkConfigRequest.html`,
    ],
    [{ enabledClusterLogTypes: ["all"] }, "enabledClusterLogTypes", "api, audit", `${EKS}/API_LogSetup.html`],
    [
      { upgradePolicy: { supportType: "LONG" } },
      "upgradePolicy.supportType",
      "STANDARD, EXTENDED",
      `${EKS}/API_UpgradePolicyRequest.html`,
    ],
    [
      { encryptionConfig: { provider: { keyArn: "<key.arn>" }, resources: ["pods"] } },
      "encryptionConfig.resources",
      "secrets",
      `${EKS}/API_EncryptionConfig.html`,
    ],
    [
      { encryptionConfig: { provider: { keyArn: "<deletedKey.arn>" }, resources: ["secrets"] } },
      "encryptionConfig.provider.keyArn",
      "pending deletion",
      `${EKS}/API_Provider.html`,
    ],
  ],
  "aws:eks/nodeGroup:NodeGroup": [
    [
      { scalingConfig: { minSize: 3, desiredSize: 2, maxSize: 4 } },
      "scalingConfig",
      "minSize <= desiredSize",
      `${EKS}/API_NodegroupScalingConfig.html`,
    ],
    [
      { scalingConfig: { minSize: 1, desiredSize: 5, maxSize: 4 } },
      "scalingConfig",
      "desiredSize <= maxSize",
      `${EKS}/API_NodegroupScalingConfig.html`,
    ],
    [
      { scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 0 } },
      "scalingConfig.maxSize",
      "1 or more",
      `${EKS}/API_NodegroupScalingConfig.html`,
    ],
    [
      { scalingConfig: { minSize: 1, desiredSize: "2", maxSize: 3 } },
      "scalingConfig.desiredSize",
      "type number",
      `${REGISTRY}/eks/nodegroup/`,
    ],
    [
      { instanceTypes: ["m7g.large"] },
      "amiType",
      "m7g.large is not a valid instance type for requested amiType AL2023_x86_64_STANDARD",
      `${EKS}/API_Nodegroup.html`,
    ],
    [
      { instanceTypes: ["m7i.large"], amiType: "BOTTLEROCKET_ARM_64" },
      "amiType",
      "m7i.large is not a valid instance type",
      `${EKS}/API_Nodegroup.html`,
    ],
    [{ capacityType: "CHEAP" }, "capacityType", "ON_DEMAND, SPOT", `${EKS}/API_CreateNodegroup.html`],
    [
      { taints: [{ key: "a", effect: "NoSchedule" }] },
      "taints[0].effect",
      "NO_SCHEDULE",
      `${EKS}/API_Taint.html`,
    ],
    [
      { taints: [{ key: long(64), effect: "NO_SCHEDULE" }] },
      "taints[0].key",
      "1 to 63 characters",
      `${EKS}/API_Taint.html`,
    ],
    [
      { updateConfig: { maxUnavailable: 101 } },
      "updateConfig.maxUnavailable",
      "1 to 100",
      `${EKS}/API_NodegroupUpdateConfig.html`,
    ],
    [{ nodeRoleArn: NO_ROLE }, "nodeRoleArn", IS_ABSENT, `${EKS}/API_CreateNodegroup.html`],
    [{ nodeGroupName: "my nodes" }, "nodeGroupName", "1 to 63 letters", `${EKS}/API_CreateNodegroup.html`],
  ],
  "aws:eks/addon:Addon": [
    [
      { resolveConflictsOnCreate: "PRESERVE" },
      "resolveConflictsOnCreate",
      "NONE, OVERWRITE",
      `${EKS}/API_CreateAddon.html`,
    ],
    [
      { configurationValues: "env: on" },
      "configurationValues",
      "Expected a JSON document",
      `${EKS}/API_CreateAddon.html`,
    ],
    [{ addonName: undefined }, "addonName", REQUIRED, `${REGISTRY}/eks/addon/`],
  ],
  "aws:eks/accessEntry:AccessEntry": [
    [{ type: "ADMIN" }, "type", "STANDARD", `${EKS}/API_CreateAccessEntry.html`],
    [
      { principalArn: "admin" },
      "principalArn",
      "the ARN of a role or user",
      `${EKS}/API_CreateAccessEntry.html`,
    ],
    [
      { type: "EC2_LINUX", principalArn: "arn:aws:iam::000000000009:role/nodes" },
      "principalArn",
      "of the cluster's account 000000000000",
      ACCESS_ENTRIES,
    ],
    [
      { type: "EC2_LINUX", principalArn: "arn:aws:iam::000000000000:user/nodes" },
      "principalArn",
      "it must be a role; got",
      ACCESS_ENTRIES,
    ],
    [
      {
        principalArn:
          "arn:aws:iam::000000000000:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS",
      },
      "principalArn",
      "no service-linked role",
      ACCESS_ENTRIES,
    ],
  ],
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": [
    [
      { accessScope: { type: "all" } },
      "accessScope.type",
      "cluster, namespace",
      `${EKS}/API_AccessScope.html`,
    ],
    [
      { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
      "policyArn",
      "an access policy of EKS",
      `${EKS}/API_AssociateAccessPolicy.html`,
    ],
  ],
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": [
    [{ roleArn: NO_ROLE }, "roleArn", IS_ABSENT, `${EKS}/API_CreatePodIdentityAssociation.html`],
    [{ namespace: undefined }, "namespace", REQUIRED, `${REGISTRY}/eks/podidentityassociation/`],
  ],
  "aws:eks/fargateProfile:FargateProfile": [
    [
      { selectors: Array.from({ length: 6 }, (_, index) => ({ namespace: `n${index}` })) },
      "selectors",
      "1 to 5 entries, got 6",
      `${EKS}/API_CreateFargateProfile.html`,
    ],
  ],
};
