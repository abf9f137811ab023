import { Provider } from "@pulumi/aws/provider.js";
import { output, unknown } from "@pulumi/pulumi";
import { recordResources, resourceList, UNKNOWN } from "@strata/testing";
import { DatabaseAlarms } from "./alarms.ts";
import { settings } from "./settings.fixture.ts";

const topic = "arn:aws:sns:eu-central-1:111111111111:alarms";

async function build({ alarmTopicArn, preview = false }: { alarmTopicArn?: string; preview?: boolean } = {}) {
  const recording = await recordResources({ project: "rds", preview });
  const instanceIdentifier = preview ? output(unknown as unknown as string) : "strata-dev";
  const given = alarmTopicArn === undefined ? {} : { alarmTopicArn };
  new DatabaseAlarms(
    "database",
    { database: { identifier: "strata-dev", instanceIdentifier }, settings: { ...settings, ...given } },
    { provider: new Provider("aws", {}) },
  );
  await recording.settled();
  return recording;
}

describe("DatabaseAlarms", () => {
  it("are these, with a topic", async () => {
    expect(resourceList(await build({ alarmTopicArn: topic }))).toMatchSnapshot();
  });

  it("are about the one instance, each under a name of its own", async () => {
    const alarms = (await build()).ofType("aws:cloudwatch/metricAlarm:MetricAlarm");
    expect(alarms.map(({ inputs }) => inputs["name"]).sort()).toEqual([
      "strata-dev-database-connections",
      "strata-dev-database-cpu",
      "strata-dev-database-free-storage",
      "strata-dev-database-freeable-memory",
    ]);
    for (const { inputs, provider } of alarms) {
      expect(inputs).toMatchObject({
        namespace: "AWS/RDS",
        period: 300,
        dimensions: { DBInstanceIdentifier: "strata-dev" },
        alarmActions: [],
      });
      expect(provider).toContain("pulumi:providers:aws::aws::");
    }
  });

  it("tell the topic, when they begin and when they end, and so do the database's events", async () => {
    const recording = await build({ alarmTopicArn: topic });
    for (const { inputs } of recording.ofType("aws:cloudwatch/metricAlarm:MetricAlarm")) {
      expect(inputs).toMatchObject({ alarmActions: [topic], okActions: [topic] });
    }
    const { inputs } = recording.get("aws:rds/eventSubscription:EventSubscription", "database");
    expect(inputs).toMatchObject({ snsTopic: topic, sourceType: "db-instance", sourceIds: ["strata-dev"] });
    expect(inputs["eventCategories"]).toEqual(expect.arrayContaining(["failover", "failure", "deletion"]));
  });

  it("subscribe to nothing without a topic", async () => {
    expect((await build()).ofType("aws:rds/eventSubscription:EventSubscription")).toEqual([]);
  });

  it("can be previewed before the instance exists", async () => {
    const recording = await build({ preview: true, alarmTopicArn: topic });
    const { inputs } = recording.get("aws:cloudwatch/metricAlarm:MetricAlarm", "database-cpu");
    expect(inputs["dimensions"]).toEqual({ DBInstanceIdentifier: UNKNOWN });
  });
});
