import type { RdsSettings } from "./config.ts";

/** Settings for tests: those of a small database, as the schema's defaults complete them. */
export const settings: RdsSettings = {
  instanceClass: "db.t4g.medium",
  majorVersion: 17,
  allowMajorVersionUpgrade: false,
  blueGreenUpdate: false,
  applyImmediately: false,
  databaseName: "application",
  users: ["database_check"],
  allocatedStorage: 20,
  maxAllocatedStorage: 100,
  multiAz: false,
  deletionProtection: false,
  finalSnapshot: true,
  backupRetentionPeriod: 7,
  backupWindow: "02:00-03:00",
  maintenanceWindow: "sun:03:30-sun:04:30",
  masterPasswordRotationDays: 7,
  proxy: false,
  alarms: { cpuPercent: 80 },
  logRetentionInDays: 30,
};
