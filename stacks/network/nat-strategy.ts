import type { Zone } from "./cidr-plan.ts";

/** How private subnets reach the internet. */
export const NAT_STRATEGIES = ["none", "single", "onePerAz", "regional"] as const;
export type NatStrategy = (typeof NAT_STRATEGIES)[number];

/** Elastic IP addresses that exist already, by the zone whose traffic leaves through them. */
export type AllocationIds = Readonly<Partial<Record<Zone, string>>>;

/** The zones that have a NAT gateway in a subnet of theirs. With one gateway it is in the first; a regional one is in none. */
export function zonesWithNat(strategy: NatStrategy, zones: readonly Zone[]): readonly Zone[] {
  switch (strategy) {
    case "none":
    case "regional":
      return [];
    case "single":
      return zones.slice(0, 1);
    case "onePerAz":
      return zones;
  }
}

/** The zones for which addresses are used, so for which a program may bring its own. */
export function zonesWithAddresses(strategy: NatStrategy, zones: readonly Zone[]): readonly Zone[] {
  return strategy === "regional" ? zones : zonesWithNat(strategy, zones);
}
