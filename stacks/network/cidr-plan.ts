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

// How a zone's quarter of the VPC is divided: its size in eighths, and where it starts. The last eighth is free.
const SHARES: Readonly<Record<Tier, { start: number; size: number }>> = {
  private: { start: 0, size: 4 },
  public: { start: 4, size: 2 },
  isolated: { start: 6, size: 1 },
};

/**
 * The subnets of a VPC, one for each tier and zone. Each zone letter has a quarter of the VPC of its own, whether
 * it is used or not: half of it is private, a quarter public, an eighth isolated, and an eighth is kept free. So
 * no subnet ever moves when a zone is added or removed.
 *
 * @throws an `Error` that lists all that is wrong: a block that is not canonical or not of a size from /16 to
 *   /23, no zones, or a zone twice.
 */
export function planSubnets(cidrBlock: string, zones: readonly Zone[]): PlannedSubnet[] {
  const { network, prefix } = check(cidrBlock, zones);
  const eighth = 2 ** (32 - prefix) / 32;
  return TIERS.flatMap((tier) =>
    zones.map((zone) => {
      const { start, size } = SHARES[tier];
      const address = network + (ZONES.indexOf(zone) * 8 + start) * eighth;
      return { tier, zone, cidrBlock: `${formatAddress(address)}/${prefix + 5 - Math.log2(size)}` };
    }),
  );
}

/** The first address of a block as a number, and the length of its prefix; `undefined` if it is not a block. */
export function parseCidrBlock(cidrBlock: string): { network: number; prefix: number } | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidrBlock);
  if (match === null) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  if ([a, b, c, d].some((part) => part > 255) || prefix > 32) return undefined;
  return { network: ((a * 256 + b) * 256 + c) * 256 + d, prefix };
}

/** What is wrong with the block of a VPC, `undefined` if nothing is. */
export function problemOfVpcBlock(cidrBlock: string): string | undefined {
  const block = parseCidrBlock(cidrBlock);
  if (block === undefined) return "expected an IPv4 block such as 10.0.0.0/16";
  if (block.prefix < LARGEST || block.prefix > SMALLEST) return `allowed: /${LARGEST} to /${SMALLEST}`;
  const first = block.network - (block.network % 2 ** (32 - block.prefix));
  if (first !== block.network) return `this block starts at ${formatAddress(first)}/${block.prefix}`;
  return undefined;
}

function check(cidrBlock: string, zones: readonly Zone[]): { network: number; prefix: number } {
  const problems: string[] = [];
  const block = parseCidrBlock(cidrBlock);
  const problem = problemOfVpcBlock(cidrBlock);
  if (problem !== undefined) problems.push(`cidrBlock: got "${cidrBlock}"; ${problem}`);
  if (zones.length === 0) problems.push(`zones: got none; allowed: ${ZONES.join(", ")}`);
  const unknown = zones.filter((zone) => !ZONES.includes(zone));
  if (unknown.length > 0) problems.push(`zones: got ${unknown.join(", ")}; allowed: ${ZONES.join(", ")}`);
  if (new Set(zones).size < zones.length)
    problems.push(`zones: got ${zones.join(", ")}; each is allowed once`);
  if (problems.length > 0 || block === undefined) {
    throw new Error(`The network cannot be planned:\n${problems.map((line) => `  - ${line}`).join("\n")}`);
  }
  return block;
}

function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
