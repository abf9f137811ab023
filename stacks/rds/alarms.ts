import { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import { EventSubscription } from "@pulumi/aws/rds/eventSubscription.js";
import { ComponentResource, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";
import { alarmRules } from "./alarm-rules.ts";
import type { RdsSettings } from "./config.ts";

export interface DatabaseAlarmsArgs {
  database: {
    /** Part of the names of the alarms. */
    identifier: string;
    instanceIdentifier: Input<string>;
  };
  settings: Pick<RdsSettings, "instanceClass" | "allocatedStorage" | "alarms" | "alarmTopicArn">;
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html */
const EVENTS = ["availability", "deletion", "failover", "failure", "low storage", "maintenance", "recovery"];

/** Tells when the database needs somebody: alarms on its metrics, and its events, on a topic if there is one. */
export class DatabaseAlarms extends ComponentResource {
  constructor(name: string, args: DatabaseAlarmsArgs, options?: ComponentResourceOptions) {
    super("strata:rds:DatabaseAlarms", name, {}, options);
    this.createAlarms(name, args);
    this.subscribeToEvents(name, args);
    this.registerOutputs({});
  }

  private createAlarms(name: string, { database, settings }: DatabaseAlarmsArgs): void {
    const actions = settings.alarmTopicArn === undefined ? [] : [settings.alarmTopicArn];
    for (const { suffix, description, ...rule } of alarmRules(settings)) {
      new MetricAlarm(
        `${name}-${suffix}`,
        {
          name: `${database.identifier}-database-${suffix}`,
          alarmDescription: description,
          namespace: "AWS/RDS",
          dimensions: { DBInstanceIdentifier: database.instanceIdentifier },
          period: 300,
          ...rule,
          // A database that sends nothing is one that is stopped or restarts: its events tell that.
          treatMissingData: "missing",
          alarmActions: actions,
          okActions: actions,
        },
        { parent: this },
      );
    }
  }

  private subscribeToEvents(name: string, { database, settings }: DatabaseAlarmsArgs) {
    if (settings.alarmTopicArn === undefined) return;
    new EventSubscription(
      name,
      {
        name: database.identifier,
        snsTopic: settings.alarmTopicArn,
        sourceType: "db-instance",
        sourceIds: [database.instanceIdentifier],
        eventCategories: EVENTS,
      },
      { parent: this },
    );
  }
}
