import type { RouteTable } from "@pulumi/aws/ec2/routeTable.js";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { VpcEndpoint } from "@pulumi/aws/ec2/vpcEndpoint.js";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule.js";
import type { Output } from "@pulumi/pulumi";
import type { NetworkContext } from "./context.ts";
import { blockName } from "./pod-subnets.ts";
import { SLOW_INTERFACES } from "./slow-interfaces.ts";
import type { Subnets } from "./network.ts";

/** Gateway endpoints cost nothing, and keep this traffic off the NAT gateways, which do. */
const GATEWAY_SERVICES = ["s3", "dynamodb"];

export interface Endpoints {
  /** Of all interface endpoints. */
  securityGroupId: Output<string>;
  /** By service, such as `s3` or `ecr.api`. */
  ids: Record<string, Output<string>>;
}

/** How the VPC reaches AWS services without the internet. */
export function createEndpoints(
  context: NetworkContext,
  subnets: Subnets,
  routeTables: readonly RouteTable[],
): Endpoints {
  const { args } = context;
  const securityGroup = createSecurityGroup(context);
  const gateways = GATEWAY_SERVICES.map((service) =>
    createEndpoint(context, service, {
      vpcEndpointType: "Gateway",
      routeTableIds: routeTables.map((table) => table.id),
    }),
  );
  const interfaces = args.interfaceEndpoints.map((service) =>
    createEndpoint(context, service, {
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: [...subnets.private.values()].map((subnet) => subnet.id),
      securityGroupIds: [securityGroup.id],
    }),
  );
  return { securityGroupId: securityGroup.id, ids: Object.fromEntries([...gateways, ...interfaces]) };
}

function createEndpoint(
  { name, args, parent, vpc }: NetworkContext,
  service: string,
  how: Pick<
    ConstructorParameters<typeof VpcEndpoint>[1],
    "vpcEndpointType" | "routeTableIds" | "privateDnsEnabled" | "subnetIds" | "securityGroupIds"
  >,
): [string, Output<string>] {
  const endpointName = `${name}-${service}`;
  const serviceName = `com.amazonaws.${args.region}.${service}`;
  const endpoint = new VpcEndpoint(
    endpointName,
    { vpcId: vpc.id, serviceName, ...how, tags: { Name: endpointName } },
    { parent },
  );
  return [service, endpoint.id];
}

function createSecurityGroup({ name, args, parent, vpc }: NetworkContext): SecurityGroup {
  const groupName = `${name}-endpoints`;
  const securityGroup = new SecurityGroup(
    groupName,
    { vpcId: vpc.id, description: "Interface endpoints of AWS services", tags: { Name: groupName } },
    { parent, customTimeouts: SLOW_INTERFACES },
  );
  const admit = (ruleName: string, from: string, cidrIpv4: string) =>
    new SecurityGroupIngressRule(
      ruleName,
      {
        securityGroupId: securityGroup.id,
        description: `HTTPS from ${from}`,
        cidrIpv4,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
      },
      { parent },
    );
  admit(`${groupName}-https`, "anywhere in the VPC", args.cidrBlock);
  for (const block of args.secondaryCidrBlocks ?? []) {
    admit(`${groupName}-https-${blockName(block)}`, "pods", block);
  }
  return securityGroup;
}
