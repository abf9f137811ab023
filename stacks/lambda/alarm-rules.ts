import type { LambdaSettings } from "./config.ts";
import { MAX_RECEIVE_COUNT, visibilityTimeout } from "./limits.ts";

export interface AlarmRule {
  /** What it ends in, as in `database-check-errors`. */
  readonly suffix: string;
  readonly description: string;
  readonly metricName: string;
  /** `p95` and its like are percentiles. */
  readonly statistic: "Sum" | "Maximum" | "p95";
  /** The alarm is raised above it. In the unit of the metric: a number, milliseconds or seconds. */
  readonly threshold: number;
  /** Periods of five minutes in a row. */
  readonly evaluationPeriods: number;
}

type Sizes = Pick<LambdaSettings, "timeout">;

/**
 * When somebody has to look at the function, by metrics of the namespace AWS/Lambda. SQS is no stream, so there is no iterator
 * whose age could be watched: the age of its messages is, in `requestQueueRules`.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export function functionRules({ timeout }: Sizes): AlarmRule[] {
  const slow = (timeout * 1000) / 2;
  return [
    any(
      "errors",
      "Errors",
      "Invocations failed: the database does not let the function in, or the code is wrong",
    ),
    any(
      "throttles",
      "Throttles",
      "Invocations found no free copy of the function: see reservedConcurrentExecutions",
    ),
    any(
      "dead-letter-errors",
      "DeadLetterErrors",
      "A failed event could not be kept: see the role and the key",
    ),
    any(
      "destination-errors",
      "DestinationDeliveryFailures",
      "The record of a failure could not be kept: see the role and the key",
    ),
    {
      suffix: "duration-p95",
      description: `One invocation in twenty takes more than ${slow} ms, half of the timeout`,
      metricName: "Duration",
      statistic: "p95",
      threshold: slow,
      evaluationPeriods: 3,
    },
  ];
}

/** When messages wait for somebody, by metrics of the namespace AWS/SQS: of a queue in which there should be none. */
export function failureQueueRules(suffix: string, description: string): AlarmRule[] {
  return [
    {
      suffix,
      description,
      metricName: "ApproximateNumberOfMessagesVisible",
      statistic: "Maximum",
      threshold: 0,
      evaluationPeriods: 1,
    },
  ];
}

/** As `failureQueueRules`, of the queue that the function works off. */
export function requestQueueRules({ timeout }: Sizes): AlarmRule[] {
  const age = MAX_RECEIVE_COUNT * visibilityTimeout(timeout);
  return [
    {
      suffix: "requests-age",
      description: `A request is older than ${age} s, and neither done nor put aside: requests are not worked off`,
      metricName: "ApproximateAgeOfOldestMessage",
      statistic: "Maximum",
      threshold: age,
      evaluationPeriods: 1,
    },
  ];
}

/** Raised by the first of its kind. */
function any(suffix: string, metricName: string, description: string): AlarmRule {
  return { suffix, description, metricName, statistic: "Sum", threshold: 0, evaluationPeriods: 1 };
}
