import { EventRule } from "@pulumi/aws/cloudwatch/eventRule.js";
import { EventTarget } from "@pulumi/aws/cloudwatch/eventTarget.js";
import { Queue } from "@pulumi/aws/sqs/queue.js";
import { QueuePolicy } from "@pulumi/aws/sqs/queuePolicy.js";
import { type ComponentResource, type Input, jsonStringify } from "@pulumi/pulumi";

/** After five minutes the node is gone, and the message is of no use. */
const RETENTION_IN_SECONDS = 300;

/**
 * What Karpenter replaces nodes for before they go away.
 * https://karpenter.sh/v1.14/reference/cloudformation/#interruption-handling
 */
const EVENTS = {
  health: { source: "aws.health", detailType: "AWS Health Event" },
  "spot-interruption": { source: "aws.ec2", detailType: "EC2 Spot Instance Interruption Warning" },
  rebalance: { source: "aws.ec2", detailType: "EC2 Instance Rebalance Recommendation" },
  "state-change": { source: "aws.ec2", detailType: "EC2 Instance State-change Notification" },
  "capacity-reservation": {
    source: "aws.ec2",
    detailType: "EC2 Capacity Reservation Instance Interruption Warning",
  },
} as const;

/** The queue in which Karpenter hears that nodes are going away, and the rules that put events into it. */
export function createInterruptionQueue(name: string, accountId: string, parent: ComponentResource): Queue {
  const queue = new Queue(
    `${name}-interruptions`,
    // With SQS' own key: EventBridge would need a place in the policy of one of ours, for events that hold no data.
    { messageRetentionSeconds: RETENTION_IN_SECONDS, sqsManagedSseEnabled: true },
    { parent },
  );
  const rules = Object.entries(EVENTS).map(([key, { source, detailType }]) => {
    const rule = new EventRule(
      `${name}-${key}`,
      {
        description: `For Karpenter: ${detailType}`,
        eventPattern: JSON.stringify({ source: [source], "detail-type": [detailType] }),
      },
      { parent },
    );
    new EventTarget(`${name}-${key}`, { rule: rule.name, targetId: "karpenter", arn: queue.arn }, { parent });
    return rule;
  });
  const ruleArns = rules.map(({ arn }) => arn);
  new QueuePolicy(
    `${name}-interruptions`,
    { queueUrl: queue.url, policy: jsonStringify(queuePolicy(queue.arn, ruleArns, accountId)) },
    { parent },
  );
  return queue;
}

/**
 * As Karpenter has it, for our rules and this account alone: otherwise a rule of any account could write here
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html).
 */
function queuePolicy(queueArn: Input<string>, ruleArns: Input<string>[], accountId: string) {
  const send = { Effect: "Allow", Action: "sqs:SendMessage", Resource: queueArn };
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "EventsOfOurRules",
        ...send,
        Principal: { Service: "events.amazonaws.com" },
        Condition: { ArnEquals: { "aws:SourceArn": ruleArns } },
      },
      {
        Sid: "QueuesOfThisAccount",
        ...send,
        Principal: { Service: "sqs.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
      {
        Sid: "OnlyOverTls",
        Effect: "Deny",
        Principal: "*",
        Action: "sqs:*",
        Resource: queueArn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  };
}
