import {
  CLUSTER,
  existing,
  FUNCTION,
  held,
  KEY,
  ROLE,
  SECURITY_GROUP,
  SUBNET,
  type TargetRules,
  TOPIC,
  unlooked,
} from "./shared.ts";

const EKS = "https://docs.aws.amazon.com/eks/latest/APIReference";
const LAMBDA = "https://docs.aws.amazon.com/lambda/latest/api";
const QUEUE = "aws:sqs/queue:Queue";
const SQS = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference";
const SNS = "https://docs.aws.amazon.com/sns/latest/api";
const QUEUE_ATTRIBUTES = `${SQS}/API_SetQueueAttributes.html`;
const NODE_GROUP = `${EKS}/API_CreateNodegroup.html`;
const FARGATE_PROFILE = `${EKS}/API_CreateFargateProfile.html`;
const POD_IDENTITY = `${EKS}/API_CreatePodIdentityAssociation.html`;
const CREATE_FUNCTION = `${LAMBDA}/API_CreateFunction.html`;
const MAPPING = `${LAMBDA}/API_CreateEventSourceMapping.html`;

/** Of EKS and Lambda. */
export const COMPUTE_TARGETS: TargetRules = {
  [CLUSTER]: {
    roleArn: existing(ROLE, `${EKS}/API_CreateCluster.html`),
    "vpcConfig.subnetIds": held(SUBNET, `${EKS}/API_VpcConfigRequest.html`),
    "vpcConfig.securityGroupIds": held(SECURITY_GROUP, `${EKS}/API_VpcConfigRequest.html`),
    "encryptionConfig.provider.keyArn": existing(KEY, `${EKS}/API_Provider.html`),
  },
  "aws:eks/nodeGroup:NodeGroup": {
    clusterName: held(CLUSTER, NODE_GROUP),
    subnetIds: held(SUBNET, NODE_GROUP),
    nodeRoleArn: existing(ROLE, NODE_GROUP),
    "launchTemplate.id": existing(
      "aws:ec2/launchTemplate:LaunchTemplate",
      `${EKS}/API_LaunchTemplateSpecification.html`,
    ),
    "launchTemplate.name": existing(
      "aws:ec2/launchTemplate:LaunchTemplate",
      `${EKS}/API_LaunchTemplateSpecification.html`,
    ),
  },
  "aws:eks/addon:Addon": {
    clusterName: existing(CLUSTER, `${EKS}/API_CreateAddon.html`),
    serviceAccountRoleArn: existing(ROLE, `${EKS}/API_CreateAddon.html`),
  },
  "aws:eks/accessEntry:AccessEntry": {
    clusterName: existing(CLUSTER, `${EKS}/API_CreateAccessEntry.html`),
  },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    clusterName: existing(CLUSTER, `${EKS}/API_AssociateAccessPolicy.html`),
  },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
    clusterName: held(CLUSTER, POD_IDENTITY),
    roleArn: existing(ROLE, POD_IDENTITY),
  },
  "aws:eks/fargateProfile:FargateProfile": {
    clusterName: held(CLUSTER, FARGATE_PROFILE),
    subnetIds: held(SUBNET, FARGATE_PROFILE),
    podExecutionRoleArn: existing(ROLE, FARGATE_PROFILE),
  },
  [FUNCTION]: {
    role: existing(ROLE, CREATE_FUNCTION),
    kmsKeyArn: existing(KEY, CREATE_FUNCTION),
    codeSigningConfigArn: existing("aws:lambda/codeSigningConfig:CodeSigningConfig", CREATE_FUNCTION),
    layers: existing("aws:lambda/layerVersion:LayerVersion", CREATE_FUNCTION),
    "vpcConfig.subnetIds": held(SUBNET, `${LAMBDA}/API_VpcConfig.html`),
    "vpcConfig.securityGroupIds": held(SECURITY_GROUP, `${LAMBDA}/API_VpcConfig.html`),
  },
  "aws:lambda/alias:Alias": { functionName: existing(FUNCTION, `${LAMBDA}/API_CreateAlias.html`) },
  "aws:lambda/permission:Permission": { function: existing(FUNCTION, `${LAMBDA}/API_AddPermission.html`) },
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": {
    functionName: existing(FUNCTION, `${LAMBDA}/API_PutFunctionEventInvokeConfig.html`),
  },
  "aws:lambda/functionUrl:FunctionUrl": {
    functionName: existing(FUNCTION, `${LAMBDA}/API_CreateFunctionUrlConfig.html`),
  },
  "aws:lambda/eventSourceMapping:EventSourceMapping": {
    functionName: existing(FUNCTION, MAPPING),
    eventSourceArn: existing(QUEUE, MAPPING),
  },
  [QUEUE]: {
    kmsMasterKeyId: unlooked(
      KEY,
      `${SQS}/API_CreateQueue.html`,
      `SQS makes the queue all the same, and refuses every message: ${SQS}/API_SendMessage.html`,
    ),
  },
  [TOPIC]: {
    kmsMasterKeyId: unlooked(
      KEY,
      `${SNS}/API_CreateTopic.html`,
      `SNS makes the topic all the same, and refuses every message: ${SNS}/API_Publish.html`,
    ),
  },
  "aws:sqs/queuePolicy:QueuePolicy": { queueUrl: existing(QUEUE, QUEUE_ATTRIBUTES) },
  "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": { queueUrl: existing(QUEUE, QUEUE_ATTRIBUTES) },
  "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig": {
    functionName: existing(FUNCTION, `${LAMBDA}/API_PutProvisionedConcurrencyConfig.html`),
  },
};
