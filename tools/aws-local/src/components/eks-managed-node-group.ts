import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Inputs,
  output,
  type Output,
} from "@pulumi/pulumi";
import { AwsResource } from "./aws-resource.ts";
import type { ConstructedComponent } from "./component-types.ts";
import { arnOf, ClusterReference } from "./eks-cluster-reference.ts";
import { assertOptions, refuse } from "./eks-options.ts";

const TYPE = "eks:index:ManagedNodeGroup";

/** What goes to the node group as it is. */
const PASSED = [
  "amiType",
  "capacityType",
  "clusterName",
  "diskSize",
  "forceUpdateVersion",
  "instanceTypes",
  "labels",
  "launchTemplate",
  "nodeGroupName",
  "nodeGroupNamePrefix",
  "releaseVersion",
  "remoteAccess",
  "tags",
  "taints",
  "version",
] as const;

const IMPLEMENTED = [
  ...PASSED,
  "cluster",
  "nodeRole",
  "nodeRoleArn",
  "scalingConfig",
  "subnetIds",
  "ignoreScalingChanges",
];

interface Core {
  cluster: AwsResource;
  subnetIds?: string[];
}

interface NodeGroupInputs {
  cluster: Input<ClusterReference | Core>;
  nodeRole?: Input<AwsResource>;
  nodeRoleArn?: Input<string>;
  scalingConfig?: Input<{ desiredSize?: number; minSize?: number; maxSize?: number }>;
  subnetIds?: Input<string[]>;
  ignoreScalingChanges?: boolean;
  clusterName?: Input<string>;
  launchTemplate?: Input<object>;
  version?: Input<string>;
}

/** Constructs eks.ManagedNodeGroup: a node group of the same name, and no role. */
export function constructManagedNodeGroup(
  name: string,
  inputs: Inputs,
  options: ComponentResourceOptions,
): ConstructedComponent {
  assertOptions(TYPE, name, inputs, IMPLEMENTED);
  const args = inputs as unknown as NodeGroupInputs;
  refuse(TYPE, name, [
    ...(args.cluster === undefined ? ["cluster must be given"] : []),
    ...((args.nodeRole === undefined) === (args.nodeRoleArn === undefined)
      ? ["exactly one of nodeRole, nodeRoleArn must be given"]
      : []),
  ]);
  const component = new ComponentResource(TYPE, name, {}, options);
  const core = output(args.cluster).apply((cluster) =>
    cluster instanceof ClusterReference ? cluster.core : (cluster as Core),
  ) as Output<Core>;
  const cluster = core.apply((known) => ({
    name: known.cluster.get("name"),
    version: known.cluster.get("version"),
    subnetIds: known.subnetIds,
  }));
  const passed = Object.fromEntries(PASSED.map((key) => [key, inputs[key]]));
  const nodeGroup = new AwsResource(
    "aws:eks/nodeGroup:NodeGroup",
    name,
    {
      ...passed,
      // A launch template may hold an image of its own, which decides the version.
      version: args.version ?? (args.launchTemplate === undefined ? cluster.version : undefined),
      clusterName: args.clusterName ?? cluster.name,
      nodeRoleArn: args.nodeRoleArn ?? arnOf(args.nodeRole),
      scalingConfig: output(args.scalingConfig).apply((given) => ({
        desiredSize: given?.desiredSize ?? 2,
        minSize: given?.minSize ?? 1,
        maxSize: given?.maxSize ?? 2,
      })),
      subnetIds: args.subnetIds ?? cluster.subnetIds.apply((ids) => ids ?? []),
    },
    ["arn", "nodeGroupName", "status", "resources"],
    {
      parent: component,
      ignoreChanges: args.ignoreScalingChanges === true ? ["scalingConfig.desiredSize"] : undefined,
    },
  );
  const outputs = { nodeGroup, placementGroupName: "" };
  (component as unknown as { registerOutputs(outputs: Inputs): void }).registerOutputs(outputs);
  return { urn: component.urn, outputs };
}
