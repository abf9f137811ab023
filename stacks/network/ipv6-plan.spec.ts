import fc from "fast-check";
import { TIERS, ZONES } from "./cidr-plan.ts";
import { ipv6BlockOf } from "./ipv6-plan.ts";

/** The first 64 bits of an IPv6 block, as BigInt reads them. */
function networkOf(block: string): bigint {
  const hextets = (block.split("::")[0] ?? "").split(":").map((it) => it.padStart(4, "0"));
  return BigInt(`0x${hextets.concat(["0000", "0000", "0000", "0000"]).slice(0, 4).join("")}`);
}

it("lays out a /56 like this", () => {
  const all = ZONES.slice(0, 2).flatMap((zone) =>
    TIERS.map((tier) => `${tier}-${zone} ${ipv6BlockOf("2001:db8:1234:1a00::/56", tier, zone)}`),
  );
  expect(all).toEqual([
    "public-a 2001:db8:1234:1a00::/64",
    "private-a 2001:db8:1234:1a01::/64",
    "isolated-a 2001:db8:1234:1a02::/64",
    "public-b 2001:db8:1234:1a40::/64",
    "private-b 2001:db8:1234:1a41::/64",
    "isolated-b 2001:db8:1234:1a42::/64",
  ]);
});

it("has a block for each tier and zone, all different, inside the VPC's", () => {
  const hextet = fc.integer({ min: 1, max: 0xffff }).map((it) => it.toString(16));
  const vpc = fc
    .tuple(hextet, hextet, hextet, fc.integer({ min: 0, max: 0xff }))
    .map(([a, b, c, d]) => `${a}:${b}:${c}:${(d * 256).toString(16)}::/56`);
  fc.assert(
    fc.property(vpc, (block) => {
      const all = ZONES.flatMap((zone) => TIERS.map((tier) => networkOf(ipv6BlockOf(block, tier, zone))));
      expect(new Set(all).size).toBe(ZONES.length * TIERS.length);
      for (const network of all) expect(network >> 8n).toBe(networkOf(block) >> 8n);
    }),
  );
});

it("understands a block that ends in zeros which AWS leaves out", () => {
  expect(ipv6BlockOf("2001:db8::/56", "private", "a")).toBe("2001:db8:0:1::/64");
});

it.each(["10.0.0.0/16", "2001:db8::/48", "2001:db8:0:1::/56", ""])("refuses %j", (block) => {
  expect(() => ipv6BlockOf(block, "public", "a")).toThrow(/expected a \/56/);
});
