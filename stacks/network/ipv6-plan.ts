import { type Tier, TIERS, type Zone, ZONES } from "./cidr-plan.ts";

/** The VPC has a /56 from Amazon, so 256 subnets of /64, the only size that a subnet may have; a quarter is each zone's. */
const OF_A_ZONE = 256 / ZONES.length;

/**
 * The IPv6 block of the subnet of a tier and zone, out of the VPC's. As with IPv4 none moves when zones are added or removed,
 * and most of a zone's are free.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#vpc-sizing-ipv6
 *
 * @param vpcBlock as AWS writes it: `2001:db8:1234:1a00::/56`
 * @throws an `Error` for what is no such block
 */
export function ipv6BlockOf(vpcBlock: string, tier: Tier, zone: Zone): string {
  const match = /^([0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,3})::\/56$/i.exec(vpcBlock);
  const [first = "0", second = "0", third = "0", fourth = "0"] = match?.[1]?.split(":") ?? [];
  const network = Number.parseInt(fourth, 16);
  if (match === null || network % 256 !== 0) {
    throw new Error(
      `The IPv6 block of the VPC: got "${vpcBlock}"; expected a /56 such as 2001:db8:1234:1a00::/56`,
    );
  }
  const number = network + ZONES.indexOf(zone) * OF_A_ZONE + TIERS.indexOf(tier);
  return `${[first, second, third, number.toString(16)].join(":")}::/64`;
}
