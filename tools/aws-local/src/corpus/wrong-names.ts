import type { WrongInput } from "./wrong-inputs/index.ts";

const EKS = "https://docs.aws.amazon.com/eks/latest/APIReference";
const IAM = "https://docs.aws.amazon.com/IAM/latest/APIReference";
const KMS = "https://docs.aws.amazon.com/kms/latest/APIReference";
const LAMBDA = "https://docs.aws.amazon.com/lambda/latest/api";
const RDS = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference";
const SECRETS = "https://docs.aws.amazon.com/secretsmanager/latest/apireference";

type Row = readonly [
  type: string,
  property: string,
  value: string | string[],
  reason: string,
  source: string,
];

const NOT_HERE = "does not exist in account 000000000000, region eu-central-1";

/** Names of things that do not exist: AWS refuses them in the creation. */
const ROWS: readonly Row[] = [
  [
    "eks/nodeGroup:NodeGroup",
    "clusterName",
    "mains",
    "Did you mean main?",
    `${EKS}/API_CreateNodegroup.html`,
  ],
  [
    "cloudwatch/eventTarget:EventTarget",
    "rule",
    "taken-rul",
    "Did you mean taken-rule?",
    "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html",
  ],
  ["eks/addon:Addon", "clusterName", "none", NOT_HERE, `${EKS}/API_CreateAddon.html`],
  ["eks/accessEntry:AccessEntry", "clusterName", "none", NOT_HERE, `${EKS}/API_CreateAccessEntry.html`],
  [
    "eks/accessPolicyAssociation:AccessPolicyAssociation",
    "clusterName",
    "none",
    NOT_HERE,
    `${EKS}/API_AssociateAccessPolicy.html`,
  ],
  [
    "eks/podIdentityAssociation:PodIdentityAssociation",
    "clusterName",
    "none",
    NOT_HERE,
    `${EKS}/API_CreatePodIdentityAssociation.html`,
  ],
  [
    "eks/fargateProfile:FargateProfile",
    "clusterName",
    "none",
    NOT_HERE,
    `${EKS}/API_CreateFargateProfile.html`,
  ],
  [
    "iam/rolePolicy:RolePolicy",
    "role",
    "taken-roll",
    "Did you mean taken-role?",
    `${IAM}/API_PutRolePolicy.html`,
  ],
  [
    "iam/rolePolicy:RolePolicy",
    "role",
    "foreign",
    "lives in account 000000000009",
    `${IAM}/API_PutRolePolicy.html`,
  ],
  [
    "iam/rolePolicyAttachment:RolePolicyAttachment",
    "role",
    "none",
    NOT_HERE,
    `${IAM}/API_AttachRolePolicy.html`,
  ],
  [
    "iam/instanceProfile:InstanceProfile",
    "role",
    "none",
    NOT_HERE,
    `${IAM}/API_AddRoleToInstanceProfile.html`,
  ],
  [
    "kms/alias:Alias",
    "targetKeyId",
    "alias/none",
    "no aws:kms/alias:Alias there",
    `${KMS}/API_CreateAlias.html`,
  ],
  [
    "secretsmanager/secretVersion:SecretVersion",
    "secretId",
    "none",
    NOT_HERE,
    `${SECRETS}/API_PutSecretValue.html`,
  ],
  ["lambda/alias:Alias", "functionName", "chekc", "Did you mean check?", `${LAMBDA}/API_CreateAlias.html`],
  ["lambda/permission:Permission", "function", "none", NOT_HERE, `${LAMBDA}/API_AddPermission.html`],
  [
    "lambda/functionUrl:FunctionUrl",
    "functionName",
    "none",
    NOT_HERE,
    `${LAMBDA}/API_CreateFunctionUrlConfig.html`,
  ],
  [
    "lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    "functionName",
    "none",
    NOT_HERE,
    `${LAMBDA}/API_PutFunctionEventInvokeConfig.html`,
  ],
  [
    "lambda/eventSourceMapping:EventSourceMapping",
    "functionName",
    "none",
    NOT_HERE,
    `${LAMBDA}/API_CreateEventSourceMapping.html`,
  ],
  [
    "lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
    "functionName",
    "none",
    NOT_HERE,
    `${LAMBDA}/API_PutProvisionedConcurrencyConfig.html`,
  ],
  [
    "rds/instance:Instance",
    "dbSubnetGroupName",
    "taken-subnet",
    "Did you mean taken-subnets?",
    `${RDS}/API_CreateDBInstance.html`,
  ],
  ["rds/instance:Instance", "parameterGroupName", "none", NOT_HERE, `${RDS}/API_CreateDBInstance.html`],
  ["rds/instance:Instance", "optionGroupName", "none", NOT_HERE, `${RDS}/API_CreateDBInstance.html`],
  ["rds/cluster:Cluster", "dbSubnetGroupName", "none", NOT_HERE, `${RDS}/API_CreateDBCluster.html`],
  ["rds/cluster:Cluster", "dbClusterParameterGroupName", "none", NOT_HERE, `${RDS}/API_CreateDBCluster.html`],
  [
    "rds/clusterInstance:ClusterInstance",
    "clusterIdentifier",
    "none",
    NOT_HERE,
    `${RDS}/API_CreateDBInstance.html`,
  ],
  [
    "rds/clusterInstance:ClusterInstance",
    "dbParameterGroupName",
    "none",
    NOT_HERE,
    `${RDS}/API_CreateDBInstance.html`,
  ],
  [
    "rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
    "dbProxyName",
    "none",
    NOT_HERE,
    `${RDS}/API_ModifyDBProxyTargetGroup.html`,
  ],
  ["rds/proxyTarget:ProxyTarget", "dbProxyName", "none", NOT_HERE, `${RDS}/API_RegisterDBProxyTargets.html`],
  [
    "rds/proxyTarget:ProxyTarget",
    "dbInstanceIdentifier",
    "none",
    NOT_HERE,
    `${RDS}/API_RegisterDBProxyTargets.html`,
  ],
];

/** Like the other wrong inputs, but refused by the creation: a preview warns of them. */
export const WRONG_NAMES: readonly WrongInput[] = ROWS.map(([type, property, value, reason, source]) => ({
  type: `aws:${type}`,
  change: { [property]: value },
  property,
  reason,
  source,
}));
