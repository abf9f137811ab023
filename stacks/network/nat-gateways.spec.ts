import { UNKNOWN } from "@strata/testing";
import fc from "fast-check";
import { type Zone, ZONES } from "./cidr-plan.ts";
import { createNatGateways } from "./nat-gateways.ts";
import { NAT_STRATEGIES, zonesWithNat } from "./nat-strategy.ts";
import type { NetworkArgs } from "./network.ts";
import { surroundings } from "./test-context.ts";

const NAT = "aws:ec2/natGateway:NatGateway";
const EIP = "aws:ec2/eip:Eip";

async function build(changes: Partial<NetworkArgs>, options = {}) {
  const { recording, context, subnets, internetGateway } = await surroundings(changes, options);
  const gateways = createNatGateways(context, subnets, internetGateway);
  await recording.settled();
  return { recording, gateways };
}

describe("zonesWithNat", () => {
  it("keeps the gateways there are when a zone is appended, whatever the strategy", () => {
    const zones = fc.uniqueArray(fc.constantFrom<Zone>(...ZONES), { minLength: 2 });
    fc.assert(
      fc.property(fc.constantFrom(...NAT_STRATEGIES), zones, (strategy, all) => {
        const before = zonesWithNat(strategy, all.slice(0, -1));
        expect(zonesWithNat(strategy, all).slice(0, before.length)).toEqual(before);
      }),
    );
  });
});

describe("createNatGateways", () => {
  it("makes nothing without NAT", async () => {
    const { recording, gateways } = await build({ nat: "none" });
    expect([...recording.ofType(NAT), ...recording.ofType(EIP)]).toEqual([]);
    expect(gateways.of("a")).toBeUndefined();
    expect(await recording.valueOf(gateways.publicIps)).toEqual([]);
  });

  it("puts the only gateway of `single` into the first zone, for all", async () => {
    const { recording, gateways } = await build({ nat: "single", zones: ["b", "a"] });
    expect(recording.ofType(NAT).map(({ name, inputs }) => [name, inputs["subnetId"]])).toEqual([
      ["net-nat-b", "public-b-id"],
    ]);
    expect(gateways.of("a")).toBe(gateways.of("b"));
  });

  it("has a gateway with a new address for each zone of `onePerAz`", async () => {
    const { recording, gateways } = await build({ nat: "onePerAz", zones: ["a", "b"] });
    const names = ["net-nat-a", "net-nat-b"];
    expect(recording.ofType(EIP).map(({ name }) => name)).toEqual(names);
    expect(recording.ofType(NAT).map(({ name }) => name)).toEqual(names);
    expect(gateways.of("a")).not.toBe(gateways.of("b"));
    expect(gateways.of("c")).toBeUndefined();
  });

  it("uses own addresses in place of new ones", async () => {
    const natAllocationIds = { a: "eipalloc-0a", b: "eipalloc-0b" };
    const { recording } = await build({ nat: "onePerAz", zones: ["a", "b"], natAllocationIds });
    expect(recording.ofType(EIP)).toEqual([]);
    expect(recording.ofType(NAT).map(({ inputs }) => inputs["allocationId"])).toEqual([
      "eipalloc-0a",
      "eipalloc-0b",
    ]);
  });

  it("has one regional gateway in no subnet, whose addresses AWS chooses", async () => {
    const regionalNatGatewayAddresses = [{ publicIp: "203.0.113.1" }, { publicIp: "203.0.113.2" }];
    const { recording, gateways } = await build(
      { nat: "regional" },
      { computed: () => ({ regionalNatGatewayAddresses }) },
    );
    expect(recording.ofType(EIP)).toEqual([]);
    expect(recording.get(NAT, "net-nat-regional").inputs).toEqual({
      availabilityMode: "regional",
      vpcId: "net-id",
      tags: { Name: "net-nat-regional" },
    });
    expect(gateways.of("a")).toBe(gateways.of("c"));
    expect(await recording.valueOf(gateways.publicIps)).toEqual(["203.0.113.1", "203.0.113.2"]);
  });

  it("gives a regional gateway own addresses by zone", async () => {
    const natAllocationIds = { a: "eipalloc-0a", b: "eipalloc-0b" };
    const { recording } = await build({ nat: "regional", zones: ["a", "b"], natAllocationIds });
    expect(recording.get(NAT, "net-nat-regional").inputs["availabilityZoneAddresses"]).toEqual([
      { availabilityZone: "eu-central-1a", allocationIds: ["eipalloc-0a"] },
      { availabilityZone: "eu-central-1b", allocationIds: ["eipalloc-0b"] },
    ]);
  });

  it.each(NAT_STRATEGIES)("leaves what a preview cannot know unknown with `%s`", async (nat) => {
    const { recording, gateways } = await build({ nat, zones: ["a", "b"] }, { preview: true });
    for (const { inputs } of recording.ofType(NAT)) {
      expect(inputs[nat === "regional" ? "vpcId" : "allocationId"]).toBe(UNKNOWN);
    }
    expect(await recording.valueOf(gateways.publicIps)).toEqual(nat === "none" ? [] : undefined);
  });
});
