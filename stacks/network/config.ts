import { manyRoutes } from "@strata/aws-provider/config";
import { z } from "zod";
import { ZONES } from "./cidr-plan.ts";

export const NetworkConfig = z.strictObject({
  ...manyRoutes,
  /** The letters of the zones in use, two at least. */
  zones: z
    .array(z.enum(ZONES))
    .min(2)
    .refine((zones) => new Set(zones).size === zones.length, "each zone is allowed once"),
  /** How private subnets reach the internet: not at all, through one zone's gateway, or each through its own. */
  nat: z.enum(["none", "single", "onePerAz"]),
  /** AWS services reached from within the VPC, each at a price: `secretsmanager`, `ecr.api`. @default none */
  interfaceEndpoints: z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/)).default([]),
  /** How long flow logs are kept, one of the numbers of days that CloudWatch Logs knows. */
  flowLogRetentionInDays: z.number().int().positive().default(90),
});
