import { subnetsInZones } from "./zones.ts";

const ZONES = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];
const SUBNETS = ["subnet-a", "subnet-b", "subnet-c"];

it("are those of the zones, in the order of the network, whatever that of the zones", () => {
  expect(subnetsInZones(SUBNETS, ZONES, ["eu-central-1c", "eu-central-1a"])).toEqual([
    "subnet-a",
    "subnet-c",
  ]);
});

it("names the zones that the network does not have", () => {
  expect(() => subnetsInZones(["subnet-a"], ["eu-central-1a"], ZONES)).toThrow(
    /got the availability zones eu-central-1b, eu-central-1c; the network has eu-central-1a\. Change availabilityZones/,
  );
});
