import fc from "fast-check";
import { parseCidrBlock } from "@strata/environment/cidr";
import { freeBlocks, planSubnets, TIERS, type Zone, ZONES } from "./cidr-plan.ts";

const zones = fc.uniqueArray(fc.constantFrom<Zone>(...ZONES), { minLength: 1 });
const vpc = fc
  .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 16, max: 23 }))
  .map(([address, prefix]) => {
    const network = address - (address % 2 ** (32 - prefix));
    return `${[24, 16, 8, 0].map((shift) => Math.floor(network / 2 ** shift) % 256).join(".")}/${prefix}`;
  });

function rangeOf(cidrBlock: string): { first: number; last: number; size: number } {
  const block = parseCidrBlock(cidrBlock);
  if (block === undefined) throw new Error(`not a block: ${cidrBlock}`);
  const size = 2 ** (32 - block.prefix);
  return { first: block.network, last: block.network + size - 1, size };
}

describe("planSubnets", () => {
  it("lays out a /16 like this", () => {
    expect(
      planSubnets("10.0.0.0/16", ["a", "b", "c"]).map((it) => `${it.tier}-${it.zone} ${it.cidrBlock}`),
    ).toEqual([
      "public-a 10.0.32.0/20",
      "public-b 10.0.96.0/20",
      "public-c 10.0.160.0/20",
      "private-a 10.0.0.0/19",
      "private-b 10.0.64.0/19",
      "private-c 10.0.128.0/19",
      "isolated-a 10.0.48.0/21",
      "isolated-b 10.0.112.0/21",
      "isolated-c 10.0.176.0/21",
    ]);
  });

  it("has one subnet for each tier and zone, aligned, inside the VPC, without overlap, and not below /28", () => {
    fc.assert(
      fc.property(vpc, zones, (cidrBlock, used) => {
        const subnets = planSubnets(cidrBlock, used);
        expect(new Set(subnets.map(({ tier, zone }) => `${tier}-${zone}`)).size).toBe(
          TIERS.length * used.length,
        );
        const outer = rangeOf(cidrBlock);
        const ranges = subnets.map((it) => rangeOf(it.cidrBlock)).sort((a, b) => a.first - b.first);
        for (const [index, range] of ranges.entries()) {
          expect(range.first % range.size).toBe(0);
          expect(range.size).toBeGreaterThanOrEqual(16);
          expect(range.first).toBeGreaterThan((ranges[index - 1] ?? { last: outer.first - 1 }).last);
          expect(range.last).toBeLessThanOrEqual(outer.last);
        }
      }),
    );
  });

  it("moves no subnet when zones are added, removed or listed in another order", () => {
    fc.assert(
      fc.property(vpc, zones, (cidrBlock, used) => {
        const all = planSubnets(cidrBlock, ZONES);
        for (const subnet of planSubnets(cidrBlock, used)) expect(all).toContainEqual(subnet);
      }),
    );
  });

  it("leaves room for growth, which is all of the VPC that no subnet has", () => {
    expect(freeBlocks("10.0.0.0/16", ["a", "b", "c"])).toEqual([
      "10.0.56.0/21",
      "10.0.120.0/21",
      "10.0.184.0/21",
      "10.0.192.0/18",
    ]);
    fc.assert(
      fc.property(vpc, zones, (cidrBlock, used) => {
        const outer = rangeOf(cidrBlock);
        const planned = planSubnets(cidrBlock, used).map((it) => it.cidrBlock);
        const ranges = [...planned, ...freeBlocks(cidrBlock, used)].map(rangeOf);
        let next = outer.first;
        for (const { first, last } of ranges.sort((a, b) => a.first - b.first)) {
          expect(first).toBe(next);
          next = last + 1;
        }
        expect(next).toBe(outer.last + 1);
      }),
    );
  });

  it.each([
    ["10.0.0.0", ["a"], /expected an IPv4 block/],
    ["10.0.0.256/16", ["a"], /expected an IPv4 block/],
    ["10.0.0.0/8", ["a"], /got "10.0.0.0\/8"; allowed: \/16 to \/23/],
    ["10.0.1.0/16", ["a"], /starts at 10\.0\.0\.0\/16/],
    [
      "10.0.0.0/24",
      ["a", "a", "x"],
      /\/24"; allowed.*zones: got x; allowed: a, b, c, d.*each is allowed once/s,
    ],
    ["10.0.0.0/16", [], /zones: got none/],
  ])("refuses %s in zones %j", (cidrBlock, used, message) => {
    expect(() => planSubnets(cidrBlock, used as Zone[])).toThrow(message);
  });
});
