import { getStack, RunError } from "@pulumi/pulumi";
import { manyRoutes } from "@strata/aws-provider/config";
import { allRouteKeys } from "@strata/environment";
import { loadConfig, prodFloor } from "@strata/environment/config";
import { bulletList } from "@strata/environment/problems";
import { z } from "zod";
import { ZONES } from "./cidr-plan.ts";
import { BLOCK_PUBLIC_ACCESS } from "./block-public-access.ts";
import { NAT_STRATEGIES } from "./nat-strategy.ts";
import { problemsOfSettings } from "./settings-problems.ts";

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const distinct = (list: readonly unknown[]): boolean => new Set(list).size === list.length;

export const NetworkConfig = z.strictObject({
  ...manyRoutes,
  /**
   * The letters of the zones in use, two at least. Append new ones: the first is where the only NAT gateway is with
   * `nat: single`, and lists of subnets are in this order.
   */
  zones: z.array(z.enum(ZONES)).min(2).refine(distinct, "each zone is allowed once"),
  /**
   * How private subnets reach the internet: not at all (`none`), through one zone's gateway (`single`), each through its
   * own (`onePerAz`), or through one gateway that spans the zones (`regional`). In prod not `single`.
   */
  nat: prodFloor(
    z.enum(NAT_STRATEGIES),
    (nat) => nat !== "single",
    "in prod the failure of one zone may not cut off the others: allowed: onePerAz, regional, none",
  ),
  /**
   * Elastic IP addresses that the NAT gateways use in place of new ones, as others may have them on their lists: by route
   * and zone, `{workloads/eu-central-1: {a: eipalloc-…}}`. A route has one for each zone with NAT, or none at all.
   */
  natAllocationIds: z
    .partialRecord(
      z.enum(allRouteKeys()),
      z.partialRecord(z.enum(ZONES), z.string().regex(/^eipalloc-[0-9a-f]+$/, "expected eipalloc-…")),
    )
    .default({}),
  /**
   * Whether every subnet has IPv6 addresses too, a /64 of a block that Amazon gives the VPC. Private subnets then reach the
   * internet over IPv6 past NAT, at no price; nothing reaches them. It can be turned on and off later.
   */
  ipv6: z.boolean().default(false),
  /** AWS services reached from within the VPC, each at a price: `secretsmanager`, `ecr.api`. @default none */
  interfaceEndpoints: z
    .array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/, "expected the name of a service such as ecr.api"))
    .refine(distinct, "each service is allowed once")
    .default([]),
  /**
   * What AWS turns away at the internet gateways of all VPCs of the account in the region, also of those that others made.
   * `ingress` stops load balancers that face the internet, `bidirectional` NAT as well.
   */
  blockPublicAccess: z.enum(BLOCK_PUBLIC_ACCESS).default("off"),
  /** How long flow logs are kept, in days, as CloudWatch Logs knows them; 90 at least in prod. */
  flowLogRetentionInDays: prodFloor(
    z.literal(LOG_RETENTION_DAYS).default(90),
    (days) => days >= 90,
    "prod keeps flow logs for 90 days at least",
  ),
});

/** The configuration of the stack that runs. Throws `RunError` with every problem at once. */
export function loadNetworkConfig(): z.output<typeof NetworkConfig> {
  const config = loadConfig(NetworkConfig);
  const problems = problemsOfSettings(config);
  if (problems.length > 0) {
    throw new RunError(
      `The configuration of network for "${getStack()}" (Pulumi.${getStack()}.yaml) is not valid:\n` +
        bulletList(problems),
    );
  }
  return config;
}
