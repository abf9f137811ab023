import { oneRoute } from "@strata/aws-provider/config";
import { z } from "zod";

export const RdsConfig = z.strictObject({
  ...oneRoute,
  /** For example `db.t4g.medium`. */
  instanceClass: z.string().regex(/^db\.[a-z0-9]+\.[a-z0-9]+$/, "expected a class such as db.t4g.medium"),
  /** GiB. */
  allocatedStorage: z.number().int().min(20),
  /** GiB up to which storage grows by itself. */
  maxAllocatedStorage: z.number().int().min(20),
  /** A standby in another zone. */
  multiAz: z.boolean(),
  /** Whether AWS refuses to delete the database; a final snapshot is taken then, too. */
  deletionProtection: z.boolean(),
  /** Days, 7 to 35. */
  backupRetentionPeriod: z.number().int().min(7).max(35),
  /** How long logs are kept, one of the numbers of days that CloudWatch Logs knows. */
  logRetentionInDays: z.number().int().positive().default(90),
});
