import { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import { ComponentResource, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";
import { type AlarmRule, failureQueueRules, functionRules, requestQueueRules } from "./alarm-rules.ts";
import type { LambdaSettings } from "./config.ts";

export interface FunctionAlarmsArgs {
  /** Begins the names of the alarms. */
  functionName: string;
  /** The names of queues. */
  queues: {
    requests: Input<string>;
    unprocessed: Input<string>;
    deadLetters: Input<string>;
    failedInvocations: Input<string>;
  };
  settings: Pick<LambdaSettings, "timeout" | "alarmTopicArn">;
}

/** Tells when the function or its queues need somebody, on a topic if there is one. */
export class FunctionAlarms extends ComponentResource {
  constructor(name: string, args: FunctionAlarmsArgs, options?: ComponentResourceOptions) {
    super("strata:lambda:FunctionAlarms", name, {}, options);
    const { functionName, queues, settings } = args;
    this.createAlarms(name, args, "AWS/Lambda", { FunctionName: functionName }, functionRules(settings));
    const ofQueue = (queueName: Input<string>, rules: AlarmRule[]) =>
      this.createAlarms(name, args, "AWS/SQS", { QueueName: queueName }, rules);
    ofQueue(queues.requests, requestQueueRules(settings));
    ofQueue(
      queues.unprocessed,
      failureQueueRules("unprocessed", "Requests were put aside after several attempts"),
    );
    ofQueue(queues.deadLetters, failureQueueRules("dead-letters", "Events failed for good"));
    ofQueue(
      queues.failedInvocations,
      failureQueueRules("failed-invocations", "Events failed for good: these records say why"),
    );
    this.registerOutputs({});
  }

  private createAlarms(
    name: string,
    { functionName, settings }: FunctionAlarmsArgs,
    namespace: "AWS/Lambda" | "AWS/SQS",
    dimensions: Record<string, Input<string>>,
    rules: readonly AlarmRule[],
  ): void {
    const actions = settings.alarmTopicArn === undefined ? [] : [settings.alarmTopicArn];
    for (const { suffix, description, statistic, ...rule } of rules) {
      new MetricAlarm(
        `${name}-${suffix}`,
        {
          name: `${functionName}-${suffix}`,
          alarmDescription: description,
          namespace,
          dimensions,
          ...(statistic === "p95" ? { extendedStatistic: statistic } : { statistic }),
          period: 300,
          comparisonOperator: "GreaterThanThreshold",
          ...rule,
          // A function that nobody invokes and an empty queue send nothing.
          treatMissingData: "notBreaching",
          alarmActions: actions,
          okActions: actions,
        },
        { parent: this },
      );
    }
  }
}
