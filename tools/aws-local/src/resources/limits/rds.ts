import type { Limit } from "../../model/limits.ts";
import { atMost, name, roleArn } from "./shared.ts";

const RDS = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference";
const TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d";
const DAY = "(?:mon|tue|wed|thu|fri|sat|sun)";
const backupWindow = (path: string, source: string): Limit =>
  name(path, new RegExp(`^${TIME}-${TIME}$`), "a window like 03:00-03:30", source);
const maintenanceWindow = (path: string, source: string): Limit =>
  name(path, new RegExp(`^${DAY}:${TIME}-${DAY}:${TIME}$`, "i"), "a window like sun:04:00-sun:04:30", source);
const password = (path: string, source: string): Limit[] => [
  { path, length: [8, 128], source },
  name(path, /^[^/"@ ]*$/, `printable characters without / " @ and space`, source),
];
const instanceClass = (source: string): Limit =>
  name("instanceClass", /^db\.[a-z\d-]+(\.[a-z\d-]+)?$/, "a class like db.t4g.micro", source);
const MONITORING = [0, 1, 5, 10, 15, 30, 60];
const INSIGHTS_DAYS = [7, ...Array.from({ length: 23 }, (_, month) => (month + 1) * 31), 731];
const GROUP_NAME = /^[a-z](?!.*--)[a-z\d-]{0,254}(?<!-)$/i;
const GROUP_MEANING = "a letter, then letters, digits and single hyphens";
const DB_INSTANCE = `${RDS}/API_CreateDBInstance.html`;
const DB_CLUSTER = `${RDS}/API_CreateDBCluster.html`;
const DB_PROXY = `${RDS}/API_CreateDBProxy.html`;
const SUBNET_GROUP = `${RDS}/API_CreateDBSubnetGroup.html`;

export const RDS_LIMITS: Record<string, readonly Limit[]> = {
  "aws:rds/instance:Instance": [
    { path: "backupRetentionPeriod", range: [0, 35], source: DB_INSTANCE },
    { path: "port", range: [1150, 65535], source: DB_INSTANCE },
    { path: "monitoringInterval", oneOf: MONITORING, source: DB_INSTANCE },
    { path: "storageType", oneOf: ["standard", "gp2", "gp3", "io1", "io2"], source: DB_INSTANCE },
    instanceClass(DB_INSTANCE),
    { path: "allocatedStorage", range: [5, 65_536], source: DB_INSTANCE },
    { path: "networkType", oneOf: ["IPV4", "DUAL"], source: DB_INSTANCE },
    { path: "performanceInsightsRetentionPeriod", oneOf: INSIGHTS_DAYS, source: DB_INSTANCE },
    { path: "databaseInsightsMode", oneOf: ["standard", "advanced"], source: DB_INSTANCE },
    {
      path: "engineLifecycleSupport",
      oneOf: ["open-source-rds-extended-support", "open-source-rds-extended-support-disabled"],
      source: DB_INSTANCE,
    },
    backupWindow("backupWindow", DB_INSTANCE),
    maintenanceWindow("maintenanceWindow", DB_INSTANCE),
    name("username", /^[A-Za-z]\w{0,62}$/, "a letter, then letters, digits and _", DB_INSTANCE),
    ...password("password", DB_INSTANCE),
  ],
  "aws:rds/subnetGroup:SubnetGroup": [
    name(
      "name",
      /^(?!default$)[a-z\d ._-]{1,255}$/,
      "small letters, digits, spaces and ._-, not default",
      SUBNET_GROUP,
    ),
    {
      path: "subnetIds",
      count: [2, 20],
      source:
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
    },
  ],
  "aws:rds/parameterGroup:ParameterGroup": [
    {
      path: "parameters.applyMethod",
      oneOf: ["immediate", "pending-reboot"],
      source: `${RDS}/API_Parameter.html`,
    },
    name("name", GROUP_NAME, GROUP_MEANING, `${RDS}/API_CreateDBParameterGroup.html`),
  ],
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": [
    name("name", GROUP_NAME, GROUP_MEANING, `${RDS}/API_CreateDBClusterParameterGroup.html`),
  ],
  "aws:rds/optionGroup:OptionGroup": [
    name("name", GROUP_NAME, GROUP_MEANING, `${RDS}/API_CreateOptionGroup.html`),
  ],
  "aws:rds/eventSubscription:EventSubscription": [
    atMost("name", 255, `${RDS}/API_CreateEventSubscription.html`),
    {
      path: "sourceType",
      oneOf: [
        "db-instance",
        "db-cluster",
        "db-parameter-group",
        "db-security-group",
        "db-snapshot",
        "db-cluster-snapshot",
        "db-proxy",
        "zero-etl",
        "custom-engine-version",
        "blue-green-deployment",
        "db-shard-group",
      ],
      source: `${RDS}/API_CreateEventSubscription.html`,
    },
  ],
  "aws:rds/cluster:Cluster": [
    {
      path: "engine",
      oneOf: ["aurora-mysql", "aurora-postgresql", "mysql", "postgres", "neptune"],
      source: DB_CLUSTER,
    },
    { path: "backupRetentionPeriod", range: [1, 35], source: DB_CLUSTER },
    { path: "port", range: [1150, 65_535], source: DB_CLUSTER },
    { path: "backtrackWindow", range: [0, 259_200], source: DB_CLUSTER },
    backupWindow("preferredBackupWindow", DB_CLUSTER),
    maintenanceWindow("preferredMaintenanceWindow", DB_CLUSTER),
    {
      path: "serverlessv2ScalingConfiguration.minCapacity",
      range: [0, 256],
      source: `${RDS}/API_ServerlessV2ScalingConfiguration.html`,
    },
    {
      path: "serverlessv2ScalingConfiguration.maxCapacity",
      range: [1, 256],
      source: `${RDS}/API_ServerlessV2ScalingConfiguration.html`,
    },
    ...password("masterPassword", DB_CLUSTER),
  ],
  "aws:rds/clusterInstance:ClusterInstance": [
    instanceClass(DB_INSTANCE),
    { path: "promotionTier", range: [0, 15], source: DB_INSTANCE },
    { path: "monitoringInterval", oneOf: MONITORING, source: DB_INSTANCE },
  ],
  "aws:rds/proxy:Proxy": [
    { path: "engineFamily", oneOf: ["MYSQL", "POSTGRESQL", "SQLSERVER"], source: DB_PROXY },
    name("name", /^[A-Za-z](?!.*--)[A-Za-z\d-]{0,62}(?<!-)$/, GROUP_MEANING, DB_PROXY),
    roleArn("roleArn", DB_PROXY),
    { path: "idleClientTimeout", range: [1, 28_800], source: DB_PROXY },
    { path: "vpcSubnetIds", count: [2, Infinity], source: DB_PROXY },
    { path: "defaultAuthScheme", oneOf: ["NONE", "IAM_AUTH"], source: DB_PROXY },
    { path: "auths.authScheme", oneOf: ["SECRETS"], source: `${RDS}/API_UserAuthConfig.html` },
    {
      path: "auths.iamAuth",
      oneOf: ["DISABLED", "REQUIRED", "ENABLED"],
      source: `${RDS}/API_UserAuthConfig.html`,
    },
  ],
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": [
    {
      path: "retentionPeriod",
      range: [1, 35],
      source: `${RDS}/API_StartDBInstanceAutomatedBackupsReplication.html`,
    },
  ],
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": [
    {
      path: "connectionPoolConfig.maxConnectionsPercent",
      range: [1, 100],
      source: `${RDS}/API_ConnectionPoolConfiguration.html`,
    },
    {
      path: "connectionPoolConfig.maxIdleConnectionsPercent",
      range: [0, 100],
      source: `${RDS}/API_ConnectionPoolConfiguration.html`,
    },
    {
      path: "connectionPoolConfig.connectionBorrowTimeout",
      range: [0, 300],
      source: `${RDS}/API_ConnectionPoolConfiguration.html`,
    },
  ],
};
