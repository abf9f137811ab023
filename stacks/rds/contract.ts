import { defineContract } from "@strata/stack-contract";
import { z } from "zod";

export default defineContract(
  "rds",
  z.object({
    instanceIdentifier: z.string().min(1),
    /** The DNS name of the database. */
    address: z.string().min(1),
    port: z.number().int().min(1).max(65535),
    dbName: z.string().min(1),
    /** The secret with the master user's name and password, which RDS makes and rotates. */
    masterSecretArn: z.string().startsWith("arn:"),
    /** A consumer adds a rule to this group for its own. */
    securityGroupId: z.string().startsWith("sg-"),
    /** The part of `rds-db:connect` policies that names the database: `db-ABC…`. */
    resourceId: z.string().min(1),
  }),
);
