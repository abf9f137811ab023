import type { Limit } from "../../model/limits.ts";
import { atMost, name } from "./shared.ts";

const LOGS = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference";
const ALARM = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html";
const TARGET = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html";
const RETRY = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RetryPolicy.html";
const RULE = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html";
/** 0 keeps for ever: then no retention is put. */
const RETENTION_DAYS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const MONITORING_LIMITS: Record<string, readonly Limit[]> = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": [
    { path: "treatMissingData", oneOf: ["missing", "ignore", "breaching", "notBreaching"], source: ALARM },
    {
      path: "comparisonOperator",
      oneOf: [
        "GreaterThanOrEqualToThreshold",
        "GreaterThanThreshold",
        "LessThanThreshold",
        "LessThanOrEqualToThreshold",
        "LessThanLowerOrGreaterThanUpperThreshold",
        "LessThanLowerThreshold",
        "GreaterThanUpperThreshold",
      ],
      source: ALARM,
    },
    { path: "statistic", oneOf: ["SampleCount", "Average", "Sum", "Minimum", "Maximum"], source: ALARM },
    { path: "evaluationPeriods", range: [1, Infinity], source: ALARM },
    { path: "datapointsToAlarm", range: [1, Infinity], source: ALARM },
    { path: "period", range: [10, 604_800], source: ALARM },
    { path: "alarmActions", count: [0, 5], source: ALARM },
    atMost("alarmDescription", 1024, ALARM),
  ],
  "aws:cloudwatch/eventRule:EventRule": [
    name("name", /^[.\-_A-Za-z\d]{1,64}$/, "1 to 64 letters, digits and .-_", RULE),
    atMost("description", 512, RULE),
    {
      path: "state",
      oneOf: ["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"],
      source: RULE,
    },
    name(
      "scheduleExpression",
      /^(cron\(.+\)|rate\((1 (minute|hour|day)|([2-9]|[1-9]\d+) (minutes|hours|days))\))$/,
      "cron(…) or rate(5 minutes)",
      "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html",
    ),
  ],
  "aws:cloudwatch/eventTarget:EventTarget": [
    name("targetId", /^[.\-_A-Za-z\d]{1,64}$/, "1 to 64 letters, digits and .-_", TARGET),
    { path: "retryPolicy.maximumRetryAttempts", range: [0, 185], source: RETRY },
    { path: "retryPolicy.maximumEventAgeInSeconds", range: [60, 86_400], source: RETRY },
  ],
  "aws:cloudwatch/logGroup:LogGroup": [
    { path: "retentionInDays", oneOf: RETENTION_DAYS, source: `${LOGS}/API_PutRetentionPolicy.html` },
    {
      path: "logGroupClass",
      oneOf: ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"],
      source: `${LOGS}/API_CreateLogGroup.html`,
    },
  ],
};
