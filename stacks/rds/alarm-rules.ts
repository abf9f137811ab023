import { getStack, RunError } from "@pulumi/pulumi";
import type { RdsSettings } from "./config.ts";
import { memoryGibOf } from "./instance-memory.ts";

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

export interface AlarmRule {
  /** What it ends in, as in `database-cpu`. */
  readonly suffix: string;
  readonly description: string;
  /** Of the namespace AWS/RDS: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html */
  readonly metricName: string;
  readonly statistic: "Average" | "Maximum" | "Minimum";
  readonly comparisonOperator: "GreaterThanThreshold" | "LessThanThreshold";
  /** In the unit of the metric: percent, bytes or a number. */
  readonly threshold: number;
  /** Periods of five minutes in a row. */
  readonly evaluationPeriods: number;
}

type Sizes = Pick<RdsSettings, "instanceClass" | "allocatedStorage" | "alarms">;

/**
 * When somebody has to look at the database. Thresholds that are not set follow from its size.
 *
 * @throws {RunError} if they cannot: the instance class is one whose memory is not known
 */
export function alarmRules({ instanceClass, allocatedStorage, alarms }: Sizes): AlarmRule[] {
  const { connections, freeableMemoryMib } = memoryThresholds(instanceClass, alarms);
  // Storage grows by itself below 10 %: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html
  const freeStorageGib = alarms.freeStorageGib ?? Math.max(2, allocatedStorage * 0.05);
  return [
    {
      suffix: "cpu",
      description: `CPU above ${alarms.cpuPercent} % for a quarter of an hour`,
      metricName: "CPUUtilization",
      statistic: "Average",
      comparisonOperator: "GreaterThanThreshold",
      threshold: alarms.cpuPercent,
      evaluationPeriods: 3,
    },
    {
      suffix: "free-storage",
      description: `Less than ${freeStorageGib} GiB free, and storage has not grown`,
      metricName: "FreeStorageSpace",
      statistic: "Minimum",
      comparisonOperator: "LessThanThreshold",
      threshold: freeStorageGib * GIB,
      evaluationPeriods: 2,
    },
    {
      suffix: "connections",
      description: `More than ${connections} connections: new ones will soon be refused`,
      metricName: "DatabaseConnections",
      statistic: "Maximum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: connections,
      evaluationPeriods: 2,
    },
    {
      suffix: "freeable-memory",
      description: `Less than ${freeableMemoryMib} MiB of memory free for a quarter of an hour`,
      metricName: "FreeableMemory",
      statistic: "Minimum",
      comparisonOperator: "LessThanThreshold",
      threshold: freeableMemoryMib * MIB,
      evaluationPeriods: 3,
    },
  ];
}

function memoryThresholds(instanceClass: string, { connections, freeableMemoryMib }: Sizes["alarms"]) {
  if (connections !== undefined && freeableMemoryMib !== undefined) return { connections, freeableMemoryMib };
  const memory = memoryGibOf(instanceClass);
  if (memory === undefined) {
    throw new RunError(
      `rds:instanceClass: the memory of ${instanceClass} is not known here, so the alarms need thresholds. Set them with: ` +
        `pulumi config set --path 'rds:alarms.connections' <number> -s ${getStack()} and ` +
        `pulumi config set --path 'rds:alarms.freeableMemoryMib' <MiB> -s ${getStack()}`,
    );
  }
  // https://docs.aws.amazon.com/prescriptive-guidance/latest/tuning-postgresql-parameters/max-connections.html
  const most = Math.min(Math.floor((memory * GIB) / 9_531_392), 5000);
  return {
    connections: connections ?? Math.floor(most * 0.8),
    freeableMemoryMib: freeableMemoryMib ?? Math.round(memory * 1024 * 0.1),
  };
}
