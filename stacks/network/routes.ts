import { Eip } from "@pulumi/aws/ec2/eip.js";
import type { InternetGateway } from "@pulumi/aws/ec2/internetGateway.js";
import { NatGateway } from "@pulumi/aws/ec2/natGateway.js";
import { Route } from "@pulumi/aws/ec2/route.js";
import { RouteTable } from "@pulumi/aws/ec2/routeTable.js";
import { RouteTableAssociation } from "@pulumi/aws/ec2/routeTableAssociation.js";
import type { Output } from "@pulumi/pulumi";
import type { Zone } from "./cidr-plan.ts";
import type { NetworkContext } from "./context.ts";
import type { Subnets } from "./network.ts";

/** How private subnets reach the internet: not at all, through one zone's gateway, or each through its own. */
export type NatStrategy = "none" | "single" | "onePerAz";

const ANYWHERE = "0.0.0.0/0";

export interface Routes {
  /** The tables of the subnets that do not face the internet. */
  tables: RouteTable[];
  natPublicIps: Output<string>[];
}

/** The zones that have a NAT gateway. With one gateway it is in the first zone. */
export function zonesWithNat(strategy: NatStrategy, zones: readonly Zone[]): readonly Zone[] {
  switch (strategy) {
    case "none":
      return [];
    case "single":
      return zones.slice(0, 1);
    case "onePerAz":
      return zones;
  }
}

/**
 * One table for the public subnets, one for each zone's private subnet so that each can have a gateway of its
 * own, and one for the isolated subnets, which has no route out.
 */
export function createRoutes(
  context: NetworkContext,
  subnets: Subnets,
  internetGateway: InternetGateway,
): Routes {
  const { name, args, parent } = context;
  const publicTable = createTable(context, "public", [...subnets.public]);
  new Route(
    `${name}-public-internet`,
    { routeTableId: publicTable.id, destinationCidrBlock: ANYWHERE, gatewayId: internetGateway.id },
    { parent },
  );

  const gateways = createNatGateways(context, subnets, internetGateway);
  const privateTables = [...subnets.private].map(([zone, subnet]) => {
    const table = createTable(context, `private-${zone}`, [[zone, subnet]]);
    const gateway = gateways.get(zone) ?? gateways.get(args.zones[0] as Zone);
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
  return {
    tables: [...privateTables, isolatedTable],
    natPublicIps: [...gateways.values()].map((gateway) => gateway.publicIp),
  };
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

function createNatGateways(
  { name, args, parent }: NetworkContext,
  subnets: Subnets,
  internetGateway: InternetGateway,
): Map<Zone, NatGateway> {
  const gateways = zonesWithNat(args.nat, args.zones).map((zone) => {
    const gatewayName = `${name}-nat-${zone}`;
    const address = new Eip(gatewayName, { domain: "vpc", tags: { Name: gatewayName } }, { parent });
    const gateway = new NatGateway(
      gatewayName,
      {
        allocationId: address.allocationId,
        subnetId: (subnets.public.get(zone) as { id: Output<string> }).id,
        tags: { Name: gatewayName },
      },
      // https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-working-with.html
      { parent, dependsOn: [internetGateway] },
    );
    return [zone, gateway] as const;
  });
  return new Map(gateways);
}
