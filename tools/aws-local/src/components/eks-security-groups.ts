import { all, type Input, type Inputs, type Output, type Resource } from "@pulumi/pulumi";
import { AwsResource } from "./aws-resource.ts";

type Tags = Input<Record<string, string>> | undefined;

const ALL_TRAFFIC = { fromPort: 0, toPort: 0, protocol: "-1" };

/** The security group of the control plane, with its rule; a child of eks.Cluster. */
export function createClusterSecurityGroup(
  name: string,
  args: { vpcId: Input<string>; tags: Tags; clusterSecurityGroupTags: Tags },
  parent: Resource,
): AwsResource {
  const group = securityGroup(
    `${name}-eksClusterSecurityGroup`,
    args.vpcId,
    all([args.clusterSecurityGroupTags, args.tags]).apply(([own, tags]) => ({
      Name: `${name}-eksClusterSecurityGroup`,
      ...own,
      ...tags,
    })),
    parent,
  );
  rule(
    `${name}-eksClusterInternetEgressRule`,
    {
      description: "Allow internet access.",
      type: "egress",
      ...ALL_TRAFFIC,
      cidrBlocks: ["0.0.0.0/0"],
      securityGroupId: group.id,
    },
    parent,
  );
  return group;
}

export interface NodeSecurityGroup {
  group: AwsResource;
  clusterIngressRule: AwsResource;
}

/** The security group for nodes, with the rules between it and the control plane's; children of eks.Cluster. */
export function createNodeSecurityGroup(
  name: string,
  args: {
    vpcId: Input<string>;
    clusterName: Output<string>;
    clusterSecurityGroupId: Input<string>;
    tags: Tags;
    nodeSecurityGroupTags: Tags;
  },
  parent: Resource,
): NodeSecurityGroup {
  const group = securityGroup(
    `${name}-nodeSecurityGroup`,
    args.vpcId,
    all([args.clusterName, args.nodeSecurityGroupTags, args.tags]).apply(([clusterName, own, tags]) => ({
      Name: `${name}-nodeSecurityGroup`,
      [`kubernetes.io/cluster/${clusterName}`]: "owned",
      ...own,
      ...tags,
    })),
    parent,
  );
  const nodes = group.id;
  const controlPlane = args.clusterSecurityGroupId;
  rule(
    `${name}-eksNodeIngressRule`,
    {
      description: "Allow nodes to communicate with each other",
      type: "ingress",
      ...ALL_TRAFFIC,
      securityGroupId: nodes,
      self: true,
    },
    parent,
  );
  rule(
    `${name}-eksNodeClusterIngressRule`,
    {
      description: "Allow worker Kubelets and pods to receive communication from the cluster control plane",
      type: "ingress",
      fromPort: 1025,
      toPort: 65535,
      protocol: "tcp",
      securityGroupId: nodes,
      sourceSecurityGroupId: controlPlane,
    },
    parent,
  );
  rule(
    `${name}-eksExtApiServerClusterIngressRule`,
    {
      description:
        "Allow pods running extension API servers on port 443 to receive communication from cluster control plane",
      type: "ingress",
      fromPort: 443,
      toPort: 443,
      protocol: "tcp",
      securityGroupId: nodes,
      sourceSecurityGroupId: controlPlane,
    },
    parent,
  );
  rule(
    `${name}-eksNodeInternetEgressRule`,
    {
      description: "Allow internet access.",
      type: "egress",
      ...ALL_TRAFFIC,
      cidrBlocks: ["0.0.0.0/0"],
      securityGroupId: nodes,
    },
    parent,
  );
  const clusterIngressRule = rule(
    `${name}-eksClusterIngressRule`,
    {
      description: "Allow pods to communicate with the cluster API Server",
      type: "ingress",
      fromPort: 443,
      toPort: 443,
      protocol: "tcp",
      securityGroupId: controlPlane,
      sourceSecurityGroupId: nodes,
    },
    parent,
  );
  return { group, clusterIngressRule };
}

function securityGroup(name: string, vpcId: Input<string>, tags: Tags, parent: Resource): AwsResource {
  const inputs = { vpcId, revokeRulesOnDelete: true, tags };
  return new AwsResource("aws:ec2/securityGroup:SecurityGroup", name, inputs, ["arn", "name"], { parent });
}

function rule(name: string, inputs: Inputs, parent: Resource): AwsResource {
  return new AwsResource(
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    name,
    inputs,
    ["securityGroupRuleId"],
    { parent },
  );
}
