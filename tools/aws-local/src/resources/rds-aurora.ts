import type { Descriptors } from "../model/descriptor.ts";
import { availabilityZones, given, managedKeyArn } from "./shared.ts";
import { address, identifierFailures, masterUserSecrets, portOf } from "./rds.ts";

const CLUSTER = "aws:rds/cluster:Cluster";
const PROXY = "aws:rds/proxy:Proxy";

/** Aurora clusters and database proxies. */
export const rdsAurora: Descriptors = {
  [CLUSTER]: {
    naming: { property: "clusterIdentifier", maxLength: 63, lowerCase: true },
    id: ({ name }) => name,
    defaults: { engineMode: "provisioned", skipFinalSnapshot: false },
    computed: {
      arn: ({ arn, name }) => arn("rds", `cluster:${name}`),
      clusterResourceId: ({ hex }) => `cluster-${hex(26).toUpperCase()}`,
      endpoint: (context) => address(context).replace(".", ".cluster-"),
      readerEndpoint: (context) => address(context).replace(".", ".cluster-ro-"),
      hostedZoneId: () => "Z10CA100000000",
      port: portOf,
      engineVersion: given("engineVersion", "1.0"),
      engineVersionActual: given("engineVersion", "1.0"),
      availabilityZones: given("availabilityZones", ({ region }) =>
        availabilityZones(region).map(({ name }) => name),
      ),
      backupRetentionPeriod: given("backupRetentionPeriod", 1),
      databaseName: given("databaseName", ""),
      kmsKeyId: given("kmsKeyId", (context) =>
        context.inputs.storageEncrypted === true ? managedKeyArn(context, "rds") : "",
      ),
      masterUserSecrets,
    },
    replaceOn: [
      "clusterIdentifier",
      "clusterIdentifierPrefix",
      "engine",
      "engineMode",
      "databaseName",
      "masterUsername",
      "kmsKeyId",
      "storageEncrypted",
      "availabilityZones",
      "dbSubnetGroupName",
      "dbSystemId",
      "snapshotIdentifier",
      "sourceRegion",
      "restoreToPointInTime",
      "s3Import",
    ],
    replaceWhen: (_, after) =>
      typeof after.engine === "string" && after.engine.startsWith("aurora") ? [] : ["storageType"],
    unordered: ["availabilityZones", "vpcSecurityGroupIds", "enabledCloudwatchLogsExports", "iamRoles"],
    check: ({ inputs }) => identifierFailures("clusterIdentifier", inputs.clusterIdentifier),
    refuseDeletion: ({ deletionProtection, skipFinalSnapshot, finalSnapshotIdentifier }) => {
      if (deletionProtection === true)
        return "its deletion protection is on; set deletionProtection to false first.";
      return skipFinalSnapshot !== true && finalSnapshotIdentifier === undefined
        ? "finalSnapshotIdentifier is required unless skipFinalSnapshot is true."
        : undefined;
    },
  },
  "aws:rds/clusterInstance:ClusterInstance": {
    naming: { property: "identifier", maxLength: 63, lowerCase: true },
    id: ({ name }) => name,
    computed: {
      arn: ({ arn, name }) => arn("rds", `db:${name}`),
      dbiResourceId: ({ hex }) => `db-${hex(26).toUpperCase()}`,
      endpoint: address,
      port: portOf,
      availabilityZone: given("availabilityZone", ({ region }) => availabilityZones(region)[0]?.name ?? ""),
      engineVersion: given("engineVersion", "1.0"),
      engineVersionActual: given("engineVersion", "1.0"),
    },
    replaceOn: [
      "clusterIdentifier",
      "identifier",
      "identifierPrefix",
      "engine",
      "availabilityZone",
      "dbSubnetGroupName",
      "customIamInstanceProfile",
    ],
  },
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": {
    naming: { property: "name", maxLength: 255, lowerCase: true },
    id: ({ name }) => name,
    defaults: { description: "Managed by Pulumi" },
    computed: { arn: ({ arn, name }) => arn("rds", `cluster-pg:${name}`) },
    replaceOn: ["name", "namePrefix", "family", "description"],
    unordered: ["parameters"],
  },
  [PROXY]: {
    naming: { property: "name", maxLength: 63 },
    id: ({ name }) => name,
    computed: {
      arn: ({ arn, hex }) => arn("rds", `db-proxy:prx-0${hex(16)}`),
      endpoint: ({ name, hex, region }) => `${name}.proxy-${hex(12)}.${region}.rds.amazonaws.com`,
      idleClientTimeout: given("idleClientTimeout", 1800),
    },
    recomputed: { endpoint: ["name"] },
    replaceOn: ["engineFamily", "vpcSubnetIds"],
    unordered: ["vpcSubnetIds", "vpcSecurityGroupIds", "auths"],
    // https://www.pulumi.com/registry/packages/aws/api-docs/rds/proxy/#auths_nodejs
    check: ({ inputs: { auths, defaultAuthScheme } }) =>
      auths === undefined && (defaultAuthScheme ?? "NONE") === "NONE"
        ? [{ property: "auths", reason: `It is required unless defaultAuthScheme is IAM_AUTH.` }]
        : [],
  },
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": {
    id: ({ text }) => text("dbProxyName"),
    computed: { arn: ({ arn, hex }) => arn("rds", `target-group:prx-tg-0${hex(16)}`), name: () => "default" },
    replaceOn: ["dbProxyName"],
  },
  "aws:rds/proxyTarget:ProxyTarget": {
    id: ({ text }) =>
      [
        text("dbProxyName"),
        text("targetGroupName"),
        text("dbInstanceIdentifier") === "" ? "TRACKED_CLUSTER" : "RDS_INSTANCE",
        text("dbInstanceIdentifier") || text("dbClusterIdentifier"),
      ].join("/"),
    computed: {
      rdsResourceId: ({ text }) => text("dbInstanceIdentifier") || text("dbClusterIdentifier"),
      type: ({ text }) => (text("dbInstanceIdentifier") === "" ? "TRACKED_CLUSTER" : "RDS_INSTANCE"),
    },
    replaceOn: ["dbProxyName", "targetGroupName", "dbInstanceIdentifier", "dbClusterIdentifier"],
  },
};
