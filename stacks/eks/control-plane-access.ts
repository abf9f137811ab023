import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule.js";
import type { ComponentResource, Input } from "@pulumi/pulumi";
import { formerParent } from "./former-parent.ts";

/**
 * The security group of the control plane's network interfaces, beside the one that EKS makes for nodes and control plane
 * (https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html). It lets in the addresses that it is given, and
 * nothing out.
 */
export function createControlPlaneSecurityGroup(
  name: string,
  { vpcId, privateAccessCidrs }: { vpcId: Input<string>; privateAccessCidrs: readonly string[] },
  parent: ComponentResource,
): SecurityGroup {
  const group = new SecurityGroup(
    `${name}-control-plane`,
    // Without a description, as eks.Cluster made it once: another one would replace the group.
    { vpcId, revokeRulesOnDelete: true, tags: { Name: `${name}-control-plane` } },
    {
      parent,
      aliases: [
        { name: `${name}-eksClusterSecurityGroup`, parent: formerParent(parent, "eks:index:Cluster", name) },
      ],
    },
  );
  for (const cidrIpv4 of privateAccessCidrs) {
    new SecurityGroupIngressRule(
      `${name}-api-from-${cidrIpv4.replace("/", "-")}`,
      {
        securityGroupId: group.id,
        description: "Kubernetes API",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4,
      },
      { parent },
    );
  }
  return group;
}
