import { defineContract } from "@strata/stack-contract";
import { z } from "zod";

const arn = z.string().startsWith("arn:");

export default defineContract(
  "lambda",
  z.object({
    functionName: z.string().min(1),
    /** What callers invoke: it moves to a new version only once that exists. */
    aliasArn: arn,
    roleArn: arn,
    logGroupName: z.string().min(1),
    /** Events that failed for good. */
    deadLetterQueueArn: arn,
    securityGroupId: z.string().startsWith("sg-"),
  }),
);
