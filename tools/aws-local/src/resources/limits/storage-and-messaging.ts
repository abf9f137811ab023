import type { Limit } from "../../model/limits.ts";
import { name } from "./shared.ts";

const SQS = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference";
const TOPIC = "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html";
const BUCKET = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html";
const QUEUE = `${SQS}/API_CreateQueue.html`;

export const STORAGE_AND_MESSAGING_LIMITS: Record<string, readonly Limit[]> = {
  "aws:sqs/queue:Queue": [
    { path: "delaySeconds", range: [0, 900], source: `${SQS}/API_SetQueueAttributes.html` },
    { path: "messageRetentionSeconds", range: [60, 1209600], source: `${SQS}/API_SetQueueAttributes.html` },
    { path: "receiveWaitTimeSeconds", range: [0, 20], source: `${SQS}/API_SetQueueAttributes.html` },
    { path: "visibilityTimeoutSeconds", range: [0, 43200], source: `${SQS}/API_SetQueueAttributes.html` },
    {
      path: "kmsDataKeyReusePeriodSeconds",
      range: [60, 86400],
      source: `${SQS}/API_SetQueueAttributes.html`,
    },
    { path: "maxMessageSize", range: [1024, 1048576], source: `${SQS}/API_SetQueueAttributes.html` },
    name("name", /^[\w-]{1,80}$|^[\w-]{1,75}\.fifo$/, "at most 80 letters, digits, _ and -", QUEUE),
    { path: "deduplicationScope", oneOf: ["messageGroup", "queue"], source: QUEUE },
    { path: "fifoThroughputLimit", oneOf: ["perQueue", "perMessageGroupId"], source: QUEUE },
  ],
  "aws:sns/topic:Topic": [
    name("name", /^[\w-]{1,256}$|^[\w-]{1,251}\.fifo$/, "at most 256 letters, digits, _ and -", TOPIC),
    { path: "tracingConfig", oneOf: ["PassThrough", "Active"], source: TOPIC },
    { path: "signatureVersion", range: [1, 2], source: TOPIC },
  ],
  "aws:s3/bucket:Bucket": [
    name("bucket", /^(?!.*\.\.)/, "no two dots in a row", BUCKET),
    name("bucket", /^(?!\d+\.\d+\.\d+\.\d+$)/, "a name that is no IP address", BUCKET),
    name(
      "bucket",
      /^(?!xn--|sthree-|amzn-s3-demo-)/,
      "no reserved prefix (xn--, sthree-, amzn-s3-demo-)",
      BUCKET,
    ),
    name(
      "bucket",
      /^(?!.*(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)/,
      "no reserved suffix (-s3alias, --ol-s3, …)",
      BUCKET,
    ),
  ],
};
