import { Eip } from "@pulumi/aws/ec2/eip.js";
import type { InternetGateway } from "@pulumi/aws/ec2/internetGateway.js";
import { NatGateway } from "@pulumi/aws/ec2/natGateway.js";
import { type Output, output } from "@pulumi/pulumi";
import type { Zone } from "./cidr-plan.ts";
import type { NetworkContext } from "./context.ts";
import { zonesWithNat } from "./nat-strategy.ts";
import type { Subnets } from "./network.ts";

export interface NatGateways {
  /** The gateway of a zone's private subnet; none where there is no NAT. */
  of: (zone: Zone) => NatGateway | undefined;
  ids: Output<string>[];
  /** The addresses that others see. Those of a regional gateway whose addresses AWS chooses change with its zones. */
  publicIps: Output<string[]>;
}

/** The NAT gateways of a strategy, after the internet gateway through which they work. */
export function createNatGateways(
  context: NetworkContext,
  subnets: Subnets,
  internetGateway: InternetGateway,
): NatGateways {
  const { nat, zones } = context.args;
  if (nat === "regional") return regionalGateway(context, internetGateway);
  const gateways = new Map(
    zonesWithNat(nat, zones).map((zone) => [zone, zonalGateway(context, subnets, internetGateway, zone)]),
  );
  const all = [...gateways.values()];
  return {
    of: (zone) => gateways.get(zone) ?? (nat === "single" ? all[0] : undefined),
    ids: all.map((gateway) => gateway.id),
    publicIps: output(all.map((gateway) => gateway.publicIp)),
  };
}

function zonalGateway(
  { name, args, parent }: NetworkContext,
  subnets: Subnets,
  internetGateway: InternetGateway,
  zone: Zone,
): NatGateway {
  const gatewayName = `${name}-nat-${zone}`;
  const tags = { Name: gatewayName };
  const allocationId =
    args.natAllocationIds?.[zone] ?? new Eip(gatewayName, { domain: "vpc", tags }, { parent }).allocationId;
  const subnet = subnets.public.get(zone) as { id: Output<string> };
  return new NatGateway(
    gatewayName,
    { allocationId, subnetId: subnet.id, tags },
    // https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-working-with.html
    { parent, dependsOn: [internetGateway] },
  );
}

/**
 * One gateway of the VPC, in no subnet, that follows the private subnets into their zones: adding a zone changes nothing of
 * it. With own addresses it is in the zones that have one, and AWS adds none.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
 */
function regionalGateway(
  { name, args, parent, vpc }: NetworkContext,
  internetGateway: InternetGateway,
): NatGateways {
  const own = Object.entries(args.natAllocationIds ?? {}).map(([zone, allocationId]) => ({
    availabilityZone: `${args.region}${zone}`,
    allocationIds: [allocationId],
  }));
  const gatewayName = `${name}-nat-regional`;
  const gateway = new NatGateway(
    gatewayName,
    {
      availabilityMode: "regional",
      vpcId: vpc.id,
      ...(own.length === 0 ? {} : { availabilityZoneAddresses: own }),
      tags: { Name: gatewayName },
    },
    { parent, dependsOn: [internetGateway] },
  );
  const addresses = gateway.regionalNatGatewayAddresses;
  return {
    of: () => gateway,
    ids: [gateway.id],
    publicIps: addresses.apply((all) => all.map(({ publicIp }) => publicIp)),
  };
}
