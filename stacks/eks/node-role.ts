import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import type { ComponentResource } from "@pulumi/pulumi";

// https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html
const NODE_POLICIES = [
  "AmazonEKSWorkerNodePolicy",
  "AmazonEC2ContainerRegistryPullOnly",
  "AmazonEKS_CNI_Policy",
];

export interface NodeRole {
  role: Role;
  /** Without them a node cannot join the cluster, nor leave it. */
  attachments: RolePolicyAttachment[];
}

/** The role of the nodes. What a workload may do belongs to a role of its own, through Pod Identity. */
export function createNodeRole(name: string, parent: ComponentResource): NodeRole {
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
  const attachments = NODE_POLICIES.map(
    (policy) =>
      new RolePolicyAttachment(
        `${name}-nodes-${policy}`,
        { role: role.name, policyArn: `arn:aws:iam::aws:policy/${policy}` },
        { parent },
      ),
  );
  return { role, attachments };
}
