import type { CheckFailure } from "../declarations/validate.ts";
import type { Descriptors, ResourceContext } from "../model/descriptor.ts";
import { isMap, type Value, type ValueMap } from "../protocol/values.ts";
import { creationTime, given, withMembers } from "./shared.ts";

const CLUSTER = "aws:eks/cluster:Cluster";
/** What EKS creates if no version is asked for. https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html */
export const DEFAULT_KUBERNETES_VERSION = "1.34";

/** What EKS takes for the AMI type of a node group that says none. */
const X86 = "AL2023_x86_64_STANDARD";

/** Clusters, node groups, add-ons, and who may use them. */
export const eks: Descriptors = {
  [CLUSTER]: {
    naming: { property: "name", maxLength: 100 },
    id: ({ name }) => name,
    defaults: { bootstrapSelfManagedAddons: true },
    computed: {
      arn: ({ arn, name }) => arn("eks", `cluster/${name}`),
      createdAt: creationTime,
      status: () => "ACTIVE",
      version: given("version", DEFAULT_KUBERNETES_VERSION),
      platformVersion: () => "eks.1",
      endpoint: (context) => `https://${clusterHash(context)}.gr7.${context.region}.eks.amazonaws.com`,
      certificateAuthority: ({ name }) => ({
        data: Buffer.from(`no certificate: local cluster ${name}`).toString("base64"),
      }),
      identities: (context) => [
        {
          oidcs: [{ issuer: `https://oidc.eks.${context.region}.amazonaws.com/id/${clusterHash(context)}` }],
        },
      ],
      deletionProtection: given("deletionProtection", false),
      accessConfig: withMembers("accessConfig", () => ({
        authenticationMode: "CONFIG_MAP",
        bootstrapClusterCreatorAdminPermissions: true,
      })),
      kubernetesNetworkConfig: withMembers("kubernetesNetworkConfig", () => ({
        ipFamily: "ipv4",
        serviceIpv4Cidr: "172.20.0.0/16",
      })),
      upgradePolicy: withMembers("upgradePolicy", () => ({ supportType: "EXTENDED" })),
      vpcConfig: (context) => ({
        endpointPrivateAccess: false,
        endpointPublicAccess: true,
        publicAccessCidrs: ["0.0.0.0/0"],
        ...vpcConfigOf(context.inputs),
        clusterSecurityGroupId: `sg-0${context.hex(16, "cluster security group")}`,
        vpcId: vpcOf(context),
      }),
    },
    recomputed: { platformVersion: ["version"] },
    replaceOn: [
      "name",
      "roleArn",
      "bootstrapSelfManagedAddons",
      "accessConfig.bootstrapClusterCreatorAdminPermissions",
      "kubernetesNetworkConfig.ipFamily",
      "kubernetesNetworkConfig.serviceIpv4Cidr",
      "outpostConfig.controlPlaneInstanceType",
      "outpostConfig.controlPlanePlacement.groupName",
      "remoteNetworkConfig",
    ],
    replaceWhen: (before, after) => [
      ...(before.encryptionConfig !== undefined && after.encryptionConfig === undefined
        ? ["encryptionConfig"]
        : []),
      ...(vpcConfigOf(before).controlPlaneEgressMode === "CUSTOMER_ROUTED" &&
      vpcConfigOf(after).controlPlaneEgressMode === "AWS_MANAGED"
        ? ["vpcConfig.controlPlaneEgressMode"]
        : []),
      ...(isMap(before.computeConfig) && before.computeConfig.nodeRoleArn !== undefined
        ? ["computeConfig.nodeRoleArn"]
        : []),
    ],
    unordered: [
      "enabledClusterLogTypes",
      "vpcConfig.subnetIds",
      "vpcConfig.securityGroupIds",
      "vpcConfig.publicAccessCidrs",
    ],
    refuseDeletion: ({ deletionProtection }) =>
      deletionProtection === true
        ? "its deletion protection is on; set deletionProtection to false first."
        : undefined,
  },
  "aws:eks/nodeGroup:NodeGroup": {
    naming: { property: "nodeGroupName", maxLength: 63 },
    id: ({ name, text }) => `${text("clusterName")}:${name}`,
    uniqueKey: ({ name, text }) => `${text("clusterName")}:${name}`,
    computed: {
      arn: ({ arn, name, hex, text }) =>
        arn("eks", `nodegroup/${text("clusterName")}/${name}/${hex(32, "group")}`),
      status: () => "ACTIVE",
      amiType: given("amiType", X86),
      capacityType: given("capacityType", "ON_DEMAND"),
      diskSize: given("diskSize", ({ inputs }) => (inputs.launchTemplate === undefined ? 20 : 0)),
      instanceTypes: given("instanceTypes", ({ inputs }) =>
        inputs.launchTemplate === undefined ? ["t3.medium"] : [],
      ),
      version: given("version", clusterVersion),
      releaseVersion: given("releaseVersion", (context) => `${String(clusterVersion(context))}.0-20250101`),
      resources: ({ name, hex }) => [
        { autoscalingGroups: [{ name: `eks-${name}-${hex(32, "group")}` }], remoteAccessSecurityGroupId: "" },
      ],
      updateConfig: withMembers("updateConfig", () => ({ maxUnavailable: 1 })),
      nodeRepairConfig: withMembers("nodeRepairConfig", () => ({ enabled: false })),
    },
    recomputed: { releaseVersion: ["version"] },
    replaceOn: [
      "clusterName",
      "nodeGroupName",
      "nodeGroupNamePrefix",
      "nodeRoleArn",
      "subnetIds",
      "instanceTypes",
      "capacityType",
      "diskSize",
      "launchTemplate.id",
      "launchTemplate.name",
      "remoteAccess",
    ],
    // A group of Graviton instances that says no AMI type is one that AWS refuses, and that was let through here once:
    // to say the type that fits is then no other type.
    replaceWhen: (before, after) => (amiTypeOf(before) === amiTypeOf(after) ? [] : ["amiType"]),
    unordered: ["subnetIds", "taints"],
    check: ({ inputs }) => [...scalingFailures(inputs.scalingConfig), ...architectureFailures(inputs)],
  },
  "aws:eks/addon:Addon": {
    id: ({ text }) => `${text("clusterName")}:${text("addonName")}`,
    computed: {
      arn: ({ arn, hex, text }) =>
        arn("eks", `addon/${text("clusterName")}/${text("addonName")}/${hex(32, "addon")}`),
      createdAt: creationTime,
      modifiedAt: creationTime,
      addonVersion: given("addonVersion", "v1.0.0-eksbuild.1"),
      configurationValues: given("configurationValues", ""),
    },
    replaceOn: ["clusterName", "addonName"],
    json: ["configurationValues"],
  },
  "aws:eks/accessEntry:AccessEntry": {
    id: ({ text }) => `${text("clusterName")}:${text("principalArn")}`,
    defaults: { type: "STANDARD" },
    computed: {
      accessEntryArn: ({ arn, text, hex, account }) =>
        arn(
          "eks",
          `access-entry/${text("clusterName")}/role/${account}/${text("principalArn").split("/").pop()}/${hex(32)}`,
        ),
      createdAt: creationTime,
      modifiedAt: creationTime,
      kubernetesGroups: given("kubernetesGroups", []),
      userName: given("userName", ({ text }) => text("principalArn")),
    },
    replaceOn: ["clusterName", "principalArn", "type"],
    unordered: ["kubernetesGroups"],
    check: ({ inputs, instance }) => principalFailures(inputs, instance.account),
  },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    id: ({ text }) => `${text("clusterName")}#${text("principalArn")}#${text("policyArn")}`,
    computed: { associatedAt: creationTime, modifiedAt: creationTime },
    replaceOn: ["clusterName", "principalArn", "policyArn", "accessScope"],
  },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
    id: ({ hex }) => `a-${hex(17)}`,
    uniqueKey: ({ text }) => [text("clusterName"), text("namespace"), text("serviceAccount")].join("/"),
    computed: {
      associationId: ({ id }) => id,
      associationArn: ({ arn, id, text }) =>
        arn("eks", `podidentityassociation/${text("clusterName")}/${id}`),
      disableSessionTags: given("disableSessionTags", false),
    },
    replaceOn: ["clusterName", "namespace", "serviceAccount"],
  },
  "aws:eks/fargateProfile:FargateProfile": {
    naming: { property: "fargateProfileName", maxLength: 100 },
    id: ({ name, text }) => `${text("clusterName")}:${name}`,
    computed: {
      arn: ({ arn, name, hex, text }) =>
        arn("eks", `fargateprofile/${text("clusterName")}/${name}/${hex(32)}`),
      status: () => "ACTIVE",
    },
    replaceOn: ["clusterName", "fargateProfileName", "podExecutionRoleArn", "selectors", "subnetIds"],
    unordered: ["subnetIds", "selectors"],
  },
};

/**
 * Whether the principal of an access entry is one that EKS takes. Whether it exists is not looked at: EKS refuses one
 * that does not, but principals are made outside of the stacks as a rule (IAM Identity Center, landing zones), so that
 * the store knows none of them. https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
 */
function principalFailures({ principalArn, type = "STANDARD" }: ValueMap, account: string): CheckFailure[] {
  if (typeof principalArn !== "string" || typeof type !== "string") return [];
  const [, , , , principalAccount = "", principal = ""] = principalArn.split(":");
  const property = "principalArn";
  const source = "See https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html";
  if (principal.startsWith("role/aws-service-role/"))
    return [{ property, reason: `EKS takes no service-linked role, got ${principalArn}. ${source}` }];
  if (type === "STANDARD") return [];
  const wrong = [
    ...(principal.startsWith("role/") ? [] : ["a role"]),
    ...(principalAccount === account ? [] : [`of the cluster's account ${account}`]),
  ];
  if (wrong.length === 0) return [];
  const reason = `For an entry of the type ${type} it must be ${wrong.join(", ")}; got ${principalArn}. ${source}`;
  return [{ property, reason }];
}

function clusterHash({ hex }: ResourceContext): string {
  return hex(32, "endpoint").toUpperCase();
}

function clusterVersion({ find, text }: ResourceContext): Value {
  return find(CLUSTER, text("clusterName"))?.version ?? DEFAULT_KUBERNETES_VERSION;
}

function vpcConfigOf({ vpcConfig }: ValueMap): ValueMap {
  return isMap(vpcConfig) ? vpcConfig : {};
}

function vpcOf({ inputs, find }: ResourceContext): Value {
  const { subnetIds } = vpcConfigOf(inputs);
  const first = Array.isArray(subnetIds) ? subnetIds[0] : undefined;
  return (typeof first === "string" ? find("aws:ec2/subnet:Subnet", first)?.vpcId : undefined) ?? "";
}

/** Families with a `g` after their generation, and a1: https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html */
function isGraviton(instanceType: Value): boolean {
  return typeof instanceType === "string" && /^(a1|[a-z]+\d+g[a-z]*)\./.test(instanceType);
}

function amiTypeOf({ amiType, instanceTypes }: ValueMap): Value {
  if (amiType !== undefined) return amiType;
  const graviton = Array.isArray(instanceTypes) && instanceTypes.some(isGraviton);
  return graviton ? "AL2023_ARM_64_STANDARD" : X86;
}

/** AWS takes a group without an AMI type for one of x86_64. It says so only when the group is created. */
function architectureFailures({ amiType = X86, instanceTypes }: ValueMap) {
  if (typeof amiType !== "string" || amiType === "CUSTOM" || !Array.isArray(instanceTypes)) return [];
  const isArm = amiType.includes("ARM_64");
  return instanceTypes
    .filter((type) => typeof type === "string" && isGraviton(type) !== isArm)
    .map((type) => ({
      property: "amiType",
      reason: `${String(type)} is not a valid instance type for requested amiType ${amiType}.`,
    }));
}

function scalingFailures(scalingConfig: Value | undefined) {
  if (!isMap(scalingConfig)) return [];
  const { minSize, desiredSize, maxSize } = scalingConfig;
  const numbers =
    typeof minSize === "number" && typeof desiredSize === "number" && typeof maxSize === "number";
  if (!numbers || (minSize <= desiredSize && desiredSize <= maxSize)) return [];
  return [
    {
      property: "scalingConfig",
      reason: `minSize <= desiredSize <= maxSize is required, got ${minSize}, ${desiredSize}, ${maxSize}.`,
    },
  ];
}
