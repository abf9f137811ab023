import type { Rows } from "./shared.ts";
import { document, long, read, REQUIRED } from "./shared.ts";

const SQS = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html";
const QUEUE_ATTRIBUTES =
  "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html";
const SNS = "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html";
const BUCKETS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html";
const BUCKET_POLICIES = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html";
const PROFILES = "https://docs.aws.amazon.com/signer/latest/api/API_PutSigningProfile.html";

const SQS_QUOTAS =
  "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html";
const SNS_QUOTAS =
  "https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html";
const shared = (condition: string) =>
  document({ ...read, Principal: "*", Condition: { StringEquals: { "aws:PrincipalTag/team": condition } } });

export const STORAGE_AND_MESSAGING_WRONG: Rows = {
  "aws:sqs/queue:Queue": [
    [{ name: "jobs.fifo" }, "name", "The name of a FIFO queue", SQS],
    [{ fifoQueue: true }, "name", "The name of a FIFO queue", SQS],
    [{ name: "my jobs" }, "name", "at most 80 letters", SQS],
    [{ name: "taken-queue" }, "name", "It is taken: https://sqs", SQS],
    [{ visibilityTimeoutSeconds: 43_201 }, "visibilityTimeoutSeconds", "0 to 43200", QUEUE_ATTRIBUTES],
    [{ delaySeconds: 901 }, "delaySeconds", "0 to 900", QUEUE_ATTRIBUTES],
    [{ messageRetentionSeconds: 59 }, "messageRetentionSeconds", "60 to 1209600", QUEUE_ATTRIBUTES],
    [{ receiveWaitTimeSeconds: 21 }, "receiveWaitTimeSeconds", "0 to 20", QUEUE_ATTRIBUTES],
    [{ redrivePolicy: "dlq" }, "redrivePolicy", "Expected a JSON document", QUEUE_ATTRIBUTES],
    [{ policy: document({ ...read, Action: "sqs:*" }) }, "policy", "has no Principal", QUEUE_ATTRIBUTES],
    // 4,090 characters of two bytes.
    [{ policy: shared("é".repeat(4090)) }, "policy", "AWS allows 8192 bytes, got 8", SQS_QUOTAS],
  ],
  "aws:sqs/queuePolicy:QueuePolicy": [
    [{ queueUrl: undefined }, "queueUrl", REQUIRED, QUEUE_ATTRIBUTES],
    [{ policy: shared(long(8192)) }, "policy", "AWS allows 8192 bytes", SQS_QUOTAS],
    [{ policy: document({ ...read, Action: "sqs:*" }) }, "policy", "has no Principal", QUEUE_ATTRIBUTES],
  ],
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": [
    [{ queueUrl: undefined }, "queueUrl", REQUIRED, QUEUE_ATTRIBUTES],
    [{ redriveAllowPolicy: "byQueue" }, "redriveAllowPolicy", "Expected a JSON document", QUEUE_ATTRIBUTES],
  ],
  "aws:sns/topic:Topic": [
    [{ name: "my alerts" }, "name", "at most 256 letters", SNS],
    [{ tracingConfig: "On" }, "tracingConfig", "PassThrough, Active", SNS],
    [{ signatureVersion: 3 }, "signatureVersion", "1 to 2", SNS],
    [{ policy: shared(long(30_720)) }, "policy", "AWS allows 30720 bytes", SNS_QUOTAS],
  ],
  "aws:s3/bucket:Bucket": [
    [{ bucket: "Artifacts" }, "bucket", "3 to 63 small letters", BUCKETS],
    [{ bucket: "ab" }, "bucket", "3 to 63 small letters", BUCKETS],
    [{ bucket: "strata..artifacts" }, "bucket", "no two dots", BUCKETS],
    [{ bucket: "192.168.5.4" }, "bucket", "no IP address", BUCKETS],
    [{ bucket: "xn--strata" }, "bucket", "no reserved prefix", BUCKETS],
    [{ bucket: "strata-s3alias" }, "bucket", "no reserved suffix", BUCKETS],
    [{ bucket: "taken-bucket" }, "bucket", "It is taken: taken-bucket", BUCKETS],
  ],
  "aws:s3/bucketPolicy:BucketPolicy": [
    [{ policy: "{" }, "policy", "JSON", BUCKET_POLICIES],
    [
      { policy: document({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }) },
      "policy",
      "Principal",
      BUCKET_POLICIES,
    ],
  ],
  "aws:signer/signingProfile:SigningProfile": [
    [{ name: "strata-code" }, "name", "letters, digits and underscores", PROFILES],
    [{ name: "s" }, "name", "2 to 64", PROFILES],
    [{ name: "taken_profile" }, "name", "It is taken: taken_profile", PROFILES],
  ],
};
