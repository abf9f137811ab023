import { partitionOf } from "../model/instance.ts";
import { availabilityZones } from "../resources/shared.ts";
import { regionOf } from "./cloud.ts";
import type { Invokes } from "./index.ts";

/** Functions about the caller, the region and its zones. */
export const accountInvokes: Invokes = {
  "aws:index/getCallerIdentity:getCallerIdentity": (_, { account, partition }) => ({
    id: account,
    accountId: account,
    arn: `arn:${partition}:iam::${account}:user/local`,
    userId: "AIDALOCAL",
  }),
  "aws:index/getPartition:getPartition": (_, { partition, dnsSuffix }) => ({
    id: partition,
    partition,
    dnsSuffix,
    reverseDnsPrefix: dnsSuffix.split(".").reverse().join("."),
  }),
  "aws:index/getRegion:getRegion": (args, instance) => {
    const region = regionOf(args, instance);
    return {
      id: region,
      region,
      name: region,
      description: region,
      endpoint: `ec2.${region}.${partitionOf(region).dnsSuffix}`,
    };
  },
  "aws:index/getAvailabilityZones:getAvailabilityZones": (args, instance) => {
    const region = regionOf(args, instance);
    const list = (key: string) => (Array.isArray(args[key]) ? args[key] : []);
    const zones = availabilityZones(region).filter(
      ({ name, id }) => !list("excludeNames").includes(name) && !list("excludeZoneIds").includes(id),
    );
    return {
      ...args,
      id: region,
      region,
      groupNames: [region],
      names: zones.map(({ name }) => name),
      zoneIds: zones.map(({ id }) => id),
    };
  },
};
