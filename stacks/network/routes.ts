import type { InternetGateway } from "@pulumi/aws/ec2/internetGateway.js";
import { Route } from "@pulumi/aws/ec2/route.js";
import { RouteTable } from "@pulumi/aws/ec2/routeTable.js";
import { RouteTableAssociation } from "@pulumi/aws/ec2/routeTableAssociation.js";
import type { Output } from "@pulumi/pulumi";
import type { Zone } from "./cidr-plan.ts";
import type { NetworkContext } from "./context.ts";
import type { NatGateways } from "./nat-gateways.ts";
import type { Subnets } from "./network.ts";

const ANYWHERE = "0.0.0.0/0";

export interface RouteTables {
  public: RouteTable;
  /** In the order of the zones. */
  private: RouteTable[];
  isolated: RouteTable;
}

/**
 * One table for the public subnets, one for each zone's private subnet so that each can have a gateway of its
 * own, and one for the isolated subnets, which has no route out. Another gateway changes a route in place.
 */
export function createRoutes(
  context: NetworkContext,
  subnets: Subnets,
  internetGateway: InternetGateway,
  natGateways: NatGateways,
): RouteTables {
  const { name, parent } = context;
  const publicTable = createTable(context, "public", [...subnets.public]);
  new Route(
    `${name}-public-internet`,
    { routeTableId: publicTable.id, destinationCidrBlock: ANYWHERE, gatewayId: internetGateway.id },
    { parent },
  );
  const privateTables = [...subnets.private].map(([zone, subnet]) => {
    const table = createTable(context, `private-${zone}`, [[zone, subnet]]);
    const gateway = natGateways.of(zone);
    if (gateway !== undefined) {
      new Route(
        `${name}-private-${zone}-nat`,
        { routeTableId: table.id, destinationCidrBlock: ANYWHERE, natGatewayId: gateway.id },
        { parent },
      );
    }
    return table;
  });
  const isolatedTable = createTable(context, "isolated", [...subnets.isolated]);
  return { public: publicTable, private: privateTables, isolated: isolatedTable };
}

function createTable(
  { name, parent, vpc }: NetworkContext,
  purpose: string,
  subnets: readonly (readonly [Zone, { id: Output<string> }])[],
): RouteTable {
  const tableName = `${name}-${purpose}`;
  const table = new RouteTable(tableName, { vpcId: vpc.id, tags: { Name: tableName } }, { parent });
  for (const [zone, subnet] of subnets) {
    const associationName = purpose.endsWith(`-${zone}`) ? tableName : `${tableName}-${zone}`;
    new RouteTableAssociation(associationName, { routeTableId: table.id, subnetId: subnet.id }, { parent });
  }
  return table;
}
