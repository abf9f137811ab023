import { defineContract } from "@strata/stack-contract";
import { z } from "zod";

const arn = z.string().startsWith("arn:");

export default defineContract(
  "lambda",
  z.object({
    functionName: z.string().min(1),
    /** Without a version: for policies. Callers invoke the alias. */
    functionArn: arn,
    /** What callers invoke: it moves to a new version only once that exists. */
    aliasArn: arn,
    /** The alias as API Gateway takes it. */
    invokeArn: arn,
    /** The version that the alias is at, a number as text. */
    version: z.string().min(1),
    /**
     * SHA-256 of the archive in base 64, the same on every machine for the same sources. Lambda shows it as well, but for a
     * signed archive, in which the signature is.
     */
    codeSha256: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
    /** Where IAM lets callers in, if there is such a URL. */
    functionUrl: z.url().optional(),
    roleArn: arn,
    roleName: z.string().min(1),
    logGroupName: z.string().min(1),
    /** Whoever may send a message there has the database checked. */
    requestQueueUrl: z.url(),
    requestQueueArn: arn,
    /** Requests that failed several times. */
    unprocessedQueueArn: arn,
    /** Events that failed for good. */
    deadLetterQueueArn: arn,
    /** Records of those invocations, which say why. */
    failureQueueArn: arn,
    securityGroupId: z.string().startsWith("sg-"),
  }),
);
