import type { Rows } from "./shared.ts";
import { REGISTRY, REQUIRED, long } from "./shared.ts";

const LOGS = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference";
const ALARM = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html";
const TARGET = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html";
const RULE = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html";

export const MONITORING_WRONG: Rows = {
  "aws:cloudwatch/logGroup:LogGroup": [
    [{ retentionInDays: 10 }, "retentionInDays", "1, 3, 5, 7, 14, 30", `${LOGS}/API_PutRetentionPolicy.html`],
    [{ logGroupClass: "COLD" }, "logGroupClass", "INFREQUENT_ACCESS", `${LOGS}/API_CreateLogGroup.html`],
    [{ name: "my log" }, "name", "letters, digits and .-_/#", `${LOGS}/API_CreateLogGroup.html`],
    [{ name: long(513) }, "name", "letters, digits and .-_/#", `${LOGS}/API_CreateLogGroup.html`],
    [{ name: "taken-log-group" }, "name", "It is taken: taken-log-group", `${LOGS}/API_CreateLogGroup.html`],
    [{ kmsKeyId: "<deletedKey.arn>" }, "kmsKeyId", "pending deletion", `${LOGS}/API_AssociateKmsKey.html`],
    [
      { retentionInDays: "30" },
      "retentionInDays",
      "type number, got one of type string",
      `${REGISTRY}/cloudwatch/loggroup/`,
    ],
  ],
  "aws:cloudwatch/metricAlarm:MetricAlarm": [
    [{ comparisonOperator: ">" }, "comparisonOperator", "GreaterThanThreshold", ALARM],
    [{ statistic: "Mean" }, "statistic", "Average", ALARM],
    [{ evaluationPeriods: 0 }, "evaluationPeriods", "1 or more", ALARM],
    [{ period: 5 }, "period", "10 to 604800", ALARM],
    [{ treatMissingData: "skip" }, "treatMissingData", "notBreaching", ALARM],
    [{ alarmActions: ["a", "b", "c", "d", "e", "f"] }, "alarmActions", "0 to 5 entries", ALARM],
  ],
  "aws:cloudwatch/eventRule:EventRule": [
    [{ name: "every night" }, "name", "1 to 64 letters", RULE],
    [
      { scheduleExpression: "rate(1 days)" },
      "scheduleExpression",
      "cron(…) or rate",
      "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html",
    ],
    [
      { scheduleExpression: "hourly" },
      "scheduleExpression",
      "cron(…) or rate",
      "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html",
    ],
    [{ state: "ON" }, "state", "ENABLED, DISABLED", RULE],
    [{ eventPattern: "source: aws.ec2" }, "eventPattern", "Expected a JSON document", RULE],
  ],
  "aws:cloudwatch/eventTarget:EventTarget": [
    [{ arn: undefined }, "arn", REQUIRED, TARGET],
    [{ targetId: "my jobs" }, "targetId", "1 to 64 letters", TARGET],
    [{ input: "all" }, "input", "Expected a JSON document", TARGET],
    [
      { retryPolicy: { maximumRetryAttempts: 200 } },
      "retryPolicy.maximumRetryAttempts",
      "0 to 185",
      "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RetryPolicy.html",
    ],
  ],
};
