import { Queue } from "@pulumi/aws/sqs/queue.js";
import { QueuePolicy } from "@pulumi/aws/sqs/queuePolicy.js";
import { type CustomResourceOptions, type Input, jsonStringify } from "@pulumi/pulumi";
import { onlyOverTls } from "./only-over-tls.ts";

/** 14 days, the most that SQS keeps a message: what failed before a holiday is still there after it. */
const RETENTION_IN_SECONDS = 14 * 24 * 3600;

export interface EncryptedQueueArgs {
  keyArn: Input<string>;
  /** @default 30 */
  visibilityTimeoutSeconds?: number;
  /** Where messages go that are received `maxReceiveCount` times. */
  redrive?: { deadLetterTargetArn: Input<string>; maxReceiveCount: number };
}

/** A queue whose messages are encrypted with a key of ours, and which is spoken to over TLS alone. */
export function encryptedQueue(
  name: string,
  args: EncryptedQueueArgs,
  options: CustomResourceOptions,
): Queue {
  const { keyArn, visibilityTimeoutSeconds, redrive } = args;
  const queue = new Queue(
    name,
    {
      kmsMasterKeyId: keyArn,
      messageRetentionSeconds: RETENTION_IN_SECONDS,
      ...(visibilityTimeoutSeconds !== undefined && { visibilityTimeoutSeconds }),
      ...(redrive !== undefined && { redrivePolicy: jsonStringify(redrive) }),
    },
    options,
  );
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html
  const policy = jsonStringify(onlyOverTls("sqs:*", queue.arn));
  new QueuePolicy(name, { queueUrl: queue.url, policy }, options);
  return queue;
}
