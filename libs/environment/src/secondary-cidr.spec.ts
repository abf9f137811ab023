import { parseCidrBlock } from "./cidr.ts";
import { problemOfSecondaryBlock } from "./secondary-cidr.ts";

it.each([
  ["100.64.0.0/16", "10.0.0.0/16"],
  ["10.5.0.0/16", "10.0.0.0/16"],
  ["172.20.0.0/16", "172.16.0.0/16"],
  ["100.64.0.0/26", "192.168.0.0/20"],
  ["198.19.0.0/17", "198.19.128.0/17"],
  // The VPC's first block is not known before a pool has chosen it.
  ["10.0.0.0/16", undefined],
])("AWS adds %s to a VPC of %s", (text, primary) => {
  expect(problemOfSecondaryBlock(text, parseCidrBlock(primary ?? ""))).toBeUndefined();
});

it.each<[string, string | undefined, RegExp]>([
  [
    "172.16.0.0/16",
    "10.0.0.0/16",
    /nothing of 172\.16\.0\.0\/12 to a VPC of 10\.0\.0\.0\/16; allowed: .*100\.64/,
  ],
  ["10.0.0.0/16", "192.168.0.0/16", /nothing of 10\.0\.0\.0\/8/],
  ["198.19.0.0/16", "10.0.0.0/16", /nothing of 198\.19/],
  ["10.0.0.0/16", "100.64.0.0/16", /nothing of 10\.0\.0\.0\/8/],
  ["100.64.0.0/10", "10.0.0.0/16", /allowed: \/16 to \/26/],
  ["100.64.0.0/27", "10.0.0.0/16", /allowed: \/16 to \/26/],
  ["100.64.0.1/16", "10.0.0.0/16", /starts at 100\.64\.0\.0\/16/],
  ["ten", undefined, /expected an IPv4 block/],
])("refuses %s for a VPC of %s", (text, primary, message) => {
  expect(problemOfSecondaryBlock(text, parseCidrBlock(primary ?? ""))).toMatch(message);
});
