import { LaunchTemplate } from "@pulumi/aws/ec2/launchTemplate.js";
import { NodeGroup } from "@pulumi/aws/eks/nodeGroup.js";
import type { ComponentResource, Input, Output, Resource } from "@pulumi/pulumi";
import { all, interpolate, output } from "@pulumi/pulumi";
import { tagAutoScalingGroup } from "@strata/aws-provider/auto-scaling-group-tags";
import { tagSpecifications } from "@strata/tagging";
import { formerParent } from "./former-parent.ts";
import { amiTypeOf, type OperatingSystem } from "./instance-architecture.ts";
import type { NodeGroupConfig } from "./node-config.ts";
import { subnetsInZones } from "./zones.ts";

interface Volume {
  deviceName: string;
  /** Whether it is the one that grows with what runs on the node. */
  sized: boolean;
}

/**
 * The volumes of an image: Bottlerocket has the system on one and images, logs and pods on another.
 * https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html
 */
const VOLUMES: Record<OperatingSystem, readonly Volume[]> = {
  AL2023: [{ deviceName: "/dev/xvda", sized: true }],
  BOTTLEROCKET: [
    { deviceName: "/dev/xvda", sized: false },
    { deviceName: "/dev/xvdb", sized: true },
  ],
};

export interface NodeGroupsArgs {
  clusterName: string;
  /** Minor version, for example `1.34`: nodes follow the control plane, group by group. */
  kubernetesVersion: string;
  nodeRoleArn: Input<string>;
  /** Encrypts the nodes' volumes. */
  dataKeyArn: Input<string>;
  /** In the order of the zones. */
  privateSubnetIds: Input<string[]>;
  /** For example `eu-central-1a`. */
  availabilityZones: Input<string[]>;
  /** What the auto-scaling groups and every instance, volume and network interface are tagged with. */
  tags: Readonly<Record<string, string>>;
  /** By name. */
  nodeGroups: Readonly<Record<string, NodeGroupConfig>>;
}

/**
 * Managed groups of nodes in private subnets, each with a launch template of its own. `eks.ManagedNodeGroup` of
 * \@pulumi/eks 4.3.0 is not used: it knows neither how many nodes may be out of service, nor repair.
 *
 * @param needed what has to be there before the first node: the cluster, and the add-ons that pods need at their start
 */
export function createNodeGroups(
  name: string,
  args: NodeGroupsArgs,
  parent: ComponentResource,
  needed: readonly Resource[],
): NodeGroup[] {
  return Object.entries(args.nodeGroups).map(([group, config]) =>
    createNodeGroup(
      `${name}-${group}`,
      { ...args, tags: { Name: `${args.clusterName}-${group}`, ...args.tags } },
      config,
      parent,
      needed,
    ),
  );
}

function createNodeGroup(
  name: string,
  args: NodeGroupsArgs,
  config: NodeGroupConfig,
  parent: ComponentResource,
  needed: readonly Resource[],
): NodeGroup {
  const launchTemplate = createLaunchTemplate(name, args, config, parent);
  const { minSize, maxSize, desiredSize, labels, taints, maxUnavailable } = config;
  const nodes = new NodeGroup(
    name,
    {
      clusterName: args.clusterName,
      nodeRoleArn: args.nodeRoleArn,
      subnetIds: subnetsOf(args, config),
      instanceTypes: config.instanceTypes,
      amiType: amiTypeOf(config.operatingSystem, config.instanceTypes),
      capacityType: config.capacityType,
      version: args.kubernetesVersion,
      scalingConfig: { minSize, maxSize, desiredSize },
      labels,
      taints,
      updateConfig: { maxUnavailable },
      nodeRepairConfig: { enabled: config.repair },
      launchTemplate: { id: launchTemplate.id, version: interpolate`${launchTemplate.latestVersion}` },
    },
    {
      parent,
      dependsOn: [...needed],
      aliases: [{ parent: formerParent(parent, "eks:index:ManagedNodeGroup", name) }],
      ignoreChanges: config.autoscaled ? ["scalingConfig.desiredSize"] : [],
    },
  );
  // EKS makes one for each group.
  const autoScalingGroup = nodes.resources.apply(([made]) => made?.autoscalingGroups[0]?.name ?? "");
  tagAutoScalingGroup(name, autoScalingGroup, args.tags, { parent });
  return nodes;
}

/** Each subnet for itself: in a preview the ID of one that is to come is not known, and those of the others are. */
function subnetsOf(args: NodeGroupsArgs, { availabilityZones: zones }: NodeGroupConfig): Input<string[]> {
  const ids = output(args.privateSubnetIds);
  if (zones === undefined) return ids;
  return output(args.availabilityZones).apply((available) => {
    const each = available.map((_zone, index) => ids[index] as Output<string>);
    return all(subnetsInZones(each, available, zones));
  });
}

/**
 * What is started as a node: its volume encrypted with our key, and its metadata out of reach of pods (version 2 only, one
 * hop), so that no pod has the role of its node. EC2 makes the instance and what belongs to it, so that the provider's
 * default tags do not reach them.
 * https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html
 */
function createLaunchTemplate(
  name: string,
  { dataKeyArn, tags }: NodeGroupsArgs,
  { operatingSystem, volumeSize }: NodeGroupConfig,
  parent: ComponentResource,
): LaunchTemplate {
  return new LaunchTemplate(
    name,
    {
      description: `Nodes of ${name}`,
      updateDefaultVersion: true,
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: VOLUMES[operatingSystem].map(({ deviceName, sized }) => ({
        deviceName,
        ebs: {
          volumeType: "gp3",
          volumeSize: sized ? volumeSize : undefined,
          encrypted: "true",
          kmsKeyId: dataKeyArn,
          deleteOnTermination: "true",
        },
      })),
      monitoring: { enabled: true },
      tagSpecifications: tagSpecifications(tags, ["instance", "volume", "network-interface"]),
    },
    { parent },
  );
}
