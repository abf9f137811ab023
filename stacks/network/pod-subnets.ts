import { Subnet } from "@pulumi/aws/ec2/subnet.js";
import { RouteTableAssociation } from "@pulumi/aws/ec2/routeTableAssociation.js";
import { VpcIpv4CidrBlockAssociation } from "@pulumi/aws/ec2/vpcIpv4CidrBlockAssociation.js";
import type { Output } from "@pulumi/pulumi";
import { podBlockOf } from "./cidr-plan.ts";
import type { NetworkContext } from "./context.ts";
import type { RouteTables } from "./routes.ts";
import { SLOW_INTERFACES } from "./slow-interfaces.ts";

/** By the letter of the zone: a subnet of each secondary block, in the order of the blocks. */
export type PodSubnetIds = Readonly<Record<string, readonly Output<string>[]>>;

/**
 * Adds the secondary blocks to the VPC, each with a subnet for pods in each zone, which takes the zone's private ways out. All
 * of it is named after its block, so that one more changes nothing that is there.
 * https://docs.aws.amazon.com/eks/latest/userguide/cni-custom-network.html
 */
export function createPodSubnets(context: NetworkContext, tables: RouteTables): PodSubnetIds {
  const { secondaryCidrBlocks = [], zones } = context.args;
  const ofBlocks = secondaryCidrBlocks.map((cidrBlock) => createBlock(context, tables, cidrBlock));
  if (ofBlocks.length === 0) return {};
  return Object.fromEntries(
    zones.map((zone, index) => [
      zone,
      ofBlocks.map((subnets) => subnets[index]).filter((id) => id !== undefined),
    ]),
  );
}

/** The IDs of the subnets of a block, in the order of the zones. */
function createBlock(
  { name, args, parent, vpc }: NetworkContext,
  tables: RouteTables,
  cidrBlock: string,
): Output<string>[] {
  const association = new VpcIpv4CidrBlockAssociation(
    `${name}-${blockName(cidrBlock)}`,
    { vpcId: vpc.id, cidrBlock },
    { parent },
  );
  return args.zones.map((zone, index) => {
    const subnetName = `${name}-pods-${zone}-${blockName(cidrBlock)}`;
    const subnet = new Subnet(
      subnetName,
      {
        // The association's, so that the subnet comes after it, and goes before.
        vpcId: association.vpcId,
        cidrBlock: podBlockOf(cidrBlock, zone),
        availabilityZone: `${args.region}${zone}`,
        mapPublicIpOnLaunch: false,
        tags: { Name: subnetName, Tier: "pods" },
      },
      { parent, customTimeouts: SLOW_INTERFACES },
    );
    const table = tables.private[index];
    if (table !== undefined) {
      new RouteTableAssociation(subnetName, { routeTableId: table.id, subnetId: subnet.id }, { parent });
    }
    return subnet.id;
  });
}

/** `100.64.0.0-16`: names of resources have no slash. */
export function blockName(cidrBlock: string): string {
  return cidrBlock.replace("/", "-");
}
