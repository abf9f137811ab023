import type { Limit } from "../model/limits.ts";

const EC2 = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference";
const EKS = "https://docs.aws.amazon.com/eks/latest/APIReference";
const IAM = "https://docs.aws.amazon.com/IAM/latest/APIReference";
const KMS = "https://docs.aws.amazon.com/kms/latest/APIReference";
const SECRETS = "https://docs.aws.amazon.com/secretsmanager/latest/apireference";
const ALARM = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html";
const RULE = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html";
const RDS = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference";
const LAMBDA = "https://docs.aws.amazon.com/lambda/latest/api";
const QUEUE = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html";
const TOPIC = "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html";
const BUCKET = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html";
const PARAMETER = "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html";
const ORGANIZATIONS = "https://docs.aws.amazon.com/organizations/latest/APIReference";

const OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
const IPV4_BLOCK = new RegExp(`^(?:${OCTET}\\.){3}${OCTET}/(?:3[0-2]|[12]?\\d)$`);
const block = (path: string, source: string): Limit => ({
  path,
  pattern: IPV4_BLOCK,
  meaning: "a block of IPv4 addresses like 10.0.0.0/16",
  source,
});
const name = (path: string, pattern: RegExp, meaning: string, source: string): Limit => ({
  path,
  pattern,
  meaning,
  source,
});
const atMost = (path: string, characters: number, source: string): Limit => ({
  path,
  length: [0, characters],
  source,
});
const roleArn = (path: string, source: string): Limit =>
  name(path, /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@\-/]+$/, "the ARN of a role", source);

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
const SECURITY_GROUP = `${EC2}/API_CreateSecurityGroup.html`;
const LAUNCH_TEMPLATE = `${EC2}/API_CreateLaunchTemplate.html`;
const BLOCK_DEVICE = `${EC2}/API_LaunchTemplateEbsBlockDeviceRequest.html`;
const ACL_ENTRY = `${EC2}/API_CreateNetworkAclEntry.html`;
const VPC_ENDPOINT = `${EC2}/API_CreateVpcEndpoint.html`;
const FUNCTION = `${LAMBDA}/API_CreateFunction.html`;
const MAPPING = `${LAMBDA}/API_CreateEventSourceMapping.html`;
const PERMISSION = `${LAMBDA}/API_AddPermission.html`;
const LAYER = `${LAMBDA}/API_PublishLayerVersion.html`;
const CLUSTER = `${EKS}/API_CreateCluster.html`;
const NODE_GROUP = `${EKS}/API_CreateNodegroup.html`;
const ROLE = `${IAM}/API_CreateRole.html`;
const PATH = name("path", /^\/$|^\/[!-~]+\/$/, "a path that begins and ends with /", ROLE);

/** What AWS allows in the inputs of a type beyond their types in the SDK, each rule with the page it is from. */
export const LIMITS: Record<string, readonly Limit[]> = {
  "aws:ec2/vpc:Vpc": [{ path: "ipv4NetmaskLength", range: [16, 28], source: `${EC2}/API_CreateVpc.html` }],
  "aws:ec2/subnet:Subnet": [
    {
      path: "privateDnsHostnameTypeOnLaunch",
      oneOf: ["ip-name", "resource-name"],
      source: `${EC2}/API_ModifySubnetAttribute.html`,
    },
  ],
  "aws:ec2/natGateway:NatGateway": [
    {
      path: "secondaryPrivateIpAddressCount",
      range: [1, 31],
      source: `${EC2}/API_CreateNatGateway.html`,
    },
  ],
  "aws:ec2/route:Route": [block("destinationCidrBlock", `${EC2}/API_CreateRoute.html`)],
  "aws:ec2/routeTable:RouteTable": [block("routes.cidrBlock", `${EC2}/API_CreateRoute.html`)],
  "aws:ec2/networkAcl:NetworkAcl": ["ingress", "egress"].flatMap((list): Limit[] => [
    { path: `${list}.ruleNo`, range: [1, 32_766], source: ACL_ENTRY },
    { path: `${list}.action`, oneOf: ["allow", "deny"], source: ACL_ENTRY },
    block(`${list}.cidrBlock`, ACL_ENTRY),
  ]),
  "aws:ec2/vpcEndpoint:VpcEndpoint": [
    { path: "ipAddressType", oneOf: ["ipv4", "dualstack", "ipv6"], source: VPC_ENDPOINT },
  ],
  "aws:ec2/securityGroup:SecurityGroup": [
    name(
      "name",
      /^(?!sg-)[\w. \-:/()#,@[\]+=&;{}!$*]{1,255}$/,
      "letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, not sg- at the beginning",
      SECURITY_GROUP,
    ),
    name(
      "description",
      /^[\w. \-:/()#,@[\]+=&;{}!$*]{0,255}$/,
      "at most 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*",
      SECURITY_GROUP,
    ),
    ...["ingress", "egress"].flatMap((list): Limit[] => [
      { path: `${list}.fromPort`, range: [-1, 65_535], source: `${EC2}/API_IpPermission.html` },
      { path: `${list}.toPort`, range: [-1, 65_535], source: `${EC2}/API_IpPermission.html` },
      block(`${list}.cidrBlocks`, `${EC2}/API_IpRange.html`),
    ]),
  ],
  "aws:ec2/securityGroupRule:SecurityGroupRule": [block("cidrBlocks", `${EC2}/API_IpRange.html`)],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [block("cidrIpv4", `${EC2}/API_IpRange.html`)],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": [block("cidrIpv4", `${EC2}/API_IpRange.html`)],
  "aws:ec2/launchTemplate:LaunchTemplate": [
    name("name", /^[\w().\-/]{3,128}$/, "3 to 128 letters, digits and ().-/_", LAUNCH_TEMPLATE),
    atMost("description", 255, LAUNCH_TEMPLATE),
    {
      path: "blockDeviceMappings.ebs.volumeType",
      oneOf: ["standard", "io1", "io2", "gp2", "gp3", "sc1", "st1"],
      source: BLOCK_DEVICE,
    },
    { path: "blockDeviceMappings.ebs.volumeSize", range: [1, 65_536], source: BLOCK_DEVICE },
    {
      path: "metadataOptions.httpEndpoint",
      oneOf: ["enabled", "disabled"],
      source: `${EC2}/API_LaunchTemplateInstanceMetadataOptionsRequest.html`,
    },
  ],
  "aws:eks/cluster:Cluster": [
    name("name", /^[A-Za-z\d][\w-]{0,99}$/, "a letter or digit, then letters, digits, _ and -", CLUSTER),
    name("version", /^1\.\d+$/, "a version like 1.34", CLUSTER),
    roleArn("roleArn", CLUSTER),
    { path: "vpcConfig.subnetIds", count: [2, 16], source: `${EKS}/API_VpcConfigRequest.html` },
    block("vpcConfig.publicAccessCidrs", `${EKS}/API_VpcConfigRequest.html`),
    {
      path: "kubernetesNetworkConfig.ipFamily",
      oneOf: ["ipv4", "ipv6"],
      source: `${EKS}/API_KubernetesNetworkConfigRequest.html`,
    },
    name(
      "kubernetesNetworkConfig.serviceIpv4Cidr",
      /^(?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168)(?:\.\d{1,3}){2,3}\/(?:1[2-9]|2[0-4])$/,
      "a private block between /24 and /12",
      `${EKS}/API_KubernetesNetworkConfigRequest.html`,
    ),
    {
      path: "encryptionConfig.resources",
      oneOf: ["secrets"],
      source: `${EKS}/API_EncryptionConfig.html`,
    },
  ],
  "aws:eks/nodeGroup:NodeGroup": [
    name("nodeGroupName", /^[A-Za-z\d][\w-]{0,62}$/, "1 to 63 letters, digits, _ and -", NODE_GROUP),
    roleArn("nodeRoleArn", NODE_GROUP),
    { path: "scalingConfig.minSize", range: [0, Infinity], source: `${EKS}/API_NodegroupScalingConfig.html` },
    { path: "scalingConfig.maxSize", range: [1, Infinity], source: `${EKS}/API_NodegroupScalingConfig.html` },
    { path: "instanceTypes", count: [1, 20], source: NODE_GROUP },
    { path: "taints.key", length: [1, 63], source: `${EKS}/API_Taint.html` },
    { path: "taints.value", length: [0, 63], source: `${EKS}/API_Taint.html` },
  ],
  "aws:eks/accessEntry:AccessEntry": [
    name(
      "principalArn",
      /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\//,
      "the ARN of a role or user",
      `${EKS}/API_CreateAccessEntry.html`,
    ),
  ],
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": [
    name(
      "policyArn",
      /^arn:aws[a-z-]*:eks::aws:cluster-access-policy\/\w+$/,
      "the ARN of an access policy of EKS",
      `${EKS}/API_AssociateAccessPolicy.html`,
    ),
  ],
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": [
    roleArn("roleArn", `${EKS}/API_CreatePodIdentityAssociation.html`),
  ],
  "aws:eks/fargateProfile:FargateProfile": [
    { path: "selectors", count: [1, 5], source: `${EKS}/API_CreateFargateProfile.html` },
    roleArn("podExecutionRoleArn", `${EKS}/API_CreateFargateProfile.html`),
  ],
  "aws:iam/role:Role": [
    PATH,
    atMost("description", 1000, ROLE),
    name("managedPolicyArns", /^arn:/, "ARNs", ROLE),
    name("permissionsBoundary", /^arn:/, "an ARN", ROLE),
  ],
  "aws:iam/policy:Policy": [
    PATH,
    name(
      "name",
      /^[\w+=,.@-]{1,128}$/,
      "1 to 128 letters, digits and _+=,.@-",
      `${IAM}/API_CreatePolicy.html`,
    ),
    atMost("description", 1000, `${IAM}/API_CreatePolicy.html`),
  ],
  "aws:iam/rolePolicy:RolePolicy": [
    name(
      "name",
      /^[\w+=,.@-]{1,128}$/,
      "1 to 128 letters, digits and _+=,.@-",
      `${IAM}/API_PutRolePolicy.html`,
    ),
  ],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": [
    name(
      "policyArn",
      /^arn:aws[a-z-]*:iam::(aws|\d{12}):policy\//,
      "the ARN of a policy",
      `${IAM}/API_AttachRolePolicy.html`,
    ),
  ],
  "aws:iam/instanceProfile:InstanceProfile": [
    PATH,
    name(
      "name",
      /^[\w+=,.@-]{1,128}$/,
      "1 to 128 letters, digits and _+=,.@-",
      `${IAM}/API_CreateInstanceProfile.html`,
    ),
  ],
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": [
    name(
      "thumbprintLists",
      /^[\da-f]{40}$/i,
      "40 hexadecimal digits",
      `${IAM}/API_CreateOpenIDConnectProvider.html`,
    ),
    { path: "clientIdLists", count: [0, 100], source: `${IAM}/API_CreateOpenIDConnectProvider.html` },
  ],
  "aws:kms/key:Key": [
    atMost("description", 8192, `${KMS}/API_CreateKey.html`),
    {
      path: "customerMasterKeySpec",
      oneOf: [
        ...["SYMMETRIC_DEFAULT", "RSA_2048", "RSA_3072", "RSA_4096", "ECC_NIST_P256", "ECC_NIST_P384"],
        ...["ECC_NIST_P521", "ECC_SECG_P256K1", "ECC_NIST_EDWARDS25519", "HMAC_224", "HMAC_256", "HMAC_384"],
        ...["HMAC_512", "SM2", "ML_DSA_44", "ML_DSA_65", "ML_DSA_87"],
      ],
      source: `${KMS}/API_CreateKey.html`,
    },
  ],
  "aws:kms/replicaKey:ReplicaKey": [
    name(
      "primaryKeyArn",
      /^arn:aws[a-z-]*:kms:[a-z\d-]+:\d{12}:key\/mrk-/,
      "the ARN of a multi-Region key",
      `${KMS}/API_ReplicateKey.html`,
    ),
  ],
  "aws:secretsmanager/secret:Secret": [atMost("description", 2048, `${SECRETS}/API_CreateSecret.html`)],
  "aws:secretsmanager/secretVersion:SecretVersion": [
    { path: "secretString", length: [1, 65_536], source: `${SECRETS}/API_PutSecretValue.html` },
    { path: "versionStages", count: [1, 20], source: `${SECRETS}/API_PutSecretValue.html` },
  ],
  "aws:secretsmanager/secretRotation:SecretRotation": [
    name(
      "rotationRules.duration",
      /^[\dh]{2,3}$/,
      "a duration like 3h",
      `${SECRETS}/API_RotationRulesType.html`,
    ),
    name(
      "rotationRules.scheduleExpression",
      /^(cron|rate)\(.+\)$/,
      "cron(…) or rate(…)",
      `${SECRETS}/API_RotationRulesType.html`,
    ),
  ],
  "aws:cloudwatch/metricAlarm:MetricAlarm": [
    {
      path: "comparisonOperator",
      oneOf: [
        "GreaterThanOrEqualToThreshold",
        "GreaterThanThreshold",
        "LessThanThreshold",
        "LessThanOrEqualToThreshold",
        "LessThanLowerOrGreaterThanUpperThreshold",
        "LessThanLowerThreshold",
        "GreaterThanUpperThreshold",
      ],
      source: ALARM,
    },
    { path: "statistic", oneOf: ["SampleCount", "Average", "Sum", "Minimum", "Maximum"], source: ALARM },
    { path: "evaluationPeriods", range: [1, Infinity], source: ALARM },
    { path: "datapointsToAlarm", range: [1, Infinity], source: ALARM },
    { path: "period", range: [10, 604_800], source: ALARM },
    { path: "alarmActions", count: [0, 5], source: ALARM },
    atMost("alarmDescription", 1024, ALARM),
  ],
  "aws:cloudwatch/eventRule:EventRule": [
    name("name", /^[.\-_A-Za-z\d]{1,64}$/, "1 to 64 letters, digits and .-_", RULE),
    atMost("description", 512, RULE),
    {
      path: "state",
      oneOf: ["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"],
      source: RULE,
    },
    name(
      "scheduleExpression",
      /^(cron\(.+\)|rate\((1 (minute|hour|day)|([2-9]|[1-9]\d+) (minutes|hours|days))\))$/,
      "cron(…) or rate(5 minutes)",
      "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html",
    ),
  ],
  "aws:rds/instance:Instance": [
    instanceClass(DB_INSTANCE),
    { path: "allocatedStorage", range: [5, 65_536], source: DB_INSTANCE },
    { path: "networkType", oneOf: ["IPV4", "DUAL"], source: DB_INSTANCE },
    { path: "performanceInsightsRetentionPeriod", oneOf: INSIGHTS_DAYS, source: DB_INSTANCE },
    { path: "databaseInsightsMode", oneOf: ["standard", "advanced"], source: DB_INSTANCE },
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
    name("name", /^[A-Za-z](?!.*--)[A-Za-z\d-]{0,62}(?<!-)$/, GROUP_MEANING, DB_PROXY),
    roleArn("roleArn", DB_PROXY),
    { path: "idleClientTimeout", range: [1, 28_800], source: DB_PROXY },
    { path: "vpcSubnetIds", count: [2, Infinity], source: DB_PROXY },
    { path: "auths.authScheme", oneOf: ["SECRETS"], source: `${RDS}/API_UserAuthConfig.html` },
    {
      path: "auths.iamAuth",
      oneOf: ["DISABLED", "REQUIRED", "ENABLED"],
      source: `${RDS}/API_UserAuthConfig.html`,
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
  "aws:lambda/function:Function": [
    name("name", /^[\w-]{1,64}$/, "1 to 64 letters, digits, _ and -", FUNCTION),
    atMost("description", 256, FUNCTION),
    name("handler", /^\S{1,128}$/, "at most 128 characters without spaces", FUNCTION),
    roleArn("role", FUNCTION),
    {
      path: "reservedConcurrentExecutions",
      range: [-1, Infinity],
      source: `${LAMBDA}/API_PutFunctionConcurrency.html`,
    },
    {
      path: "layers",
      count: [0, 5],
      source: "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
    },
    { path: "vpcConfig.subnetIds", count: [0, 16], source: `${LAMBDA}/API_VpcConfig.html` },
    { path: "vpcConfig.securityGroupIds", count: [0, 5], source: `${LAMBDA}/API_VpcConfig.html` },
    {
      path: "snapStart.applyOn",
      oneOf: ["PublishedVersions", "None"],
      source: `${LAMBDA}/API_SnapStart.html`,
    },
    {
      path: "loggingConfig.applicationLogLevel",
      oneOf: ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"],
      source: `${LAMBDA}/API_LoggingConfig.html`,
    },
    {
      path: "loggingConfig.systemLogLevel",
      oneOf: ["DEBUG", "INFO", "WARN"],
      source: `${LAMBDA}/API_LoggingConfig.html`,
    },
  ],
  "aws:lambda/alias:Alias": [
    name(
      "name",
      /^(?!\d+$)[\w-]{1,128}$/,
      "letters, digits, _ and -, not digits only",
      `${LAMBDA}/API_CreateAlias.html`,
    ),
    name("functionVersion", /^(\$LATEST|\d+)$/, "$LATEST or a number", `${LAMBDA}/API_CreateAlias.html`),
  ],
  "aws:lambda/permission:Permission": [
    name(
      "action",
      /^(lambda:\*|lambda:[A-Za-z]+|\*)$/,
      "an action of Lambda like lambda:InvokeFunction",
      PERMISSION,
    ),
    name("statementId", /^[\w-]{1,100}$/, "1 to 100 letters, digits, _ and -", PERMISSION),
    name("sourceAccount", /^\d{12}$/, "an account ID of 12 digits", PERMISSION),
    name("sourceArn", /^arn:/, "an ARN", PERMISSION),
    name("principalOrgId", /^o-[a-z\d]{10,32}$/, "an ID like o-a1b2c3d4e5", PERMISSION),
  ],
  "aws:lambda/functionUrl:FunctionUrl": [
    { path: "cors.maxAge", range: [0, 86_400], source: `${LAMBDA}/API_Cors.html` },
  ],
  "aws:lambda/eventSourceMapping:EventSourceMapping": [
    { path: "startingPosition", oneOf: ["TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"], source: MAPPING },
    { path: "parallelizationFactor", range: [1, 10], source: MAPPING },
    { path: "maximumRecordAgeInSeconds", range: [-1, 604_800], source: MAPPING },
    { path: "maximumRetryAttempts", range: [-1, 10_000], source: MAPPING },
    { path: "tumblingWindowInSeconds", range: [0, 900], source: MAPPING },
  ],
  "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig": [
    {
      path: "provisionedConcurrentExecutions",
      range: [1, Infinity],
      source: `${LAMBDA}/API_PutProvisionedConcurrencyConfig.html`,
    },
  ],
  "aws:lambda/layerVersion:LayerVersion": [
    name("layerName", /^[\w-]{1,140}$/, "at most 140 letters, digits, _ and -", LAYER),
    atMost("description", 256, LAYER),
    atMost("licenseInfo", 512, LAYER),
    { path: "compatibleRuntimes", count: [0, 15], source: LAYER },
    { path: "compatibleArchitectures", oneOf: ["x86_64", "arm64"], source: LAYER },
  ],
  "aws:sqs/queue:Queue": [
    name("name", /^[\w-]{1,80}$|^[\w-]{1,75}\.fifo$/, "at most 80 letters, digits, _ and -", QUEUE),
    { path: "deduplicationScope", oneOf: ["messageGroup", "queue"], source: QUEUE },
    { path: "fifoThroughputLimit", oneOf: ["perQueue", "perMessageGroupId"], source: QUEUE },
  ],
  "aws:sns/topic:Topic": [
    name("name", /^[\w-]{1,256}$|^[\w-]{1,251}\.fifo$/, "at most 256 letters, digits, _ and -", TOPIC),
    { path: "tracingConfig", oneOf: ["PassThrough", "Active"], source: TOPIC },
    { path: "signatureVersion", range: [1, 2], source: TOPIC },
  ],
  "aws:s3/bucket:Bucket": [
    name("bucket", /^(?!.*\.\.)/, "no two dots in a row", BUCKET),
    name("bucket", /^(?!\d+\.\d+\.\d+\.\d+$)/, "a name that is no IP address", BUCKET),
    name(
      "bucket",
      /^(?!xn--|sthree-|amzn-s3-demo-)/,
      "no reserved prefix (xn--, sthree-, amzn-s3-demo-)",
      BUCKET,
    ),
    name(
      "bucket",
      /^(?!.*(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)/,
      "no reserved suffix (-s3alias, --ol-s3, …)",
      BUCKET,
    ),
  ],
  "aws:ssm/parameter:Parameter": [
    name(
      "name",
      /^(?!\/?(aws|ssm))[\w./-]+$/i,
      "letters, digits and ._-/, not aws or ssm at the beginning",
      PARAMETER,
    ),
    atMost("description", 1024, PARAMETER),
    { path: "dataType", oneOf: ["text", "aws:ec2:image", "aws:ssm:integration"], source: PARAMETER },
  ],
  "aws:organizations/account:Account": [
    name(
      "email",
      /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
      "an address of e-mail",
      `${ORGANIZATIONS}/API_CreateAccount.html`,
    ),
    {
      path: "iamUserAccessToBilling",
      oneOf: ["ALLOW", "DENY"],
      source: `${ORGANIZATIONS}/API_CreateAccount.html`,
    },
  ],
  "aws:organizations/policy:Policy": [
    {
      path: "type",
      oneOf: [
        "SERVICE_CONTROL_POLICY",
        "RESOURCE_CONTROL_POLICY",
        "TAG_POLICY",
        "BACKUP_POLICY",
        "AISERVICES_OPT_OUT_POLICY",
        "CHATBOT_POLICY",
        "DECLARATIVE_POLICY_EC2",
        "SECURITYHUB_POLICY",
        "INSPECTOR_POLICY",
        "BEDROCK_POLICY",
        "UPGRADE_ROLLOUT_POLICY",
        "S3_POLICY",
        "NETWORK_SECURITY_DIRECTOR_POLICY",
      ],
      source: `${ORGANIZATIONS}/API_CreatePolicy.html`,
    },
  ],
  "aws:organizations/policyAttachment:PolicyAttachment": [
    name(
      "targetId",
      /^(r-[a-z\d]{4,32}|\d{12}|ou-[a-z\d]{4,32}-[a-z\d]{8,32})$/,
      "the ID of a root, a unit or an account",
      `${ORGANIZATIONS}/API_AttachPolicy.html`,
    ),
  ],
};
