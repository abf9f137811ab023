import type { Input } from "@pulumi/pulumi";
import type { ClusterIdentity } from "./pod-identity.ts";

type Condition = Record<string, Record<string, string | string[]>>;

/** A statement of an identity policy. */
export interface ControllerStatement {
  Sid: string;
  Effect: "Allow";
  Action: string[];
  Resource: Input<string> | string[];
  Condition?: Condition;
}

/** What the controller works with. */
export interface ControllerScope extends ClusterIdentity {
  region: string;
  /** The only role that it gives to nodes. */
  nodeRoleArn: Input<string>;
  /** Where it hears of interruptions. */
  queueArn: Input<string>;
}

/** The tags by which Karpenter knows what it made, and by which AWS lets it touch nothing else. */
const NODE_POOL = "karpenter.sh/nodepool";
const NODE_CLASS = "karpenter.k8s.aws/ec2nodeclass";
const CLUSTER_NAME = "eks:eks-cluster-name";
const REGION = "topology.kubernetes.io/region";

/** What Karpenter makes, in the order in which EC2 starts a node. */
const MADE = [
  "fleet",
  "instance",
  "volume",
  "network-interface",
  "launch-template",
  "spot-instances-request",
];

/**
 * What Karpenter's controller may do, as its version 1.14 asks for: it makes, tags and deletes what carries this
 * cluster's tags, in this region, and reads the rest.
 * https://karpenter.sh/v1.14/reference/cloudformation/
 */
export function controllerStatements(scope: ControllerScope): ControllerStatement[] {
  return [
    ...nodeLifecycle(scope),
    ...instanceProfiles(scope),
    ...discovery(scope),
    allow("ReadCluster", ["eks:DescribeCluster"], scope.clusterArn),
    allow("ReadZonalShift", ["arc-zonal-shift:GetManagedResource"], "*", {
      StringEquals: { "arc-zonal-shift:ResourceIdentifier": scope.clusterArn },
    }),
    allow(
      "ReadInterruptions",
      ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
      scope.queueArn,
    ),
  ];
}

function nodeLifecycle({ region, clusterName }: ControllerScope): ControllerStatement[] {
  const start = ["ec2:RunInstances", "ec2:CreateFleet"];
  const arns = (...kinds: string[]): string[] => kinds.map((kind) => `arn:aws:ec2:${region}:*:${kind}/*`);
  const images = ["image", "snapshot"].map((kind) => `arn:aws:ec2:${region}::${kind}/*`);
  const ours = tagged("Resource", clusterName, NODE_POOL);
  const asked = merged(tagged("Request", clusterName, NODE_POOL), {
    StringEquals: { [`aws:RequestTag/${CLUSTER_NAME}`]: clusterName },
  });
  return [
    allow("StartNodesFrom", start, [
      ...images,
      ...arns("security-group", "subnet", "capacity-reservation", "placement-group"),
    ]),
    allow("StartNodesFromOwnTemplates", start, arns("launch-template"), ours),
    allow("StartTaggedNodes", [...start, "ec2:CreateLaunchTemplate"], arns(...MADE), asked),
    allow(
      "TagWhatIsCreated",
      ["ec2:CreateTags"],
      arns(...MADE),
      merged(asked, {
        StringEquals: { "ec2:CreateAction": ["RunInstances", "CreateFleet", "CreateLaunchTemplate"] },
      }),
    ),
    allow(
      "TagOwnNodes",
      ["ec2:CreateTags"],
      arns("instance"),
      merged(ours, {
        StringEqualsIfExists: { [`aws:RequestTag/${CLUSTER_NAME}`]: clusterName },
        "ForAllValues:StringEquals": { "aws:TagKeys": [CLUSTER_NAME, "karpenter.sh/nodeclaim", "Name"] },
      }),
    ),
    allow(
      "DeleteOwnNodes",
      ["ec2:TerminateInstances", "ec2:DeleteLaunchTemplate"],
      arns("instance", "launch-template"),
      ours,
    ),
  ];
}

function instanceProfiles({
  accountId,
  region,
  clusterName,
  nodeRoleArn,
}: ControllerScope): ControllerStatement[] {
  const profiles = `arn:aws:iam::${accountId}:instance-profile/*`;
  const ours = merged(tagged("Resource", clusterName, NODE_CLASS), {
    StringEquals: { [`aws:ResourceTag/${REGION}`]: region },
  });
  const asked = merged(tagged("Request", clusterName, NODE_CLASS), {
    StringEquals: { [`aws:RequestTag/${CLUSTER_NAME}`]: clusterName, [`aws:RequestTag/${REGION}`]: region },
  });
  return [
    allow("PassNodeRole", ["iam:PassRole"], nodeRoleArn, {
      StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" },
    }),
    allow("CreateInstanceProfiles", ["iam:CreateInstanceProfile"], profiles, asked),
    allow("TagOwnInstanceProfiles", ["iam:TagInstanceProfile"], profiles, merged(ours, asked)),
    allow(
      "ChangeOwnInstanceProfiles",
      ["iam:AddRoleToInstanceProfile", "iam:RemoveRoleFromInstanceProfile", "iam:DeleteInstanceProfile"],
      profiles,
      ours,
    ),
    allow("ReadInstanceProfiles", ["iam:GetInstanceProfile"], profiles),
    // IAM has no resource for a list.
    allow("ListInstanceProfiles", ["iam:ListInstanceProfiles"], "*"),
  ];
}

function discovery({ region }: ControllerScope): ControllerStatement[] {
  const described =
    "CapacityReservations Images Instances InstanceStatus InstanceTypeOfferings InstanceTypes LaunchTemplates " +
    "PlacementGroups SecurityGroups SpotPriceHistory Subnets";
  return [
    allow(
      "ReadRegion",
      described.split(" ").map((what) => `ec2:Describe${what}`),
      "*",
      { StringEquals: { "aws:RequestedRegion": region } },
    ),
    allow("ReadImageParameters", ["ssm:GetParameter"], `arn:aws:ssm:${region}::parameter/aws/service/*`),
    allow("ReadPrices", ["pricing:GetProducts"], "*"),
  ];
}

function allow(
  Sid: string,
  Action: string[],
  Resource: ControllerStatement["Resource"],
  Condition?: Condition,
): ControllerStatement {
  return { Sid, Effect: "Allow", Action, Resource, ...(Condition !== undefined && { Condition }) };
}

/** Of this cluster, and made for a node pool or a node class, whichever tag tells. */
function tagged(of: "Request" | "Resource", clusterName: string, key: string): Condition {
  return {
    StringEquals: { [`aws:${of}Tag/kubernetes.io/cluster/${clusterName}`]: "owned" },
    StringLike: { [`aws:${of}Tag/${key}`]: "*" },
  };
}

/** Both: what is in one condition block has to hold all together. */
function merged(one: Condition, other: Condition): Condition {
  const operators = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(
    operators.map((operator) => [operator, { ...one[operator], ...other[operator] }]),
  );
}
