import { EgressOnlyInternetGateway } from "@pulumi/aws/ec2/egressOnlyInternetGateway.js";
import type { InternetGateway } from "@pulumi/aws/ec2/internetGateway.js";
import { Route } from "@pulumi/aws/ec2/route.js";
import type { NetworkContext } from "./context.ts";
import type { RouteTables } from "./routes.ts";

const ANYWHERE = "::/0";

/**
 * The ways out over IPv6: of public subnets the internet gateway, of private ones a gateway that lets nothing in and costs
 * nothing. Isolated subnets have none.
 */
export function createIpv6Routes(
  { name, args, parent, vpc }: NetworkContext,
  tables: RouteTables,
  internetGateway: InternetGateway,
): void {
  const egressOnly = new EgressOnlyInternetGateway(name, { vpcId: vpc.id, tags: { Name: name } }, { parent });
  const destinationIpv6CidrBlock = ANYWHERE;
  new Route(
    `${name}-public-internet-ipv6`,
    { routeTableId: tables.public.id, destinationIpv6CidrBlock, gatewayId: internetGateway.id },
    { parent },
  );
  for (const [index, zone] of args.zones.entries()) {
    const table = tables.private[index];
    if (table === undefined) continue;
    new Route(
      `${name}-private-${zone}-ipv6`,
      { routeTableId: table.id, destinationIpv6CidrBlock, egressOnlyGatewayId: egressOnly.id },
      { parent },
    );
  }
}
