import { manyRoutes } from "@strata/aws-provider/config";
import { z } from "zod";

export const SecretsConfig = z.strictObject({
  ...manyRoutes,
  /** Days in which a deleted key can be brought back, 7 to 30. */
  keyDeletionWindowInDays: z.number().int().min(7).max(30).default(30),
  /** Days in which a deleted secret can be brought back: 0 (none), or 7 to 30. */
  secretRecoveryWindowInDays: z.union([z.literal(0), z.number().int().min(7).max(30)]).default(30),
});
