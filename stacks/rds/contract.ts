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
    /**
     * What `rds-db:connect` is to be allowed on: a consumer appends `/` and its PostgreSQL user. It is the proxy's if there
     * is one, else the database's.
     */
    connectArn: z.string().regex(/^arn:[a-z-]+:rds-db:[a-z0-9-]+:\d{12}:dbuser:[\w-]+$/),
    /** The DNS name of the proxy, if there is one: then consumers connect to it in place of `address`, on the same port. */
    proxyEndpoint: z.string().min(1).optional(),
    /** The key of what is stored. */
    kmsKeyArn: z.string().startsWith("arn:"),
    parameterGroupName: z.string().min(1),
  }),
);
