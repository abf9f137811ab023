import { oneRoute } from "@strata/aws-provider/config";
import { prodFloor } from "@strata/environment/config";
import { z } from "zod";

const days = z.number().int().positive();

export const LambdaConfig = z.strictObject({
  ...oneRoute,
  /** MiB, which also decides the share of CPU. */
  memorySize: z.number().int().min(128).max(10240).default(256),
  /** Seconds. A check gives up after ten, so it needs more than that to say so. */
  timeout: z.number().int().min(12).max(900).default(15),
  /**
   * Copies that may run at once; the database has to bear as many connections. Two at least: SQS takes no fewer for itself.
   * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
   */
  reservedConcurrentExecutions: z.number().int().min(2),
  /** Whether the function has interfaces in the private subnets. It must, to reach a database that has no public address. */
  attachToVpc: prodFloor(
    z.boolean().default(true),
    (on) => on,
    "the database of prod is reached from private subnets alone: expected true",
  ),
  /** Whether invocations are traced by X-Ray. */
  tracing: prodFloor(z.boolean().default(true), (on) => on, "invocations are traced in prod: expected true"),
  /**
   * Whether AWS Signer signs the archive, and Lambda takes no other.
   * https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html
   */
  codeSigning: z.boolean().default(false),
  /** A URL at which the function is invoked, for callers that IAM lets in; none without it. */
  functionUrl: z
    .strictObject({
      /** The pages whose scripts may call it, such as `https://status.example.com`. */
      allowOrigins: z.array(z.url({ protocol: /^https$/ })).default([]),
    })
    .optional(),
  /** Where alarms are published; they only show in CloudWatch without it. */
  alarmTopicArn: z
    .string()
    .regex(/^arn:[a-z-]+:sns:[a-z0-9-]+:\d{12}:.+$/, "expected the ARN of an SNS topic")
    .optional(),
  /** How long logs are kept, one of the numbers of days that CloudWatch Logs knows. */
  logRetentionInDays: prodFloor(
    days.default(90),
    (kept) => kept >= 90,
    "logs of prod are kept for 90 days at least",
  ),
});

export type LambdaSettings = Omit<z.output<typeof LambdaConfig>, keyof typeof oneRoute>;
