import { z } from "zod";
import { architectureOf, OPERATING_SYSTEMS } from "./instance-architecture.ts";

const Taint = z.strictObject({
  key: z.string().min(1).max(63),
  value: z.string().max(63).optional(),
  effect: z.enum(["NO_SCHEDULE", "NO_EXECUTE", "PREFER_NO_SCHEDULE"]),
});

/** One group of nodes: what they are, how many there are, and what runs on them. */
export const NodeGroupConfig = z
  .strictObject({
    /** What EKS may choose from, in order; all of one architecture. A change replaces the group. */
    instanceTypes: z
      .tuple([z.string()], z.string())
      .refine((types) => new Set(types.map(architectureOf)).size === 1, {
        error: "instance types of one architecture are expected: a group has one image",
      }),
    operatingSystem: z.enum(OPERATING_SYSTEMS).default("AL2023"),
    /** `SPOT` is cheaper, and ends at two minutes' notice. */
    capacityType: z.enum(["ON_DEMAND", "SPOT"]).default("ON_DEMAND"),
    minSize: z.number().int().min(0),
    maxSize: z.number().int().min(1),
    desiredSize: z.number().int().min(0),
    /** Whether an autoscaler decides how many nodes there are: then `desiredSize` counts at the start only. */
    autoscaled: z.boolean().default(false),
    /** GiB of each node's root volume. */
    volumeSize: z.number().int().min(20).default(50),
    /** How many nodes an update may take out of service at once. */
    maxUnavailable: z.number().int().min(1).max(100).default(1),
    /** Whether EKS replaces nodes that it finds unhealthy. */
    repair: z.boolean().default(true),
    labels: z.record(z.string(), z.string()).default({}),
    taints: z.array(Taint).default([]),
    /**
     * The zones of the group, for example `eu-central-1a`. A change replaces the group, so that a group that says its
     * zones stays as it is when the network gets another one. @default all zones of the network
     */
    availabilityZones: z.array(z.string()).min(1).optional(),
  })
  .refine(({ minSize, desiredSize, maxSize }) => minSize <= desiredSize && desiredSize <= maxSize, {
    error: "minSize <= desiredSize <= maxSize is expected",
  });
export type NodeGroupConfig = z.output<typeof NodeGroupConfig>;

/** By name, at least one. */
export const NodeGroupsConfig = z
  .record(
    z.string().regex(/^[a-z]([a-z0-9-]{0,28}[a-z0-9])?$/, "expected 1 to 30 characters: a-z, 0-9 and -"),
    NodeGroupConfig,
  )
  .refine((groups) => Object.keys(groups).length > 0, { error: "at least one group of nodes is expected" });

/** How many nodes there always are that AWS does not take away. */
export function smallestNumberOfNodes(groups: readonly NodeGroupConfig[]): number {
  return groups
    .filter(({ capacityType }) => capacityType === "ON_DEMAND")
    .reduce((sum, { minSize }) => sum + minSize, 0);
}
