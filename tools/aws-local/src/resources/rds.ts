import type { Descriptors, ResourceContext } from "../model/descriptor.ts";
import { markedUuid } from "../model/identity.ts";
import type { Value } from "../protocol/values.ts";
import { availabilityZones, given, managedKeyArn, sameRegionArns } from "./shared.ts";

const SUBNET_GROUP = "aws:rds/subnetGroup:SubnetGroup";
const PARAMETER_GROUP = "aws:rds/parameterGroup:ParameterGroup";

const PORTS: Record<string, number> = {
  postgres: 5432,
  mysql: 3306,
  mariadb: 3306,
  "aurora-mysql": 3306,
  "aurora-postgresql": 5432,
};

/** Single database instances and what they are configured by. */
export const rds: Descriptors = {
  "aws:rds/instance:Instance": {
    naming: { property: "identifier", maxLength: 63, lowerCase: true },
    id: ({ hex }) => `db-${hex(26).toUpperCase()}`,
    defaults: {
      autoMinorVersionUpgrade: true,
      copyTagsToSnapshot: false,
      deleteAutomatedBackups: true,
      monitoringInterval: 0,
      publiclyAccessible: false,
      skipFinalSnapshot: false,
    },
    computed: {
      arn: ({ arn, name }) => arn("rds", `db:${name}`),
      resourceId: ({ id }) => id,
      address,
      endpoint: (context) => `${address(context)}:${portOf(context)}`,
      port: portOf,
      hostedZoneId: () => "Z10CA100000000",
      status: () => "available",
      engine: given("engine", ""),
      engineVersion: given("engineVersion", "1.0"),
      engineVersionActual: given("engineVersion", "1.0"),
      availabilityZone: given("availabilityZone", ({ region }) => availabilityZones(region)[0]?.name ?? ""),
      backupRetentionPeriod: given("backupRetentionPeriod", 0),
      backupTarget: given("backupTarget", "region"),
      backupWindow: given("backupWindow", "03:00-03:30"),
      maintenanceWindow: given("maintenanceWindow", "sun:04:00-sun:04:30"),
      caCertIdentifier: given("caCertIdentifier", "rds-ca-rsa2048-g1"),
      multiAz: given("multiAz", false),
      networkType: given("networkType", "IPV4"),
      storageType: given("storageType", "gp2"),
      storageThroughput: given("storageThroughput", 0),
      username: given("username", ""),
      kmsKeyId: given("kmsKeyId", (context) =>
        context.inputs.storageEncrypted === true ? managedKeyArn(context, "rds") : "",
      ),
      parameterGroupName: given("parameterGroupName", ({ text }) => `default.${text("engine")}`),
      optionGroupName: given("optionGroupName", ({ text }) => `default:${text("engine")}`),
      dbSubnetGroupName: given("dbSubnetGroupName", "default"),
      masterUserSecretKmsKeyId: given("masterUserSecretKmsKeyId", ""),
      masterUserSecrets,
      listenerEndpoints: () => [],
      replicas: () => [],
    },
    recomputed: {
      arn: ["identifier"],
      address: ["identifier"],
      endpoint: ["identifier", "port"],
      engineVersionActual: ["engineVersion"],
      masterUserSecrets: ["manageMasterUserPassword", "masterUserSecretKmsKeyId"],
    },
    replaceOn: [
      "engine",
      "username",
      "dbName",
      "kmsKeyId",
      "storageEncrypted",
      "snapshotIdentifier",
      "availabilityZone",
      "characterSetName",
      "ncharCharacterSetName",
      "timezone",
      "backupTarget",
      "customIamInstanceProfile",
      "restoreToPointInTime",
      "s3Import",
    ],
    unordered: ["vpcSecurityGroupIds", "enabledCloudwatchLogsExports"],
    check: (context) => [
      ...sameRegionArns(["kmsKeyId", "masterUserSecretKmsKeyId", "performanceInsightsKmsKeyId"], context),
      ...(context.inputs.manageMasterUserPassword === true && context.inputs.password !== undefined
        ? [{ property: "password", reason: "It must not be given where RDS manages the master password." }]
        : []),
      ...identifierFailures("identifier", context.inputs.identifier),
    ],
    refuseDeletion: (outputs) => {
      if (outputs.deletionProtection === true)
        return "its deletion protection is on; set deletionProtection to false first.";
      if (outputs.skipFinalSnapshot !== true && outputs.finalSnapshotIdentifier === undefined) {
        return "finalSnapshotIdentifier is required unless skipFinalSnapshot is true.";
      }
      return undefined;
    },
  },
  [SUBNET_GROUP]: {
    naming: { property: "name", maxLength: 255, lowerCase: true },
    id: ({ name }) => name,
    defaults: { description: "Managed by Pulumi" },
    computed: {
      arn: ({ arn, name }) => arn("rds", `subgrp:${name}`),
      supportedNetworkTypes: () => ["IPV4"],
      vpcId: ({ inputs, find }) => {
        const first = Array.isArray(inputs.subnetIds) ? inputs.subnetIds[0] : undefined;
        return (typeof first === "string" ? find("aws:ec2/subnet:Subnet", first)?.vpcId : undefined) ?? "";
      },
    },
    replaceOn: ["name", "namePrefix"],
    unordered: ["subnetIds"],
  },
  [PARAMETER_GROUP]: {
    naming: { property: "name", maxLength: 255, lowerCase: true },
    id: ({ name }) => name,
    defaults: { description: "Managed by Pulumi", skipDestroy: false, "parameters.applyMethod": "immediate" },
    computed: { arn: ({ arn, name }) => arn("rds", `pg:${name}`) },
    replaceOn: ["name", "namePrefix", "family", "description"],
    unordered: ["parameters"],
  },
  "aws:rds/optionGroup:OptionGroup": {
    naming: { property: "name", maxLength: 255, lowerCase: true },
    id: ({ name }) => name,
    defaults: { optionGroupDescription: "Managed by Pulumi", skipDestroy: false },
    computed: { arn: ({ arn, name }) => arn("rds", `og:${name}`) },
    replaceOn: ["name", "namePrefix", "engineName", "majorEngineVersion", "optionGroupDescription"],
    unordered: ["options"],
  },
  "aws:rds/eventSubscription:EventSubscription": {
    naming: { property: "name", maxLength: 255 },
    id: ({ name }) => name,
    defaults: { enabled: true },
    computed: { arn: ({ arn, name }) => arn("rds", `es:${name}`), customerAwsId: ({ account }) => account },
    replaceOn: ["name", "namePrefix"],
    unordered: ["eventCategories", "sourceIds"],
  },
};

/** The host name of a database. The part that AWS chooses begins with our mark. */
export function address({ name, hex, region }: ResourceContext): string {
  return `${name}.${hex(12, "address")}.${region}.rds.amazonaws.com`;
}

export function portOf({ inputs, text }: ResourceContext): number {
  return typeof inputs.port === "number" ? inputs.port : (PORTS[text("engine")] ?? 5432);
}

/** The secret that RDS keeps the master password in. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html */
export function masterUserSecrets(context: ResourceContext): Value {
  const { inputs, arn, hex, text } = context;
  if (inputs.manageMasterUserPassword !== true) return [];
  return [
    {
      secretArn: arn(
        "secretsmanager",
        `secret:rds!db-${markedUuid(hex(64), "master secret")}-${hex(8, "suffix").slice(2)}`,
      ),
      kmsKeyId: text("masterUserSecretKmsKeyId") || managedKeyArn(context, "secretsmanager"),
      secretStatus: "active",
    },
  ];
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
export function identifierFailures(property: string, identifier: Value | undefined) {
  if (typeof identifier !== "string" || /^[a-z](?!.*--)[a-z\d-]{0,61}[a-z\d]$|^[a-z]$/.test(identifier))
    return [];
  return [
    {
      property,
      reason:
        `A database identifier begins with a letter, has 1 to 63 small letters, digits and hyphens, no two hyphens ` +
        `in a row, none at its end; got ${JSON.stringify(identifier)}.`,
    },
  ];
}
