import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { World } from "../corpus/world.ts";
import { Store } from "../store/store.ts";
import { embeddedTypes } from "./embedded-types.ts";

const NAT = "aws:ec2/natGateway:NatGateway";

describe("a regional NAT gateway", () => {
  let folder: string;
  let store: Store;
  let world: World;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "strata-nat-"));
    store = new Store(join(folder, "cloud.sqlite"));
    const types = embeddedTypes();
    world = new World(types, store);
  });
  afterAll(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });
  const regional = { availabilityMode: "regional", vpcId: "<vpc>" };

  it("has a route table of its own, no interface, and addresses only once AWS has chosen them", () => {
    expect(world.create(NAT, regional).outputs).toMatchObject({
      routeTableId: expect.stringMatching(/^rtb-0/),
      networkInterfaceId: "",
      publicIp: "",
      autoProvisionZones: "enabled",
      regionalNatGatewayAddresses: [],
    });
  });

  it("has the addresses that it is given, in their zones", () => {
    const own = [{ availabilityZone: "eu-central-1b", allocationIds: ["<eip>"] }];
    expect(world.create(NAT, { ...regional, availabilityZoneAddresses: own }).outputs).toMatchObject({
      autoProvisionZones: "disabled",
      regionalNatGatewayAddresses: [
        {
          availabilityZone: "eu-central-1b",
          availabilityZoneId: "euc1-az2",
          publicIp: expect.stringMatching(/^203\.0\.113\./),
        },
      ],
    });
  });

  it("is otherwise one of a zone", () => {
    const { outputs } = world.create(NAT, { subnetId: "<subnetA>", allocationId: "<eip>" });
    expect(outputs).toMatchObject({
      availabilityMode: "zonal",
      regionalNatGatewayAddresses: [],
      routeTableId: "",
    });
  });
});
