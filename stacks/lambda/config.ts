import { oneRoute } from "@strata/aws-provider/config";
import { z } from "zod";

export const LambdaConfig = z.strictObject({
  ...oneRoute,
  /** MiB, which also decides the share of CPU. */
  memorySize: z.number().int().min(128).max(10240).default(256),
  /** Copies that may run at once; the database has to bear as many connections. */
  reservedConcurrentExecutions: z.number().int().min(1),
  /** How long logs are kept, one of the numbers of days that CloudWatch Logs knows. */
  logRetentionInDays: z.number().int().positive().default(90),
});
