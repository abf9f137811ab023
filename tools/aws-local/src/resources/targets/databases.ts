import {
  existing,
  held,
  KEY,
  ROLE,
  SECRET,
  SECURITY_GROUP,
  SUBNET,
  type TargetRules,
  TOPIC,
} from "./shared.ts";

const RDS = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference";
const DB_INSTANCE = `${RDS}/API_CreateDBInstance.html`;
const DB_CLUSTER = `${RDS}/API_CreateDBCluster.html`;
const DB_PROXY = `${RDS}/API_CreateDBProxy.html`;
const PROXY_TARGETS = `${RDS}/API_RegisterDBProxyTargets.html`;
const INSTANCE = "aws:rds/instance:Instance";
const CLUSTER = "aws:rds/cluster:Cluster";
const PROXY = "aws:rds/proxy:Proxy";
const SUBNET_GROUP = "aws:rds/subnetGroup:SubnetGroup";
const PARAMETER_GROUP = "aws:rds/parameterGroup:ParameterGroup";

/** Of RDS. */
export const DATABASE_TARGETS: TargetRules = {
  [INSTANCE]: {
    dbSubnetGroupName: held(SUBNET_GROUP, DB_INSTANCE),
    parameterGroupName: held(PARAMETER_GROUP, DB_INSTANCE),
    optionGroupName: held("aws:rds/optionGroup:OptionGroup", DB_INSTANCE),
    vpcSecurityGroupIds: held(SECURITY_GROUP, DB_INSTANCE),
    kmsKeyId: existing(KEY, DB_INSTANCE),
    masterUserSecretKmsKeyId: existing(KEY, DB_INSTANCE),
    performanceInsightsKmsKeyId: existing(KEY, DB_INSTANCE),
    monitoringRoleArn: existing(ROLE, DB_INSTANCE),
  },
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": {
    kmsKeyId: existing(KEY, `${RDS}/API_StartDBInstanceAutomatedBackupsReplication.html`),
  },
  [SUBNET_GROUP]: { subnetIds: held(SUBNET, `${RDS}/API_CreateDBSubnetGroup.html`) },
  "aws:rds/eventSubscription:EventSubscription": {
    snsTopic: existing(TOPIC, `${RDS}/API_CreateEventSubscription.html`),
  },
  [CLUSTER]: {
    dbSubnetGroupName: held(SUBNET_GROUP, DB_CLUSTER),
    dbClusterParameterGroupName: held("aws:rds/clusterParameterGroup:ClusterParameterGroup", DB_CLUSTER),
    vpcSecurityGroupIds: held(SECURITY_GROUP, DB_CLUSTER),
    kmsKeyId: existing(KEY, DB_CLUSTER),
    masterUserSecretKmsKeyId: existing(KEY, DB_CLUSTER),
  },
  "aws:rds/clusterInstance:ClusterInstance": {
    clusterIdentifier: held(CLUSTER, DB_INSTANCE),
    dbSubnetGroupName: held(SUBNET_GROUP, DB_INSTANCE),
    dbParameterGroupName: held(PARAMETER_GROUP, DB_INSTANCE),
    monitoringRoleArn: existing(ROLE, DB_INSTANCE),
  },
  [PROXY]: {
    vpcSubnetIds: held(SUBNET, DB_PROXY),
    vpcSecurityGroupIds: held(SECURITY_GROUP, DB_PROXY),
    roleArn: existing(ROLE, DB_PROXY),
    "auths.secretArn": existing(SECRET, `${RDS}/API_UserAuthConfig.html`),
  },
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": {
    dbProxyName: held(PROXY, `${RDS}/API_ModifyDBProxyTargetGroup.html`),
  },
  "aws:rds/proxyTarget:ProxyTarget": {
    dbProxyName: held(PROXY, PROXY_TARGETS),
    dbInstanceIdentifier: existing(INSTANCE, PROXY_TARGETS),
    dbClusterIdentifier: existing(CLUSTER, PROXY_TARGETS),
  },
};
