import type { Limit } from "../../model/limits.ts";
import { block, name, roleArn } from "./shared.ts";

const EKS = "https://docs.aws.amazon.com/eks/latest/APIReference";
const CLUSTER = `${EKS}/API_CreateCluster.html`;
const NODE_GROUP = `${EKS}/API_CreateNodegroup.html`;

export const EKS_LIMITS: Record<string, readonly Limit[]> = {
  "aws:eks/cluster:Cluster": [
    {
      path: "enabledClusterLogTypes",
      oneOf: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      source: `${EKS}/API_LogSetup.html`,
    },
    {
      path: "accessConfig.authenticationMode",
      oneOf: ["CONFIG_MAP", "API_AND_CONFIG_MAP", "API"],
      source: `${EKS}/API_CreateAccessConfigRequest.html`,
    },
    {
      path: "upgradePolicy.supportType",
      oneOf: ["STANDARD", "EXTENDED"],
      source: `${EKS}/API_UpgradePolicyRequest.html`,
    },
    name("name", /^[A-Za-z\d][\w-]{0,99}$/, "a letter or digit, then letters, digits, _ and -", CLUSTER),
    name("version", /^1\.\d+$/, "a version like 1.34", CLUSTER),
    roleArn("roleArn", CLUSTER),
    { path: "vpcConfig.subnetIds", count: [2, 16], source: `${EKS}/API_VpcConfigRequest.html` },
    block("vpcConfig.publicAccessCidrs", `${EKS}/API_VpcConfigRequest.html`),
    {
      path: "kubernetesNetworkConfig.ipFamily",
      oneOf: ["ipv4", "ipv6"],
      source: `${EKS}/API_KubernetesNetworkConfigRequest.html`,
    },
    name(
      "kubernetesNetworkConfig.serviceIpv4Cidr",
      /^(?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168)(?:\.\d{1,3}){2,3}\/(?:1[2-9]|2[0-4])$/,
      "a private block between /24 and /12",
      `${EKS}/API_KubernetesNetworkConfigRequest.html`,
    ),
    {
      path: "encryptionConfig.resources",
      oneOf: ["secrets"],
      source: `${EKS}/API_EncryptionConfig.html`,
    },
  ],
  "aws:eks/nodeGroup:NodeGroup": [
    { path: "updateConfig.maxUnavailable", range: [1, 100], source: `${EKS}/API_NodegroupUpdateConfig.html` },
    {
      path: "updateConfig.maxUnavailablePercentage",
      range: [1, 100],
      source: `${EKS}/API_NodegroupUpdateConfig.html`,
    },
    { path: "capacityType", oneOf: ["ON_DEMAND", "SPOT", "CAPACITY_BLOCK"], source: NODE_GROUP },
    {
      path: "taints.effect",
      oneOf: ["NO_SCHEDULE", "NO_EXECUTE", "PREFER_NO_SCHEDULE"],
      source: `${EKS}/API_Taint.html`,
    },
    name("nodeGroupName", /^[A-Za-z\d][\w-]{0,62}$/, "1 to 63 letters, digits, _ and -", NODE_GROUP),
    roleArn("nodeRoleArn", NODE_GROUP),
    { path: "scalingConfig.minSize", range: [0, Infinity], source: `${EKS}/API_NodegroupScalingConfig.html` },
    { path: "scalingConfig.maxSize", range: [1, Infinity], source: `${EKS}/API_NodegroupScalingConfig.html` },
    { path: "instanceTypes", count: [1, 20], source: NODE_GROUP },
    { path: "taints.key", length: [1, 63], source: `${EKS}/API_Taint.html` },
    { path: "taints.value", length: [0, 63], source: `${EKS}/API_Taint.html` },
  ],
  "aws:eks/accessEntry:AccessEntry": [
    {
      path: "type",
      oneOf: [
        "STANDARD",
        "EC2_LINUX",
        "EC2_WINDOWS",
        "FARGATE_LINUX",
        "EC2",
        "HYBRID_LINUX",
        "HYPERPOD_LINUX",
      ],
      source: `${EKS}/API_CreateAccessEntry.html`,
    },
    name(
      "principalArn",
      /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\//,
      "the ARN of a role or user",
      `${EKS}/API_CreateAccessEntry.html`,
    ),
  ],
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": [
    { path: "accessScope.type", oneOf: ["cluster", "namespace"], source: `${EKS}/API_AccessScope.html` },
    name(
      "policyArn",
      /^arn:aws[a-z-]*:eks::aws:cluster-access-policy\/\w+$/,
      "the ARN of an access policy of EKS",
      `${EKS}/API_AssociateAccessPolicy.html`,
    ),
  ],
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": [
    roleArn("roleArn", `${EKS}/API_CreatePodIdentityAssociation.html`),
  ],
  "aws:eks/fargateProfile:FargateProfile": [
    { path: "selectors", count: [1, 5], source: `${EKS}/API_CreateFargateProfile.html` },
    roleArn("podExecutionRoleArn", `${EKS}/API_CreateFargateProfile.html`),
  ],
  "aws:eks/addon:Addon": [
    { path: "resolveConflictsOnCreate", oneOf: ["NONE", "OVERWRITE"], source: `${EKS}/API_CreateAddon.html` },
    {
      path: "resolveConflictsOnUpdate",
      oneOf: ["NONE", "OVERWRITE", "PRESERVE"],
      source: `${EKS}/API_UpdateAddon.html`,
    },
  ],
};
