import type { RouteTable } from "@pulumi/aws/ec2/routeTable.js";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { VpcEndpoint } from "@pulumi/aws/ec2/vpcEndpoint.js";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule.js";
import type { Output } from "@pulumi/pulumi";
import type { NetworkContext } from "./context.ts";
import type { Subnets } from "./network.ts";

/** Gateway endpoints cost nothing, and keep this traffic off the NAT gateways, which do. */
const GATEWAY_SERVICES = ["s3", "dynamodb"];

/** How the VPC reaches AWS services without the internet. */
export function createEndpoints(
  context: NetworkContext,
  subnets: Subnets,
  routeTables: readonly RouteTable[],
): { securityGroupId: Output<string> } {
  const { name, args, parent, vpc } = context;
  for (const service of GATEWAY_SERVICES) {
    new VpcEndpoint(
      `${name}-${service}`,
      {
        vpcId: vpc.id,
        serviceName: `com.amazonaws.${args.region}.${service}`,
        vpcEndpointType: "Gateway",
        routeTableIds: routeTables.map((table) => table.id),
        tags: { Name: `${name}-${service}` },
      },
      { parent },
    );
  }
  const securityGroup = createSecurityGroup(context);
  for (const service of args.interfaceEndpoints) {
    new VpcEndpoint(
      `${name}-${service}`,
      {
        vpcId: vpc.id,
        serviceName: `com.amazonaws.${args.region}.${service}`,
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
        subnetIds: [...subnets.private.values()].map((subnet) => subnet.id),
        securityGroupIds: [securityGroup.id],
        tags: { Name: `${name}-${service}` },
      },
      { parent },
    );
  }
  return { securityGroupId: securityGroup.id };
}

function createSecurityGroup({ name, args, parent, vpc }: NetworkContext): SecurityGroup {
  const groupName = `${name}-endpoints`;
  const securityGroup = new SecurityGroup(
    groupName,
    { vpcId: vpc.id, description: "Interface endpoints of AWS services", tags: { Name: groupName } },
    { parent },
  );
  new SecurityGroupIngressRule(
    `${groupName}-https`,
    {
      securityGroupId: securityGroup.id,
      description: "HTTPS from anywhere in the VPC",
      cidrIpv4: args.cidrBlock,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    },
    { parent },
  );
  return securityGroup;
}
