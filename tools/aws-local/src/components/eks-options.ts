import type { Inputs } from "@pulumi/pulumi";

/** Options of eks.Cluster that are implemented. */
const IMPLEMENTED = [
  "accessEntries",
  "authenticationMode",
  "bootstrapSelfManagedAddons",
  "clusterSecurityGroup",
  "clusterSecurityGroupTags",
  "clusterTags",
  "corednsAddonOptions",
  "createOidcProvider",
  "deletionProtection",
  "enableConfigMapMutable",
  "enabledClusterLogTypes",
  "encryptionConfigKeyArn",
  "endpointPrivateAccess",
  "endpointPublicAccess",
  "ipFamily",
  "kubeProxyAddonOptions",
  "kubernetesServiceIpAddressRange",
  "name",
  "nodeSecurityGroupTags",
  "privateSubnetIds",
  "providerCredentialOpts",
  "publicAccessCidrs",
  "publicSubnetIds",
  "serviceRole",
  "skipDefaultNodeGroup",
  "skipDefaultSecurityGroups",
  "subnetIds",
  "tags",
  "upgradePolicy",
  "useDefaultVpcCni",
  "version",
  "vpcCniOptions",
  "vpcId",
] as const;

/** Options about the default node group, which is never made here; and about connections, which are never opened. */
const WITHOUT_EFFECT = [
  "createInstanceRole",
  "desiredCapacity",
  "gpu",
  "instanceProfileName",
  "instanceType",
  "maxSize",
  "minSize",
  "nodeAmiId",
  "nodeAssociatePublicIpAddress",
  "nodeGroupOptions",
  "nodePublicKey",
  "nodeRootVolumeEncrypted",
  "nodeRootVolumeSize",
  "nodeSubnetIds",
  "nodeUserData",
  "proxy",
] as const;

/** The values that options must have, with what they stand for. */
const REQUIRED: Record<string, { value: unknown; because: string }> = {
  skipDefaultNodeGroup: { value: true, because: "the default node group is not implemented" },
  authenticationMode: {
    value: "API",
    because: "the others put a ConfigMap into the cluster, and there is none",
  },
  createOidcProvider: {
    value: false,
    because: "the component opens a connection to AWS for it; make an aws.iam.OpenIdConnectProvider instead",
  },
  createInstanceRole: { value: false, because: "it is for the default node group, which is not implemented" },
};

/** Only what is given must have the value; these must be given. */
const MUST_BE_GIVEN = ["skipDefaultNodeGroup", "authenticationMode", "vpcId"];

/** The options of a component that the embedded AWS would make other children from than @pulumi/eks does. */
export class UnsupportedOptionsError extends Error {
  override name = "UnsupportedOptionsError";
}

/**
 * Refuses every option of eks.Cluster that would change what it is made of and is not implemented, all at once. Throws
 * {@link UnsupportedOptionsError}.
 */
export function assertClusterOptions(name: string, inputs: Inputs): void {
  const given = Object.keys(inputs).filter((key) => inputs[key] !== undefined && inputs[key] !== null);
  const unknown = given
    .filter((key) => ![...IMPLEMENTED, ...WITHOUT_EFFECT].some((option) => option === key))
    .map((key) => `${key} is not implemented`);
  const missing = MUST_BE_GIVEN.filter((key) => !given.includes(key)).map(
    (key) =>
      `${key} must be given${key in REQUIRED ? ` as ${JSON.stringify(REQUIRED[key]?.value)}: ${REQUIRED[key]?.because}` : ""}`,
  );
  const wrong = Object.entries(REQUIRED)
    .filter(([key, { value }]) => given.includes(key) && inputs[key] !== value)
    .map(([key, { value, because }]) => `${key} must be ${JSON.stringify(value)}: ${because}`);
  const subnets =
    given.includes("subnetIds") && (given.includes("publicSubnetIds") || given.includes("privateSubnetIds"))
      ? ["subnetIds excludes publicSubnetIds and privateSubnetIds"]
      : [];
  // The group for nodes would get rules between it and the given one.
  const groups =
    given.includes("clusterSecurityGroup") && inputs.skipDefaultSecurityGroups !== true
      ? ["clusterSecurityGroup needs skipDefaultSecurityGroups to be true: its rules are not implemented"]
      : [];
  refuse("eks:index:Cluster", name, [...unknown, ...missing, ...wrong, ...subnets, ...groups]);
}

/** The same for any component: only the options listed may be given. Throws {@link UnsupportedOptionsError}. */
export function assertOptions(type: string, name: string, inputs: Inputs, allowed: readonly string[]): void {
  const unknown = Object.keys(inputs).filter((key) => inputs[key] !== undefined && !allowed.includes(key));
  refuse(
    type,
    name,
    unknown.map((key) => `${key} is not implemented`),
  );
}

export function refuse(type: string, name: string, problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new UnsupportedOptionsError(
    `The embedded AWS cannot construct ${type} "${name}": ${problems.join("; ")}. ` +
      `What it can construct is in tools/aws-local/src/components/.`,
  );
}
