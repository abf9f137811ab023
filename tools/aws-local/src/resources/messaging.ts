import type { Descriptors, ResourceContext } from "../model/descriptor.ts";
import type { ValueMap } from "../protocol/values.ts";
import { given } from "./shared.ts";

/** Queues and topics. */
export const messaging: Descriptors = {
  "aws:sqs/queue:Queue": {
    naming: {
      property: "name",
      maxLength: 80,
      suffix: ({ fifoQueue }) => (fifoQueue === true ? ".fifo" : ""),
    },
    id: queueUrl,
    defaults: {
      delaySeconds: 0,
      fifoQueue: false,
      contentBasedDeduplication: false,
      messageRetentionSeconds: 345_600,
      receiveWaitTimeSeconds: 0,
      visibilityTimeoutSeconds: 30,
    },
    computed: {
      arn: ({ arn, name }) => arn("sqs", name),
      url: queueUrl,
      kmsDataKeyReusePeriodSeconds: given("kmsDataKeyReusePeriodSeconds", 300),
      sqsManagedSseEnabled: given(
        "sqsManagedSseEnabled",
        ({ inputs }) => inputs.kmsMasterKeyId === undefined,
      ),
    },
    replaceOn: ["name", "namePrefix", "fifoQueue"],
    json: ["policy", "redrivePolicy", "redriveAllowPolicy"],
    check: ({ inputs: { name, fifoQueue } }) =>
      typeof name === "string" && (fifoQueue === true) !== name.endsWith(".fifo")
        ? [{ property: "name", reason: "The name of a FIFO queue, and of no other, ends in .fifo." }]
        : [],
  },
  "aws:sqs/queuePolicy:QueuePolicy": {
    id: ({ text }) => text("queueUrl"),
    replaceOn: ["queueUrl"],
    json: ["policy"],
  },
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": {
    id: ({ text }) => text("queueUrl"),
    replaceOn: ["queueUrl"],
    json: ["redriveAllowPolicy"],
  },
  "aws:sns/topic:Topic": {
    naming: {
      property: "name",
      maxLength: 256,
      suffix: ({ fifoTopic }: ValueMap) => (fifoTopic === true ? ".fifo" : ""),
    },
    id: topicArn,
    defaults: { fifoTopic: false, contentBasedDeduplication: false },
    computed: {
      arn: topicArn,
      owner: ({ account }) => account,
      signatureVersion: given("signatureVersion", 0),
    },
    replaceOn: ["name", "namePrefix", "fifoTopic"],
    json: ["policy", "deliveryPolicy", "archivePolicy"],
  },
};

function queueUrl({ region, account, name }: ResourceContext): string {
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
}

function topicArn({ arn, name }: ResourceContext): string {
  return arn("sns", name);
}
