import type { CidrBlock } from "@strata/environment/cidr";
import { formatCidrBlock, parseCidrBlock, problemOfCidrBlock } from "@strata/environment/cidr";
import { bulletList } from "@strata/environment/problems";

/** The tiers of the network, from the most to the least open. */
export const TIERS = ["public", "private", "isolated"] as const;
export type Tier = (typeof TIERS)[number];

/** The zones that a plan has room for, by the letter that ends their names. Zone letters differ by account. */
export const ZONES = ["a", "b", "c", "d"] as const;
export type Zone = (typeof ZONES)[number];

export interface PlannedSubnet {
  tier: Tier;
  zone: Zone;
  cidrBlock: string;
}

// A VPC is /16 at most (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html), and a subnet /28
// at least (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html), which is a VPC of /23 here.
const LARGEST = 16;
const SMALLEST = 23;

/** How many eighths a zone's quarter of the VPC is divided into. */
const EIGHTHS = 8;

// How a zone's quarter of the VPC is divided: its size in eighths, and where it starts. The last eighth is free.
const SHARES: Readonly<Record<Tier, { start: number; size: number }>> = {
  private: { start: 0, size: 4 },
  public: { start: 4, size: 2 },
  isolated: { start: 6, size: 1 },
};
const FREE = { start: 7, size: 1 };

/**
 * The subnets of a VPC, one for each tier and zone. Each zone letter has a quarter of the VPC of its own, whether
 * it is used or not: half of it is private, a quarter public, an eighth isolated, and an eighth is kept free. So
 * no subnet ever moves when a zone is added or removed.
 *
 * @throws an `Error` that lists all that is wrong: a block that is not canonical or not of a size from /16 to
 *   /23, no zones, or a zone twice.
 */
export function planSubnets(cidrBlock: string, zones: readonly Zone[]): PlannedSubnet[] {
  const block = check(cidrBlock, zones);
  return TIERS.flatMap((tier) =>
    zones.map((zone) => ({ tier, zone, cidrBlock: partOf(block, zone, SHARES[tier]) })),
  );
}

/**
 * The room for growth of the same plan, in the order of addresses: an eighth of the quarter of each zone in use, and
 * the whole quarter of each other. With the subnets it is all of the VPC: nothing is lost, and nothing is in both.
 *
 * @throws what {@link planSubnets} throws.
 */
export function freeBlocks(cidrBlock: string, zones: readonly Zone[]): string[] {
  const block = check(cidrBlock, zones);
  const whole = { start: 0, size: EIGHTHS };
  return ZONES.map((zone) => partOf(block, zone, zones.includes(zone) ? FREE : whole));
}

/**
 * The subnet for pods of each zone in use, out of a block that the VPC has only for them: a quarter of it for each zone letter,
 * used or not, so that no subnet ever moves.
 *
 * @throws an `Error` for what is no block
 */
export function podBlockOf(cidrBlock: string, zone: Zone): string {
  const block = parseCidrBlock(cidrBlock);
  if (block === undefined)
    throw new Error(`got "${cidrBlock}"; expected an IPv4 block such as 100.64.0.0/16`);
  return partOf(block, zone, { start: 0, size: EIGHTHS });
}

function partOf({ network, prefix }: CidrBlock, zone: Zone, { start, size }: typeof FREE): string {
  const eighth = 2 ** (32 - prefix) / ZONES.length / EIGHTHS;
  return formatCidrBlock({
    network: network + (ZONES.indexOf(zone) * EIGHTHS + start) * eighth,
    prefix: prefix + Math.log2((ZONES.length * EIGHTHS) / size),
  });
}

function check(cidrBlock: string, zones: readonly Zone[]): CidrBlock {
  const problems: string[] = [];
  const block = parseCidrBlock(cidrBlock);
  const problem = problemOfCidrBlock(cidrBlock, LARGEST, SMALLEST);
  if (problem !== undefined) problems.push(`cidrBlock: got "${cidrBlock}"; ${problem}`);
  if (zones.length === 0) problems.push(`zones: got none; allowed: ${ZONES.join(", ")}`);
  const unknown = zones.filter((zone) => !ZONES.includes(zone));
  if (unknown.length > 0) problems.push(`zones: got ${unknown.join(", ")}; allowed: ${ZONES.join(", ")}`);
  if (new Set(zones).size < zones.length)
    problems.push(`zones: got ${zones.join(", ")}; each is allowed once`);
  if (problems.length > 0 || block === undefined) {
    throw new Error(`The network cannot be planned:\n${bulletList(problems)}`);
  }
  return block;
}
