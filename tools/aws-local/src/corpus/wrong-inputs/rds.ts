import type { Rows } from "./shared.ts";
import { REGISTRY, NO_SUBNET, NO_GROUP, IS_ABSENT, REQUIRED } from "./shared.ts";

const RDS = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference";

const REPLICATION = `${RDS}/API_StartDBInstanceAutomatedBackupsReplication.html`;

export const RDS_WRONG: Rows = {
  "aws:rds/instance:Instance": [
    [{ identifier: "Orders" }, "identifier", "begins with a letter", `${RDS}/API_CreateDBInstance.html`],
    [{ identifier: "orders--db" }, "identifier", "no two hyphens", `${RDS}/API_CreateDBInstance.html`],
    [{ identifier: "orders-" }, "identifier", "none at its end", `${RDS}/API_CreateDBInstance.html`],
    [
      { instanceClass: "t4g.micro" },
      "instanceClass",
      "a class like db.t4g.micro",
      `${RDS}/API_CreateDBInstance.html`,
    ],
    [{ instanceClass: undefined }, "instanceClass", REQUIRED, `${REGISTRY}/rds/instance/`],
    [{ backupRetentionPeriod: 36 }, "backupRetentionPeriod", "0 to 35", `${RDS}/API_CreateDBInstance.html`],
    [{ backupRetentionPeriod: -1 }, "backupRetentionPeriod", "0 to 35", `${RDS}/API_CreateDBInstance.html`],
    [{ port: 80 }, "port", "1150 to 65535", `${RDS}/API_CreateDBInstance.html`],
    [
      { monitoringInterval: 20 },
      "monitoringInterval",
      "0, 1, 5, 10, 15, 30, 60",
      `${RDS}/API_CreateDBInstance.html`,
    ],
    [{ storageType: "ssd" }, "storageType", "gp3", `${RDS}/API_CreateDBInstance.html`],
    [{ allocatedStorage: 2 }, "allocatedStorage", "5 to 65536", `${RDS}/API_CreateDBInstance.html`],
    [
      { backupWindow: "3am" },
      "backupWindow",
      "a window like 03:00-03:30",
      `${RDS}/API_CreateDBInstance.html`,
    ],
    [
      { maintenanceWindow: "sunday" },
      "maintenanceWindow",
      "a window like sun:04:00",
      `${RDS}/API_CreateDBInstance.html`,
    ],
    [
      { performanceInsightsRetentionPeriod: 30 },
      "performanceInsightsRetentionPeriod",
      "7, 31, 62",
      `${RDS}/API_CreateDBInstance.html`,
    ],
    [{ networkType: "IPV6" }, "networkType", "IPV4, DUAL", `${RDS}/API_CreateDBInstance.html`],
    [{ username: "1app" }, "username", "a letter, then", `${RDS}/API_CreateDBInstance.html`],
    [
      { password: "long-enough" },
      "password",
      "RDS manages the master password",
      `${RDS}/API_CreateDBInstance.html`,
    ],
    [
      { manageMasterUserPassword: undefined, password: "short" },
      "password",
      "8 to 128 characters",
      `${RDS}/API_CreateDBInstance.html`,
    ],
    [
      { manageMasterUserPassword: undefined, password: "with@sign" },
      "password",
      "printable characters without",
      `${RDS}/API_CreateDBInstance.html`,
    ],
    [
      { vpcSecurityGroupIds: [NO_GROUP] },
      "vpcSecurityGroupIds[0]",
      IS_ABSENT,
      `${RDS}/API_CreateDBInstance.html`,
    ],
    [{ kmsKeyId: "<deletedKey.arn>" }, "kmsKeyId", "pending deletion", `${RDS}/API_CreateDBInstance.html`],
    [
      { kmsKeyId: "<keyOfOtherRegion.arn>" },
      "kmsKeyId",
      "region us-east-1",
      `${RDS}/API_CreateDBInstance.html`,
    ],
  ],
  "aws:rds/subnetGroup:SubnetGroup": [
    [
      { subnetIds: ["<subnetA>"] },
      "subnetIds",
      "2 to 20 entries, got 1",
      "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
    ],
    [
      { subnetIds: ["<subnetA>", NO_SUBNET] },
      "subnetIds[1]",
      IS_ABSENT,
      `${RDS}/API_CreateDBSubnetGroup.html`,
    ],
    [{ name: "default" }, "name", "not default", `${RDS}/API_CreateDBSubnetGroup.html`],
    [{ name: "taken-subnets" }, "name", "It is taken: taken-subnets", `${RDS}/API_CreateDBSubnetGroup.html`],
  ],
  "aws:rds/parameterGroup:ParameterGroup": [
    [{ name: "1orders" }, "name", "a letter, then", `${RDS}/API_CreateDBParameterGroup.html`],
    [
      { parameters: [{ name: "a", value: "b", applyMethod: "now" }] },
      "parameters[0].applyMethod",
      "immediate, pending-reboot",
      `${RDS}/API_Parameter.html`,
    ],
    [{ parameters: [{ name: "a" }] }, "parameters[0].value", REQUIRED, `${REGISTRY}/rds/parametergroup/`],
    [{ family: undefined }, "family", REQUIRED, `${REGISTRY}/rds/parametergroup/`],
  ],
  "aws:rds/eventSubscription:EventSubscription": [
    [{ sourceType: "database" }, "sourceType", "db-instance", `${RDS}/API_CreateEventSubscription.html`],
  ],
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": [
    [
      { sourceDbInstanceArn: "arn:aws:rds:eu-central-1:000000000000:db:invoices" },
      "sourceDbInstanceArn",
      "another region than the database's",
      REPLICATION,
    ],
    [
      { sourceDbInstanceArn: "arn:aws:rds:us-east-1:000000000009:db:invoices" },
      "sourceDbInstanceArn",
      "belongs to account 000000000009",
      REPLICATION,
    ],
    [{ sourceDbInstanceArn: "invoices" }, "sourceDbInstanceArn", "ARN of a database", REPLICATION],
    [{ retentionPeriod: 36 }, "retentionPeriod", "1 to 35", REPLICATION],
    [{ kmsKeyId: "<keyOfOtherRegion.arn>" }, "kmsKeyId", "region us-east-1", REPLICATION],
  ],
  "aws:rds/cluster:Cluster": [
    [{ engine: "aurora" }, "engine", "aurora-mysql, aurora-postgresql", `${RDS}/API_CreateDBCluster.html`],
    [{ backupRetentionPeriod: 0 }, "backupRetentionPeriod", "1 to 35", `${RDS}/API_CreateDBCluster.html`],
    [{ backtrackWindow: 259_201 }, "backtrackWindow", "0 to 259200", `${RDS}/API_CreateDBCluster.html`],
    [
      { clusterIdentifier: "1orders" },
      "clusterIdentifier",
      "begins with a letter",
      `${RDS}/API_CreateDBCluster.html`,
    ],
    [
      { serverlessv2ScalingConfiguration: { minCapacity: 1, maxCapacity: 257 } },
      "serverlessv2ScalingConfiguration.maxCapacity",
      "1 to 256",
      `${RDS}/API_ServerlessV2ScalingConfiguration.html`,
    ],
    [
      { preferredBackupWindow: "night" },
      "preferredBackupWindow",
      "a window like",
      `${RDS}/API_CreateDBCluster.html`,
    ],
  ],
  "aws:rds/clusterInstance:ClusterInstance": [
    [{ promotionTier: 16 }, "promotionTier", "0 to 15", `${RDS}/API_CreateDBInstance.html`],
    [{ instanceClass: "r6g.large" }, "instanceClass", "a class like", `${RDS}/API_CreateDBInstance.html`],
  ],
  "aws:rds/proxy:Proxy": [
    [{ auths: undefined }, "auths", "required unless", `${REGISTRY}/rds/proxy/`],
    [{ defaultAuthScheme: "IAM" }, "defaultAuthScheme", "NONE, IAM_AUTH", `${RDS}/API_CreateDBProxy.html`],
    [
      { engineFamily: "ORACLE" },
      "engineFamily",
      "MYSQL, POSTGRESQL, SQLSERVER",
      `${RDS}/API_CreateDBProxy.html`,
    ],
    [{ idleClientTimeout: 28_801 }, "idleClientTimeout", "1 to 28800", `${RDS}/API_CreateDBProxy.html`],
    [{ vpcSubnetIds: ["<subnetA>"] }, "vpcSubnetIds", "2 or more entries", `${RDS}/API_CreateDBProxy.html`],
    [
      { auths: [{ iamAuth: "MAYBE" }] },
      "auths[0].iamAuth",
      "DISABLED, REQUIRED",
      `${RDS}/API_UserAuthConfig.html`,
    ],
  ],
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": [
    [
      { connectionPoolConfig: { maxConnectionsPercent: 101 } },
      "connectionPoolConfig.maxConnectionsPercent",
      "1 to 100",
      `${RDS}/API_ConnectionPoolConfiguration.html`,
    ],
  ],
};
