import { UNKNOWN } from "@strata/testing";
import { createNatGateways } from "./nat-gateways.ts";
import type { NetworkArgs } from "./network.ts";
import { createRoutes } from "./routes.ts";
import { surroundings } from "./test-context.ts";

const TABLE = "aws:ec2/routeTable:RouteTable";
const ROUTE = "aws:ec2/route:Route";
const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";

async function build(changes: Partial<NetworkArgs> = {}, options = {}) {
  const { recording, context, subnets, internetGateway } = await surroundings(changes, options);
  const natGateways = createNatGateways(context, subnets, internetGateway);
  const tables = createRoutes(context, subnets, internetGateway, natGateways);
  await recording.settled();
  return { recording, tables };
}

/** Through what each table reaches the internet. */
async function waysOut(changes: Partial<NetworkArgs>): Promise<Record<string, unknown>> {
  const { recording } = await build(changes);
  return Object.fromEntries(
    recording
      .ofType(ROUTE)
      .map(({ inputs }) => [inputs["routeTableId"], inputs["gatewayId"] ?? inputs["natGatewayId"]]),
  );
}

it.each<[NetworkArgs["nat"], Record<string, string>]>([
  ["none", {}],
  ["single", { "net-private-a-id": "net-nat-a-id", "net-private-b-id": "net-nat-a-id" }],
  ["onePerAz", { "net-private-a-id": "net-nat-a-id", "net-private-b-id": "net-nat-b-id" }],
  ["regional", { "net-private-a-id": "net-nat-regional-id", "net-private-b-id": "net-nat-regional-id" }],
])("with NAT strategy %s the ways out are these, and isolated subnets have none", async (nat, ways) => {
  expect(await waysOut({ nat, zones: ["a", "b"] })).toEqual({ "net-public-id": "net-id", ...ways });
});

it("names routes and tables by tier and zone, whatever the strategy, so that another one updates them in place", async () => {
  const names = async (nat: NetworkArgs["nat"]) => {
    const { recording } = await build({ nat });
    return [ROUTE, TABLE, ASSOCIATION].map((type) => recording.ofType(type).map(({ name }) => name));
  };
  const [one, all, regional] = [await names("single"), await names("onePerAz"), await names("regional")];
  expect(all).toEqual(one);
  expect(regional).toEqual(one);
});

it("has one table for public subnets, one for isolated ones, and one for each private one", async () => {
  const { recording, tables } = await build({ zones: ["a", "b"] });
  const of = Object.fromEntries(
    recording.ofType(ASSOCIATION).map(({ inputs }) => [inputs["subnetId"], inputs["routeTableId"]]),
  );
  expect(of).toEqual({
    "public-a-id": "net-public-id",
    "public-b-id": "net-public-id",
    "private-a-id": "net-private-a-id",
    "private-b-id": "net-private-b-id",
    "isolated-a-id": "net-isolated-id",
    "isolated-b-id": "net-isolated-id",
  });
  expect(tables.private).toHaveLength(2);
});

it("knows in a preview which routes there will be, but not yet through what", async () => {
  const { recording } = await build({ zones: ["a", "b"] }, { preview: true });
  expect(recording.ofType(ROUTE).map(({ name }) => name)).toEqual([
    "net-public-internet",
    "net-private-a-nat",
    "net-private-b-nat",
  ]);
  expect(recording.get(ROUTE, "net-private-a-nat").inputs).toMatchObject({
    destinationCidrBlock: "0.0.0.0/0",
    natGatewayId: UNKNOWN,
  });
});
