import { oneRoute } from "@strata/aws-provider/config";
import { REGIONS } from "@strata/environment";
import { prodFloor } from "@strata/environment/config";
import { z } from "zod";

const TIME = "([01]\\d|2[0-3]):[0-5]\\d";
const DAY = "(mon|tue|wed|thu|fri|sat|sun)";
const days = z.number().int();
const identifier = z
  .string()
  .regex(
    /^[a-z_][a-z0-9_]{0,62}$/,
    "expected small letters, digits and _, as PostgreSQL takes without quotes",
  );

export const RdsConfig = z.strictObject({
  ...oneRoute,
  /** For example `db.t4g.medium`. */
  instanceClass: z.string().regex(/^db\.[a-z0-9]+\.[a-z0-9]+$/, "expected a class such as db.t4g.medium"),
  /** Of PostgreSQL. A change is an upgrade, which needs `allowMajorVersionUpgrade`. */
  majorVersion: z.number().int().min(13).max(30).default(17),
  allowMajorVersionUpgrade: z.boolean().default(false),
  /**
   * Whether updates that would interrupt it are made on a copy that takes over. It cannot be set: RDS does not do that for a
   * database whose master password it manages, and it manages this one's.
   * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/blue-green-deployments-considerations.html
   */
  blueGreenUpdate: z
    .boolean()
    .default(false)
    .refine((on) => !on, {
      error:
        "a database whose master password RDS manages has no blue/green deployments " +
        "(https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/blue-green-deployments-considerations.html): " +
        "expected false; stacks/rds/README.md says how to keep an upgrade short without it",
    }),
  /** Whether changes do not wait for the maintenance window. */
  applyImmediately: z.boolean().default(false),
  /** The first database on the instance. A change replaces the instance. */
  databaseName: identifier.default("application"),
  /** PostgreSQL users that connect with IAM, made by set-up/users.sql: the proxy, if there is one, connects as these alone. */
  users: z.array(identifier).min(1).default(["database_check"]),

  /** GiB. */
  allocatedStorage: z.number().int().min(20),
  /** GiB up to which storage grows by itself. */
  maxAllocatedStorage: z.number().int().min(20),
  /** A standby in another zone. */
  multiAz: prodFloor(z.boolean(), (on) => on, "prod has a standby in another zone: expected true"),

  /** Whether AWS, too, refuses to delete the database. */
  deletionProtection: prodFloor(
    z.boolean(),
    (on) => on,
    "the database of prod is protected from deletion: expected true; rds:allowReplacementOf lifts that while it is set",
  ),
  /**
   * The identifier of the instance, `strata-<environment>`, if replacing or deleting it is meant. Without it the engine
   * refuses both. Remove it when it is done.
   */
  allowReplacementOf: z.string().optional(),
  /** Whether a snapshot is taken, and automated backups are kept, when the database is deleted. */
  finalSnapshot: prodFloor(
    z.boolean().default(true),
    (on) => on,
    "the database of prod is not deleted without a final snapshot: expected true",
  ),
  /** Days, 7 to 35; 14 at least in prod. */
  backupRetentionPeriod: prodFloor(
    days.min(7).max(35),
    (period) => period >= 14,
    "backups of prod are kept for 14 days at least",
  ),
  /** Where backups are replicated to as well: another region of the environment in which `secrets` has keys. */
  backupReplicationRegion: z.enum(REGIONS).optional(),

  /** Every day, UTC. Must not overlap the maintenance window. */
  backupWindow: z
    .string()
    .regex(new RegExp(`^${TIME}-${TIME}$`), "expected a window such as 02:00-03:00")
    .default("02:00-03:00"),
  /** Every week, UTC. */
  maintenanceWindow: z
    .string()
    .regex(new RegExp(`^${DAY}:${TIME}-${DAY}:${TIME}$`), "expected a window such as sun:03:30-sun:04:30")
    .default("sun:03:30-sun:04:30"),
  /** Days after which RDS makes a new master password. */
  masterPasswordRotationDays: days.min(1).max(90).default(7),

  /** A pool of connections in front of the database, for many short-lived clients such as functions. */
  proxy: z.boolean().default(false),
  /** Where alarms and events of the database are published; they only show in CloudWatch without it. */
  alarmTopicArn: z
    .string()
    .regex(/^arn:[a-z-]+:sns:[a-z0-9-]+:\d{12}:.+$/, "expected the ARN of an SNS topic")
    .optional(),
  /** Thresholds of the alarms, where the ones that follow from the size of the instance do not fit. */
  alarms: z
    .strictObject({
      cpuPercent: z.number().min(1).max(100).default(80),
      freeStorageGib: z.number().positive().optional(),
      connections: z.number().int().positive().optional(),
      freeableMemoryMib: z.number().positive().optional(),
    })
    .prefault({}),
  /** How long logs are kept, one of the numbers of days that CloudWatch Logs knows. */
  logRetentionInDays: prodFloor(
    days.positive().default(90),
    (kept) => kept >= 90,
    "logs of prod are kept for 90 days at least",
  ),
});

export type RdsSettings = Omit<z.output<typeof RdsConfig>, keyof typeof oneRoute>;
