import { LaunchTemplate } from "@pulumi/aws/ec2/launchTemplate.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import type { ComponentResource, Input } from "@pulumi/pulumi";

export interface NodeSettings {
  instanceTypes: string[];
  minSize: number;
  maxSize: number;
  /** At the start; an autoscaler changes it later. */
  desiredSize: number;
  /** GiB of each node's root volume. */
  volumeSize: number;
}

// https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html
const NODE_POLICIES = [
  "AmazonEKSWorkerNodePolicy",
  "AmazonEC2ContainerRegistryPullOnly",
  "AmazonEKS_CNI_Policy",
];

/** The role of the nodes. What a workload may do belongs to a role of its own, through Pod Identity. */
export function createNodeRole(name: string, parent: ComponentResource): Role {
  const role = new Role(
    `${name}-nodes`,
    {
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
        ],
      }),
    },
    { parent },
  );
  for (const policy of NODE_POLICIES) {
    new RolePolicyAttachment(
      `${name}-nodes-${policy}`,
      { role: role.name, policyArn: `arn:aws:iam::aws:policy/${policy}` },
      { parent },
    );
  }
  return role;
}

/**
 * What is started as a node: its volume encrypted with our key, and its metadata out of reach of pods (version 2
 * only, one hop), so that no pod has the role of its node.
 * https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html
 */
export function createNodeLaunchTemplate(
  name: string,
  { nodes, dataKeyArn }: { nodes: NodeSettings; dataKeyArn: Input<string> },
  parent: ComponentResource,
): LaunchTemplate {
  return new LaunchTemplate(
    `${name}-nodes`,
    {
      description: `Nodes of ${name}`,
      updateDefaultVersion: true,
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: {
            volumeType: "gp3",
            volumeSize: nodes.volumeSize,
            encrypted: "true",
            kmsKeyId: dataKeyArn,
            deleteOnTermination: "true",
          },
        },
      ],
      monitoring: { enabled: true },
    },
    { parent },
  );
}
