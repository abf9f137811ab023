import { Provider } from "@pulumi/aws/provider.js";
import { recordResources, resourceList, UNKNOWN } from "@strata/testing";
import { FunctionAlarms, type FunctionAlarmsArgs } from "./alarms.ts";
import { Queue } from "@pulumi/aws/sqs/queue.js";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const TOPIC = "arn:aws:sns:eu-central-1:111111111111:alarms";

async function build(settings: Partial<FunctionAlarmsArgs["settings"]> = {}, { preview = false } = {}) {
  const recording = await recordResources({
    project: "lambda",
    preview,
    computed: ({ type, name }) => (type === "aws:sqs/queue:Queue" && !preview ? { name } : {}),
  });
  const provider = new Provider("aws", {});
  const nameOf = (name: string) => new Queue(name, {}, { provider }).name;
  new FunctionAlarms(
    "check",
    {
      functionName: "strata-dev-check",
      queues: {
        requests: nameOf("requests"),
        unprocessed: nameOf("unprocessed"),
        deadLetters: nameOf("dead-letters"),
        failedInvocations: nameOf("failed"),
      },
      settings: { timeout: 20, alarmTopicArn: undefined, ...settings },
    },
    { provider },
  );
  await recording.settled();
  return recording;
}

describe("FunctionAlarms", () => {
  it("consists of this, which a reviewer reads", async () => {
    expect(resourceList(await build())).toMatchSnapshot();
  });

  it.each([
    ["errors", "AWS/Lambda", "Errors", { statistic: "Sum", threshold: 0 }],
    ["throttles", "AWS/Lambda", "Throttles", { statistic: "Sum", threshold: 0 }],
    ["duration-p95", "AWS/Lambda", "Duration", { extendedStatistic: "p95", threshold: 10_000 }],
  ])("watches %s of the function", async (suffix, namespace, metricName, more) => {
    const recording = await build();
    expect(recording.get(ALARM, `check-${suffix}`).inputs).toMatchObject({
      name: `strata-dev-check-${suffix}`,
      namespace,
      metricName,
      dimensions: { FunctionName: "strata-dev-check" },
      comparisonOperator: "GreaterThanThreshold",
      treatMissingData: "notBreaching",
      ...more,
    });
  });

  it.each([
    ["dead-letters", "ApproximateNumberOfMessagesVisible", "dead-letters", 0],
    ["failed-invocations", "ApproximateNumberOfMessagesVisible", "failed", 0],
    ["unprocessed", "ApproximateNumberOfMessagesVisible", "unprocessed", 0],
    // Five attempts of 120 seconds each.
    ["requests-age", "ApproximateAgeOfOldestMessage", "requests", 600],
  ])("watches %s", async (suffix, metricName, queue, threshold) => {
    const recording = await build();
    expect(recording.get(ALARM, `check-${suffix}`).inputs).toMatchObject({
      namespace: "AWS/SQS",
      metricName,
      dimensions: { QueueName: queue },
      threshold,
    });
  });

  it("tells a topic when an alarm begins and ends, if there is one", async () => {
    const told = (await build({ alarmTopicArn: TOPIC })).ofType(ALARM);
    expect(told).not.toEqual([]);
    for (const { inputs } of told)
      expect(inputs).toMatchObject({ alarmActions: [TOPIC], okActions: [TOPIC] });
    for (const { inputs } of (await build()).ofType(ALARM)) expect(inputs["alarmActions"]).toEqual([]);
  });

  it("is previewed before the queues have names", async () => {
    const recording = await build({}, { preview: true });
    expect(recording.get(ALARM, "check-dead-letters").inputs["dimensions"]).toEqual({ QueueName: UNKNOWN });
  });
});
