import type { ValueMap } from "../protocol/values.ts";

/** One change of the base inputs of a type that makes AWS, or the AWS provider, refuse them. */
export interface WrongInput {
  type: string;
  /** Over the base inputs; a property that is undefined is left out. */
  change: Record<string, ValueMap[string] | undefined>;
  /** The path that the refusal names. */
  property: string;
  /** A part of the reason. */
  reason: string;
  /** The page that says that it is refused. */
  source: string;
}

type Row = readonly [change: WrongInput["change"], property: string, reason: string, source: string];

const REGISTRY = "https://www.pulumi.com/registry/packages/aws/api-docs";
const EC2 = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference";
const VPC_BLOCKS = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html";
const SUBNET_BLOCKS = "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html";
const TAGS = "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html";
const EKS = "https://docs.aws.amazon.com/eks/latest/APIReference";
const IAM = "https://docs.aws.amazon.com/IAM/latest/APIReference";
const ELEMENTS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements";
const KMS = "https://docs.aws.amazon.com/kms/latest/APIReference";
const SECRETS = "https://docs.aws.amazon.com/secretsmanager/latest/apireference";
const LOGS = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference";
const ALARM = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html";
const RULE = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html";
const RDS = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference";
const LAMBDA = "https://docs.aws.amazon.com/lambda/latest/api";
const SQS = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html";
const QUEUE_ATTRIBUTES =
  "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html";
const SNS = "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html";
const BUCKETS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html";
const SSM = "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html";
const ORGANIZATIONS = "https://docs.aws.amazon.com/organizations/latest/APIReference";

const NO_VPC = "vpc-010ca1ffffffffffff";
const NO_SUBNET = "subnet-010ca1ffffffffffff";
const NO_GROUP = "sg-010ca1ffffffffffff";
const NO_ROLE = "arn:aws:iam::000000000000:role/nobody";
const NO_KEY = "10ca1fff-ffff-4fff-8fff-ffffffffffff";
const IS_ABSENT = "does not exist in account 000000000000";
const IS_ELSEWHERE = "lives in account 000000000000, region us-east-1";
const REQUIRED = "required and was not given";

const long = (length: number) => "x".repeat(length);
const document = (...statements: ValueMap[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const read: ValueMap = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const assume: ValueMap = {
  Effect: "Allow",
  Action: "sts:AssumeRole",
  Principal: { Service: "ec2.amazonaws.com" },
};

const ROWS: Record<string, readonly Row[]> = {
  "aws:ec2/vpc:Vpc": [
    [{ cidrBlock: "10.0.0.0/8" }, "cidrBlock", "/16 to /28, got /8", VPC_BLOCKS],
    [{ cidrBlock: "10.0.0.0/29" }, "cidrBlock", "/16 to /28, got /29", VPC_BLOCKS],
    [{ cidrBlock: "10.0.0.1/16" }, "cidrBlock", "Expected a network address", `${EC2}/API_CreateVpc.html`],
    [{ cidrBlock: "10.0.0.0" }, "cidrBlock", "Expected a network address", `${EC2}/API_CreateVpc.html`],
    [{ cidrBlock: "10.256.0.0/16" }, "cidrBlock", "Expected a network address", `${EC2}/API_CreateVpc.html`],
    [{ instanceTenancy: "shared" }, "instanceTenancy", "default, dedicated", `${EC2}/API_CreateVpc.html`],
    [{ ipv4NetmaskLength: 15 }, "ipv4NetmaskLength", "16 to 28, got 15", `${EC2}/API_CreateVpc.html`],
    [{ cidrBlok: "10.0.0.0/16" }, "cidrBlok", "no such property", `${REGISTRY}/ec2/vpc/`],
    [
      { enableDnsHostnames: "yes" },
      "enableDnsHostnames",
      "type boolean, got one of type string",
      `${REGISTRY}/ec2/vpc/`,
    ],
    [{ tags: { "aws:owner": "me" } }, 'tags["aws:owner"]', "reserved for AWS", TAGS],
    [{ tags: { [long(129)]: "v" } }, `tags.${long(129)}`, "1 to 128 characters, got 129", TAGS],
    [{ tags: { "": "v" } }, 'tags[""]', "1 to 128 characters, got 0", TAGS],
    [{ tags: { Name: long(257) } }, "tags.Name", "at most 256 characters, got 257", TAGS],
    [
      { tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, "v"])) },
      "tags",
      "50 tags on a resource, got 51",
      TAGS,
    ],
  ],
  "aws:ec2/subnet:Subnet": [
    [{ cidrBlock: "10.9.0.0/24" }, "cidrBlock", "not inside the VPC's 10.0.0.0/16", SUBNET_BLOCKS],
    [{ cidrBlock: "10.0.0.0/25" }, "cidrBlock", "overlaps with subnet-0", SUBNET_BLOCKS],
    [{ cidrBlock: "10.0.0.0/23" }, "cidrBlock", "overlaps with subnet-0", SUBNET_BLOCKS],
    [{ cidrBlock: "10.0.9.0/29" }, "cidrBlock", "/16 to /28, got /29", SUBNET_BLOCKS],
    [
      { availabilityZone: "us-east-1a" },
      "availabilityZone",
      "not in the region eu-central-1",
      `${EC2}/API_CreateSubnet.html`,
    ],
    [{ vpcId: undefined }, "vpcId", REQUIRED, `${REGISTRY}/ec2/subnet/`],
    [{ vpcId: NO_VPC }, "vpcId", IS_ABSENT, `${EC2}/errors-overview.html`],
    [{ vpcId: "<deletedVpc>" }, "vpcId", IS_ABSENT, `${EC2}/errors-overview.html`],
    [{ vpcId: "<vpcOfOtherRegion>" }, "vpcId", IS_ELSEWHERE, `${EC2}/errors-overview.html`],
    [
      { vpcId: "<vpcOfOtherAccount>" },
      "vpcId",
      "lives in account 000000000009",
      `${EC2}/errors-overview.html`,
    ],
    [
      { privateDnsHostnameTypeOnLaunch: "dns" },
      "privateDnsHostnameTypeOnLaunch",
      "ip-name, resource-name",
      `${EC2}/API_ModifySubnetAttribute.html`,
    ],
  ],
  "aws:ec2/internetGateway:InternetGateway": [
    [{ vpcId: NO_VPC }, "vpcId", IS_ABSENT, `${EC2}/API_AttachInternetGateway.html`],
    [{ tags: ["main"] }, "tags", "type map, got one of type list", `${REGISTRY}/ec2/internetgateway/`],
  ],
  "aws:ec2/natGateway:NatGateway": [
    [
      { connectivityType: "internal" },
      "connectivityType",
      "public, private",
      `${EC2}/API_CreateNatGateway.html`,
    ],
    [{ connectivityType: "private" }, "allocationId", "no Elastic IP", `${EC2}/API_CreateNatGateway.html`],
    [{ subnetId: NO_SUBNET }, "subnetId", IS_ABSENT, `${EC2}/API_CreateNatGateway.html`],
    [
      { connectivityType: "private", allocationId: undefined, secondaryPrivateIpAddressCount: 32 },
      "secondaryPrivateIpAddressCount",
      "1 to 31, got 32",
      `${EC2}/API_CreateNatGateway.html`,
    ],
  ],
  "aws:ec2/eip:Eip": [[{ domain: "classic" }, "domain", "vpc, standard", `${EC2}/API_AllocateAddress.html`]],
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": [
    [
      { subnetIds: [NO_SUBNET] },
      "subnetIds[0]",
      IS_ABSENT,
      `${EC2}/API_CreateTransitGatewayVpcAttachment.html`,
    ],
    [
      { transitGatewayId: undefined },
      "transitGatewayId",
      REQUIRED,
      `${REGISTRY}/ec2transitgateway/vpcattachment/`,
    ],
  ],
  "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": [
    [{ cidrBlock: "10.2.0.0/29" }, "cidrBlock", "/16 to /28", `${EC2}/API_AssociateVpcCidrBlock.html`],
  ],
  "aws:ec2/flowLog:FlowLog": [
    [{ trafficType: "NONE" }, "trafficType", "ACCEPT, REJECT, ALL", `${EC2}/API_CreateFlowLogs.html`],
    [
      { logDestinationType: "sqs" },
      "logDestinationType",
      "cloud-watch-logs, s3",
      `${EC2}/API_CreateFlowLogs.html`,
    ],
    [{ maxAggregationInterval: 300 }, "maxAggregationInterval", "60, 600", `${EC2}/API_CreateFlowLogs.html`],
    [{ iamRoleArn: NO_ROLE }, "iamRoleArn", IS_ABSENT, `${EC2}/API_CreateFlowLogs.html`],
  ],
  "aws:ec2/vpcEndpoint:VpcEndpoint": [
    [
      { serviceName: "com.amazonaws.us-east-1.sqs" },
      "serviceName",
      "of region us-east-1",
      `${EC2}/API_CreateVpcEndpoint.html`,
    ],
    [
      { vpcEndpointType: "Gateway", securityGroupIds: undefined },
      "subnetIds",
      "route tables, not subnets",
      `${EC2}/API_CreateVpcEndpoint.html`,
    ],
    [
      { vpcEndpointType: "Private" },
      "vpcEndpointType",
      "AWS allows Gateway",
      `${EC2}/API_CreateVpcEndpoint.html`,
    ],
    [
      { ipAddressType: "ipv5" },
      "ipAddressType",
      "ipv4, dualstack, ipv6",
      `${EC2}/API_CreateVpcEndpoint.html`,
    ],
    [{ policy: "allow" }, "policy", "Expected a JSON document", `${EC2}/API_CreateVpcEndpoint.html`],
    [
      { securityGroupIds: ["<groupOfOtherRegion>"] },
      "securityGroupIds[0]",
      IS_ELSEWHERE,
      `${EC2}/API_CreateVpcEndpoint.html`,
    ],
  ],
  "aws:ec2/routeTable:RouteTable": [
    [{ vpcId: NO_VPC }, "vpcId", IS_ABSENT, `${EC2}/API_CreateRouteTable.html`],
    [
      { routes: [{ cidrBlock: "everywhere", gatewayId: "igw-1" }] },
      "routes[0].cidrBlock",
      "a block of IPv4 addresses",
      `${EC2}/API_CreateRoute.html`,
    ],
  ],
  "aws:ec2/route:Route": [
    [
      { destinationCidrBlock: undefined },
      "",
      "Exactly one of destinationCidrBlock",
      `${EC2}/API_CreateRoute.html`,
    ],
    [
      { destinationIpv6CidrBlock: "::/0" },
      "",
      "Exactly one of destinationCidrBlock",
      `${EC2}/API_CreateRoute.html`,
    ],
    [
      { destinationCidrBlock: "0.0.0.0" },
      "destinationCidrBlock",
      "a block of IPv4 addresses",
      `${EC2}/API_CreateRoute.html`,
    ],
    [{ natGatewayId: "nat-010ca1ffffffffffff" }, "natGatewayId", IS_ABSENT, `${EC2}/API_CreateRoute.html`],
    [{ routeTableId: "rtb-010ca1ffffffffffff" }, "routeTableId", IS_ABSENT, `${EC2}/API_CreateRoute.html`],
  ],
  "aws:ec2/routeTableAssociation:RouteTableAssociation": [
    [
      { subnetId: undefined },
      "",
      "Exactly one of subnetId, gatewayId",
      `${EC2}/API_AssociateRouteTable.html`,
    ],
    [{ gatewayId: "igw-1" }, "", "Exactly one of subnetId, gatewayId", `${EC2}/API_AssociateRouteTable.html`],
    [{ subnetId: NO_SUBNET }, "subnetId", IS_ABSENT, `${EC2}/API_AssociateRouteTable.html`],
  ],
  "aws:ec2/networkAcl:NetworkAcl": [
    [
      aclEntry({ ruleNo: 40_000 }),
      "ingress[0].ruleNo",
      "1 to 32766",
      `${EC2}/API_CreateNetworkAclEntry.html`,
    ],
    [
      aclEntry({ action: "permit" }),
      "ingress[0].action",
      "allow, deny",
      `${EC2}/API_CreateNetworkAclEntry.html`,
    ],
    [
      aclEntry({ cidrBlock: "10.0.0.0/33" }),
      "ingress[0].cidrBlock",
      "a block of IPv4",
      `${EC2}/API_CreateNetworkAclEntry.html`,
    ],
  ],
  "aws:ec2/securityGroup:SecurityGroup": [
    [{ name: "sg-web" }, "name", "not sg- at the beginning", `${EC2}/API_CreateSecurityGroup.html`],
    [{ name: "taken-group" }, "name", "It is taken: sg-0", `${EC2}/API_CreateSecurityGroup.html`],
    [
      { description: "Für das Web" },
      "description",
      "letters, digits, spaces",
      `${EC2}/API_CreateSecurityGroup.html`,
    ],
    [{ description: long(256) }, "description", "at most 255", `${EC2}/API_CreateSecurityGroup.html`],
    [groupRule({ fromPort: 70_000 }), "ingress[0].fromPort", "-1 to 65535", `${EC2}/API_IpPermission.html`],
    [
      groupRule({ cidrBlocks: ["10.0.0.0/33"] }),
      "ingress[0].cidrBlocks",
      "a block of IPv4",
      `${EC2}/API_IpRange.html`,
    ],
    [
      groupRule({ securityGroups: [NO_GROUP] }),
      "ingress[0].securityGroups[0]",
      IS_ABSENT,
      `${EC2}/API_UserIdGroupPair.html`,
    ],
    [groupRule({ port: 1 }), "ingress[0].port", "no such property", `${REGISTRY}/ec2/securitygroup/`],
    [{ vpcId: NO_VPC }, "vpcId", IS_ABSENT, `${EC2}/API_CreateSecurityGroup.html`],
  ],
  "aws:ec2/securityGroupRule:SecurityGroupRule": [
    [{ type: "inbound" }, "type", "ingress, egress", `${REGISTRY}/ec2/securitygrouprule/`],
    [{ fromPort: -2 }, "fromPort", "-1 to 65535", `${EC2}/API_IpPermission.html`],
    [{ toPort: 65_536 }, "toPort", "-1 to 65535", `${EC2}/API_IpPermission.html`],
    [{ cidrBlocks: ["anywhere"] }, "cidrBlocks", "a block of IPv4", `${EC2}/API_IpRange.html`],
    [
      { cidrBlocks: undefined, sourceSecurityGroupId: NO_GROUP },
      "sourceSecurityGroupId",
      IS_ABSENT,
      `${EC2}/API_UserIdGroupPair.html`,
    ],
  ],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [
    [{ cidrIpv6: "::/0" }, "", "Exactly one of cidrIpv4", `${REGISTRY}/vpc/securitygroupingressrule/`],
    [{ cidrIpv4: undefined }, "", "Exactly one of cidrIpv4", `${REGISTRY}/vpc/securitygroupingressrule/`],
    [{ ipProtocol: "-1" }, "ipProtocol", "has no ports", `${EC2}/API_IpPermission.html`],
    [{ toPort: 80 }, "toPort", "below the first", `${EC2}/API_IpPermission.html`],
    [{ cidrIpv4: "10.0.0.256/32" }, "cidrIpv4", "a block of IPv4", `${EC2}/API_IpRange.html`],
    [
      { cidrIpv4: undefined, referencedSecurityGroupId: "<groupOfOtherRegion>" },
      "referencedSecurityGroupId",
      IS_ELSEWHERE,
      `${EC2}/API_ReferencedSecurityGroup.html`,
    ],
    [
      { securityGroupId: NO_GROUP },
      "securityGroupId",
      IS_ABSENT,
      `${EC2}/API_AuthorizeSecurityGroupIngress.html`,
    ],
  ],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": [
    [{ fromPort: 1, toPort: 2 }, "ipProtocol", "has no ports", `${EC2}/API_IpPermission.html`],
    [{ cidrIpv4: "0.0.0.0" }, "cidrIpv4", "a block of IPv4", `${EC2}/API_IpRange.html`],
  ],
  "aws:ec2/launchTemplate:LaunchTemplate": [
    [{ name: "ab" }, "name", "3 to 128", `${EC2}/API_CreateLaunchTemplate.html`],
    [{ name: "my nodes" }, "name", "3 to 128", `${EC2}/API_CreateLaunchTemplate.html`],
    [
      { metadataOptions: { httpTokens: "mandatory" } },
      "metadataOptions.httpTokens",
      "optional, required",
      `${EC2}/API_LaunchTemplateInstanceMetadataOptionsRequest.html`,
    ],
    [
      { metadataOptions: { httpPutResponseHopLimit: 65 } },
      "metadataOptions.httpPutResponseHopLimit",
      "1 to 64",
      `${EC2}/API_LaunchTemplateInstanceMetadataOptionsRequest.html`,
    ],
    [
      { blockDeviceMappings: [{ ebs: { volumeType: "ssd" } }] },
      "blockDeviceMappings[0].ebs.volumeType",
      "gp3",
      `${EC2}/API_LaunchTemplateEbsBlockDeviceRequest.html`,
    ],
    [
      { blockDeviceMappings: [{ ebs: { volumeSize: 0 } }] },
      "blockDeviceMappings[0].ebs.volumeSize",
      "1 to 65536",
      `${EC2}/API_LaunchTemplateEbsBlockDeviceRequest.html`,
    ],
  ],
  "aws:eks/cluster:Cluster": [
    [{ name: "-main" }, "name", "a letter or digit, then", `${EKS}/API_CreateCluster.html`],
    [{ version: "latest" }, "version", "a version like", `${EKS}/API_CreateCluster.html`],
    [{ roleArn: "admin" }, "roleArn", "the ARN of a role", `${EKS}/API_CreateCluster.html`],
    [{ roleArn: NO_ROLE }, "roleArn", IS_ABSENT, `${EKS}/API_CreateCluster.html`],
    [
      { roleArn: "<roleOfOtherAccount.arn>" },
      "roleArn",
      "account 000000000009",
      `${EKS}/API_CreateCluster.html`,
    ],
    [{ vpcConfig: undefined }, "vpcConfig", REQUIRED, `${REGISTRY}/eks/cluster/`],
    [{ vpcConfig: {} }, "vpcConfig.subnetIds", REQUIRED, `${REGISTRY}/eks/cluster/`],
    [
      { vpcConfig: { subnetIds: ["<subnetA>"] } },
      "vpcConfig.subnetIds",
      "2 to 16",
      `${EKS}/API_VpcConfigRequest.html`,
    ],
    [
      { vpcConfig: { subnetIds: ["<subnetA>", NO_SUBNET] } },
      "vpcConfig.subnetIds[1]",
      IS_ABSENT,
      `${EKS}/API_VpcConfigRequest.html`,
    ],
    [
      { vpcConfig: { subnetIds: ["<subnetA>", "<subnetB>"], publicAccessCidrs: ["home"] } },
      "vpcConfig.publicAccessCidrs",
      "a block of IPv4",
      `${EKS}/API_VpcConfigRequest.html`,
    ],
    [
      { accessConfig: { authenticationMode: "IAM" } },
      "accessConfig.authenticationMode",
      "API_AND_CONFIG_MAP",
      `${EKS}/API_CreateAccessConfigRequest.html`,
    ],
    [
      { kubernetesNetworkConfig: { ipFamily: "ipv5" } },
      "kubernetesNetworkConfig.ipFamily",
      "ipv4, ipv6",
      `${EKS}/API_KubernetesNetworkConfigRequest.html`,
    ],
    [
      { kubernetesNetworkConfig: { serviceIpv4Cidr: "8.8.0.0/16" } },
      "kubernetesNetworkConfig.serviceIpv4Cidr",
      "a private block",
      `${EKS}/API_KubernetesNetworkConfigRequest.html`,
    ],
    [{ enabledClusterLogTypes: ["all"] }, "enabledClusterLogTypes", "api, audit", `${EKS}/API_LogSetup.html`],
    [
      { upgradePolicy: { supportType: "LONG" } },
      "upgradePolicy.supportType",
      "STANDARD, EXTENDED",
      `${EKS}/API_UpgradePolicyRequest.html`,
    ],
    [
      { encryptionConfig: { provider: { keyArn: "<key.arn>" }, resources: ["pods"] } },
      "encryptionConfig.resources",
      "secrets",
      `${EKS}/API_EncryptionConfig.html`,
    ],
    [
      { encryptionConfig: { provider: { keyArn: "<deletedKey.arn>" }, resources: ["secrets"] } },
      "encryptionConfig.provider.keyArn",
      "pending deletion",
      `${EKS}/API_Provider.html`,
    ],
  ],
  "aws:eks/nodeGroup:NodeGroup": [
    [
      { scalingConfig: { minSize: 3, desiredSize: 2, maxSize: 4 } },
      "scalingConfig",
      "minSize <= desiredSize",
      `${EKS}/API_NodegroupScalingConfig.html`,
    ],
    [
      { scalingConfig: { minSize: 1, desiredSize: 5, maxSize: 4 } },
      "scalingConfig",
      "desiredSize <= maxSize",
      `${EKS}/API_NodegroupScalingConfig.html`,
    ],
    [
      { scalingConfig: { minSize: 0, desiredSize: 0, maxSize: 0 } },
      "scalingConfig.maxSize",
      "1 or more",
      `${EKS}/API_NodegroupScalingConfig.html`,
    ],
    [
      { scalingConfig: { minSize: 1, desiredSize: "2", maxSize: 3 } },
      "scalingConfig.desiredSize",
      "type number",
      `${REGISTRY}/eks/nodegroup/`,
    ],
    [{ capacityType: "CHEAP" }, "capacityType", "ON_DEMAND, SPOT", `${EKS}/API_CreateNodegroup.html`],
    [
      { taints: [{ key: "a", effect: "NoSchedule" }] },
      "taints[0].effect",
      "NO_SCHEDULE",
      `${EKS}/API_Taint.html`,
    ],
    [
      { taints: [{ key: long(64), effect: "NO_SCHEDULE" }] },
      "taints[0].key",
      "1 to 63 characters",
      `${EKS}/API_Taint.html`,
    ],
    [
      { updateConfig: { maxUnavailable: 101 } },
      "updateConfig.maxUnavailable",
      "1 to 100",
      `${EKS}/API_NodegroupUpdateConfig.html`,
    ],
    [{ nodeRoleArn: NO_ROLE }, "nodeRoleArn", IS_ABSENT, `${EKS}/API_CreateNodegroup.html`],
    [{ nodeGroupName: "my nodes" }, "nodeGroupName", "1 to 63 letters", `${EKS}/API_CreateNodegroup.html`],
  ],
  "aws:eks/addon:Addon": [
    [
      { resolveConflictsOnCreate: "PRESERVE" },
      "resolveConflictsOnCreate",
      "NONE, OVERWRITE",
      `${EKS}/API_CreateAddon.html`,
    ],
    [
      { configurationValues: "env: on" },
      "configurationValues",
      "Expected a JSON document",
      `${EKS}/API_CreateAddon.html`,
    ],
    [{ addonName: undefined }, "addonName", REQUIRED, `${REGISTRY}/eks/addon/`],
  ],
  "aws:eks/accessEntry:AccessEntry": [
    [{ type: "ADMIN" }, "type", "STANDARD", `${EKS}/API_CreateAccessEntry.html`],
    [
      { principalArn: "admin" },
      "principalArn",
      "the ARN of a role or user",
      `${EKS}/API_CreateAccessEntry.html`,
    ],
  ],
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": [
    [
      { accessScope: { type: "all" } },
      "accessScope.type",
      "cluster, namespace",
      `${EKS}/API_AccessScope.html`,
    ],
    [
      { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
      "policyArn",
      "an access policy of EKS",
      `${EKS}/API_AssociateAccessPolicy.html`,
    ],
  ],
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": [
    [{ roleArn: NO_ROLE }, "roleArn", IS_ABSENT, `${EKS}/API_CreatePodIdentityAssociation.html`],
    [{ namespace: undefined }, "namespace", REQUIRED, `${REGISTRY}/eks/podidentityassociation/`],
  ],
  "aws:eks/fargateProfile:FargateProfile": [
    [
      { selectors: Array.from({ length: 6 }, (_, index) => ({ namespace: `n${index}` })) },
      "selectors",
      "1 to 5 entries, got 6",
      `${EKS}/API_CreateFargateProfile.html`,
    ],
  ],
  "aws:iam/role:Role": [
    [{ assumeRolePolicy: "{" }, "assumeRolePolicy", "Expected a JSON document", `${IAM}/API_CreateRole.html`],
    [{ assumeRolePolicy: "[]" }, "assumeRolePolicy", "Expected a JSON object", `${IAM}/API_CreateRole.html`],
    [
      { assumeRolePolicy: JSON.stringify({ Version: "2012-10-16", Statement: [assume] }) },
      "assumeRolePolicy",
      "Version is 2012-10-17 or 2008-10-17",
      `${ELEMENTS}_version.html`,
    ],
    [
      { assumeRolePolicy: '{"Version":"2012-10-17"}' },
      "assumeRolePolicy",
      "Statement is missing",
      `${ELEMENTS}_statement.html`,
    ],
    [
      { assumeRolePolicy: document({ ...assume, Effect: "Permit" }) },
      "assumeRolePolicy",
      "Effect is Allow or Deny",
      `${ELEMENTS}_effect.html`,
    ],
    [
      { assumeRolePolicy: document({ Effect: "Allow", Action: "sts:AssumeRole" }) },
      "assumeRolePolicy",
      "has no Principal",
      `${ELEMENTS}_principal.html`,
    ],
    [
      { assumeRolePolicy: document({ ...assume, Resource: "*" }) },
      "assumeRolePolicy",
      "a trust policy has none",
      `${ELEMENTS}_resource.html`,
    ],
    [
      { assumeRolePolicy: document({ ...assume, Principal: { Service: "ec2" } }) },
      "assumeRolePolicy",
      "a service's name ends in .amazonaws.com",
      `${ELEMENTS}_principal.html`,
    ],
    [
      { assumeRolePolicy: document({ ...assume, Principal: { User: "me" } }) },
      "assumeRolePolicy",
      "one of AWS, Service, Federated",
      `${ELEMENTS}_principal.html`,
    ],
    [{ name: "my role" }, "name", "1 to 64 letters", `${IAM}/API_CreateRole.html`],
    [{ name: long(65) }, "name", "1 to 64 letters", `${IAM}/API_CreateRole.html`],
    [{ name: "taken-role" }, "name", "It is taken: taken-role", `${IAM}/API_CreateRole.html`],
    [{ path: "team" }, "path", "begins and ends with /", `${IAM}/API_CreateRole.html`],
    [{ maxSessionDuration: 1800 }, "maxSessionDuration", "3600 to 43200", `${IAM}/API_CreateRole.html`],
    [
      { managedPolicyArns: ["AdministratorAccess"] },
      "managedPolicyArns",
      "expects ARNs",
      `${IAM}/API_AttachRolePolicy.html`,
    ],
    [{ description: long(1001) }, "description", "0 to 1000 characters", `${IAM}/API_CreateRole.html`],
  ],
  "aws:iam/policy:Policy": [
    [
      { policy: document({ Action: "s3:GetObject", Resource: "*" }) },
      "policy",
      "has no Effect",
      `${ELEMENTS}_effect.html`,
    ],
    [{ policy: document({ ...read, Action: "s3" }) }, "policy", "service:action", `${ELEMENTS}_action.html`],
    [
      { policy: document({ Effect: "Allow", Resource: "*" }) },
      "policy",
      "has no Action",
      `${ELEMENTS}_action.html`,
    ],
    [
      { policy: document({ ...read, NotAction: "s3:*" }) },
      "policy",
      "both Action and NotAction",
      `${ELEMENTS}_notaction.html`,
    ],
    [{ policy: document({ ...read, Action: [] }) }, "policy", "Action is empty", `${ELEMENTS}_action.html`],
    [
      { policy: document({ Effect: "Allow", Action: "*" }) },
      "policy",
      "has no Resource",
      `${ELEMENTS}_resource.html`,
    ],
    [
      { policy: document({ ...read, Resource: "bucket" }) },
      "policy",
      "* or an ARN",
      `${ELEMENTS}_resource.html`,
    ],
    [
      { policy: document({ ...read, Principal: "*" }) },
      "policy",
      "has a Principal",
      `${ELEMENTS}_principal.html`,
    ],
    [{ policy: document({ ...read, Actions: "*" }) }, "policy", "has a member Actions", `${ELEMENTS}.html`],
    [
      { policy: document({ ...read, Sid: "can read" }) },
      "policy",
      "letters and digits only",
      `${ELEMENTS}_sid.html`,
    ],
    [
      { policy: document({ ...read, Sid: "A" }, { ...read, Sid: "A" }) },
      "policy",
      "stands at two statements",
      `${ELEMENTS}_sid.html`,
    ],
    [
      { policy: document({ ...read, Condition: ["x"] }) },
      "policy",
      "Condition is an object",
      `${ELEMENTS}_condition.html`,
    ],
    [{ policy: undefined }, "policy", REQUIRED, `${REGISTRY}/iam/policy/`],
    [{ name: "may read" }, "name", "1 to 128 letters", `${IAM}/API_CreatePolicy.html`],
  ],
  "aws:iam/rolePolicy:RolePolicy": [
    [
      { policy: document({ ...read, Effect: "allow" }) },
      "policy",
      "Effect is Allow or Deny",
      `${ELEMENTS}_effect.html`,
    ],
    [{ name: "a/b" }, "name", "1 to 128 letters", `${IAM}/API_PutRolePolicy.html`],
  ],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": [
    [{ policyArn: "ReadOnlyAccess" }, "policyArn", "the ARN of a policy", `${IAM}/API_AttachRolePolicy.html`],
    [
      { policyArn: "arn:aws:iam::000000000000:policy/nothing" },
      "policyArn",
      IS_ABSENT,
      `${IAM}/API_AttachRolePolicy.html`,
    ],
  ],
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": [
    [
      { url: "http://issuer.example.com" },
      "url",
      "must begin with https://",
      `${IAM}/API_CreateOpenIDConnectProvider.html`,
    ],
    [
      { thumbprintLists: ["abc"] },
      "thumbprintLists",
      "40 hexadecimal digits",
      `${IAM}/API_CreateOpenIDConnectProvider.html`,
    ],
    [
      { clientIdLists: Array.from({ length: 101 }, (_, index) => `c${index}`) },
      "clientIdLists",
      "0 to 100 entries",
      `${IAM}/API_CreateOpenIDConnectProvider.html`,
    ],
  ],
  "aws:kms/key:Key": [
    [{ deletionWindowInDays: 6 }, "deletionWindowInDays", "7 to 30", `${KMS}/API_ScheduleKeyDeletion.html`],
    [{ deletionWindowInDays: 31 }, "deletionWindowInDays", "7 to 30", `${KMS}/API_ScheduleKeyDeletion.html`],
    [{ rotationPeriodInDays: 30 }, "rotationPeriodInDays", "90 to 2560", `${KMS}/API_EnableKeyRotation.html`],
    [{ keyUsage: "ENCRYPT" }, "keyUsage", "ENCRYPT_DECRYPT", `${KMS}/API_CreateKey.html`],
    [
      { customerMasterKeySpec: "AES_128" },
      "customerMasterKeySpec",
      "SYMMETRIC_DEFAULT",
      `${KMS}/API_CreateKey.html`,
    ],
    [{ policy: "none" }, "policy", "Expected a JSON document", `${KMS}/API_CreateKey.html`],
    [
      { policy: document({ Effect: "Allow", Action: "kms:*", Resource: "*" }) },
      "policy",
      "has no Principal",
      `${KMS}/API_PutKeyPolicy.html`,
    ],
    [{ description: long(8193) }, "description", "0 to 8192 characters", `${KMS}/API_CreateKey.html`],
  ],
  "aws:kms/alias:Alias": [
    [{ name: "data" }, "name", "Expected alias/", `${KMS}/API_CreateAlias.html`],
    [{ name: "alias/aws/data" }, "name", "not alias/aws/", `${KMS}/API_CreateAlias.html`],
    [
      { targetKeyId: "<deletedKey>" },
      "targetKeyId",
      "pending deletion until 2025-01-08",
      "https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html",
    ],
    [{ targetKeyId: NO_KEY }, "targetKeyId", IS_ABSENT, `${KMS}/API_CreateAlias.html`],
    [{ targetKeyId: "<keyOfOtherRegion>" }, "targetKeyId", IS_ELSEWHERE, `${KMS}/API_CreateAlias.html`],
    [{ targetKeyId: undefined }, "targetKeyId", REQUIRED, `${REGISTRY}/kms/alias/`],
  ],
  "aws:kms/replicaKey:ReplicaKey": [
    [
      { primaryKeyArn: "mrk-1" },
      "primaryKeyArn",
      "the ARN of a multi-Region key",
      `${KMS}/API_ReplicateKey.html`,
    ],
  ],
  "aws:secretsmanager/secret:Secret": [
    [
      { recoveryWindowInDays: 3 },
      "recoveryWindowInDays",
      "0 (none) or 7 to 30",
      `${SECRETS}/API_DeleteSecret.html`,
    ],
    [
      { recoveryWindowInDays: 31 },
      "recoveryWindowInDays",
      "0 (none) or 7 to 30",
      `${SECRETS}/API_DeleteSecret.html`,
    ],
    [{ name: "my secret" }, "name", "letters, digits and /_+=.@-", `${SECRETS}/API_CreateSecret.html`],
    [
      { name: "taken-secret" },
      "name",
      "It is taken: arn:aws:secretsmanager",
      `${SECRETS}/API_CreateSecret.html`,
    ],
    [
      { name: "held-secret" },
      "name",
      "held back in its recovery window until 2025-01-31",
      "https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html",
    ],
    [{ description: long(2049) }, "description", "0 to 2048 characters", `${SECRETS}/API_CreateSecret.html`],
    [{ kmsKeyId: NO_KEY }, "kmsKeyId", IS_ABSENT, `${SECRETS}/API_CreateSecret.html`],
    [{ kmsKeyId: "<deletedKey.arn>" }, "kmsKeyId", "pending deletion", `${SECRETS}/API_CreateSecret.html`],
    [
      { policy: document({ Effect: "Allow", Principal: "*", Resource: "*" }) },
      "policy",
      "has no Action",
      `${SECRETS}/API_PutResourcePolicy.html`,
    ],
  ],
  "aws:secretsmanager/secretVersion:SecretVersion": [
    [
      { secretBinary: "AAAA" },
      "",
      "Only one of secretString, secretBinary",
      `${SECRETS}/API_PutSecretValue.html`,
    ],
    [
      { secretString: long(65_537) },
      "secretString",
      "1 to 65536 characters",
      `${SECRETS}/API_PutSecretValue.html`,
    ],
    [
      { secretId: "arn:aws:secretsmanager:eu-central-1:000000000000:secret:nothing-ca1000" },
      "secretId",
      IS_ABSENT,
      `${SECRETS}/API_PutSecretValue.html`,
    ],
  ],
  "aws:secretsmanager/secretRotation:SecretRotation": [
    [
      { rotationRules: { automaticallyAfterDays: 1001 } },
      "rotationRules.automaticallyAfterDays",
      "1 to 1000",
      `${SECRETS}/API_RotationRulesType.html`,
    ],
    [
      { rotationRules: { duration: "three" } },
      "rotationRules.duration",
      "a duration like 3h",
      `${SECRETS}/API_RotationRulesType.html`,
    ],
  ],
  "aws:cloudwatch/logGroup:LogGroup": [
    [{ retentionInDays: 10 }, "retentionInDays", "1, 3, 5, 7, 14, 30", `${LOGS}/API_PutRetentionPolicy.html`],
    [{ logGroupClass: "COLD" }, "logGroupClass", "INFREQUENT_ACCESS", `${LOGS}/API_CreateLogGroup.html`],
    [{ name: "my log" }, "name", "letters, digits and .-_/#", `${LOGS}/API_CreateLogGroup.html`],
    [{ name: long(513) }, "name", "letters, digits and .-_/#", `${LOGS}/API_CreateLogGroup.html`],
    [{ name: "taken-log-group" }, "name", "It is taken: taken-log-group", `${LOGS}/API_CreateLogGroup.html`],
    [{ kmsKeyId: "<deletedKey.arn>" }, "kmsKeyId", "pending deletion", `${LOGS}/API_AssociateKmsKey.html`],
    [
      { retentionInDays: "30" },
      "retentionInDays",
      "type number, got one of type string",
      `${REGISTRY}/cloudwatch/loggroup/`,
    ],
  ],
  "aws:cloudwatch/metricAlarm:MetricAlarm": [
    [{ comparisonOperator: ">" }, "comparisonOperator", "GreaterThanThreshold", ALARM],
    [{ statistic: "Mean" }, "statistic", "Average", ALARM],
    [{ evaluationPeriods: 0 }, "evaluationPeriods", "1 or more", ALARM],
    [{ period: 5 }, "period", "10 to 604800", ALARM],
    [{ treatMissingData: "skip" }, "treatMissingData", "notBreaching", ALARM],
    [{ alarmActions: ["a", "b", "c", "d", "e", "f"] }, "alarmActions", "0 to 5 entries", ALARM],
  ],
  "aws:cloudwatch/eventRule:EventRule": [
    [{ name: "every night" }, "name", "1 to 64 letters", RULE],
    [
      { scheduleExpression: "rate(1 days)" },
      "scheduleExpression",
      "cron(…) or rate",
      "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html",
    ],
    [
      { scheduleExpression: "hourly" },
      "scheduleExpression",
      "cron(…) or rate",
      "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html",
    ],
    [{ state: "ON" }, "state", "ENABLED, DISABLED", RULE],
    [{ eventPattern: "source: aws.ec2" }, "eventPattern", "Expected a JSON document", RULE],
  ],
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
  "aws:lambda/function:Function": [
    [{ name: "my function" }, "name", "1 to 64 letters", `${LAMBDA}/API_CreateFunction.html`],
    [{ memorySize: 64 }, "memorySize", "128 to 10240", `${LAMBDA}/API_CreateFunction.html`],
    [{ memorySize: 10_241 }, "memorySize", "128 to 10240", `${LAMBDA}/API_CreateFunction.html`],
    [{ timeout: 901 }, "timeout", "1 to 900", `${LAMBDA}/API_CreateFunction.html`],
    [{ timeout: 0 }, "timeout", "1 to 900", `${LAMBDA}/API_CreateFunction.html`],
    [
      { ephemeralStorage: { size: 256 } },
      "ephemeralStorage.size",
      "512 to 10240",
      `${LAMBDA}/API_EphemeralStorage.html`,
    ],
    [{ architectures: ["riscv"] }, "architectures", "x86_64, arm64", `${LAMBDA}/API_CreateFunction.html`],
    [{ packageType: "Jar" }, "packageType", "Zip, Image", `${LAMBDA}/API_CreateFunction.html`],
    [
      { handler: undefined },
      "handler",
      "required where the package type is Zip",
      `${LAMBDA}/API_CreateFunction.html`,
    ],
    [
      { runtime: undefined },
      "runtime",
      "required where the package type is Zip",
      `${LAMBDA}/API_CreateFunction.html`,
    ],
    [{ role: "executor" }, "role", "the ARN of a role", `${LAMBDA}/API_CreateFunction.html`],
    [{ role: NO_ROLE }, "role", IS_ABSENT, `${LAMBDA}/API_CreateFunction.html`],
    [
      { role: "<roleOfOtherAccount.arn>" },
      "role",
      "account 000000000009",
      `${LAMBDA}/API_CreateFunction.html`,
    ],
    [
      { tracingConfig: { mode: "On" } },
      "tracingConfig.mode",
      "Active, PassThrough",
      `${LAMBDA}/API_TracingConfig.html`,
    ],
    [
      { loggingConfig: { logFormat: "XML" } },
      "loggingConfig.logFormat",
      "Text, JSON",
      `${LAMBDA}/API_LoggingConfig.html`,
    ],
    [
      { layers: ["1", "2", "3", "4", "5", "6"] },
      "layers",
      "0 to 5 entries",
      "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
    ],
    [
      { vpcConfig: { subnetIds: [NO_SUBNET], securityGroupIds: ["<securityGroup>"] } },
      "vpcConfig.subnetIds[0]",
      IS_ABSENT,
      `${LAMBDA}/API_VpcConfig.html`,
    ],
  ],
  "aws:lambda/alias:Alias": [
    [{ name: "12" }, "name", "not digits only", `${LAMBDA}/API_CreateAlias.html`],
    [
      { functionVersion: "latest" },
      "functionVersion",
      "$LATEST or a number",
      `${LAMBDA}/API_CreateAlias.html`,
    ],
  ],
  "aws:lambda/permission:Permission": [
    [{ action: "s3:GetObject" }, "action", "an action of Lambda", `${LAMBDA}/API_AddPermission.html`],
    [{ statementId: "allow events" }, "statementId", "1 to 100 letters", `${LAMBDA}/API_AddPermission.html`],
    [{ sourceAccount: "me" }, "sourceAccount", "12 digits", `${LAMBDA}/API_AddPermission.html`],
    [{ principal: undefined }, "principal", REQUIRED, `${REGISTRY}/lambda/permission/`],
  ],
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": [
    [
      { maximumRetryAttempts: 3 },
      "maximumRetryAttempts",
      "0 to 2",
      `${LAMBDA}/API_PutFunctionEventInvokeConfig.html`,
    ],
    [
      { maximumEventAgeInSeconds: 59 },
      "maximumEventAgeInSeconds",
      "60 to 21600",
      `${LAMBDA}/API_PutFunctionEventInvokeConfig.html`,
    ],
  ],
  "aws:lambda/functionUrl:FunctionUrl": [
    [
      { authorizationType: "JWT" },
      "authorizationType",
      "AWS_IAM, NONE",
      `${LAMBDA}/API_CreateFunctionUrlConfig.html`,
    ],
    [{ cors: { maxAge: 86_401 } }, "cors.maxAge", "0 to 86400", `${LAMBDA}/API_Cors.html`],
  ],
  "aws:lambda/eventSourceMapping:EventSourceMapping": [
    [{ batchSize: 10_001 }, "batchSize", "1 to 10000", `${LAMBDA}/API_CreateEventSourceMapping.html`],
    [
      { startingPosition: "FIRST" },
      "startingPosition",
      "TRIM_HORIZON",
      `${LAMBDA}/API_CreateEventSourceMapping.html`,
    ],
    [
      { parallelizationFactor: 11 },
      "parallelizationFactor",
      "1 to 10",
      `${LAMBDA}/API_CreateEventSourceMapping.html`,
    ],
    [
      { maximumBatchingWindowInSeconds: 301 },
      "maximumBatchingWindowInSeconds",
      "0 to 300",
      `${LAMBDA}/API_CreateEventSourceMapping.html`,
    ],
  ],
  "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig": [
    [
      { provisionedConcurrentExecutions: 0 },
      "provisionedConcurrentExecutions",
      "1 or more",
      `${LAMBDA}/API_PutProvisionedConcurrencyConfig.html`,
    ],
  ],
  "aws:lambda/layerVersion:LayerVersion": [
    [{ layerName: "my layer" }, "layerName", "at most 140", `${LAMBDA}/API_PublishLayerVersion.html`],
  ],
  "aws:sqs/queue:Queue": [
    [{ name: "jobs.fifo" }, "name", "The name of a FIFO queue", SQS],
    [{ fifoQueue: true }, "name", "The name of a FIFO queue", SQS],
    [{ name: "my jobs" }, "name", "at most 80 letters", SQS],
    [{ name: "taken-queue" }, "name", "It is taken: https://sqs", SQS],
    [{ visibilityTimeoutSeconds: 43_201 }, "visibilityTimeoutSeconds", "0 to 43200", QUEUE_ATTRIBUTES],
    [{ delaySeconds: 901 }, "delaySeconds", "0 to 900", QUEUE_ATTRIBUTES],
    [{ messageRetentionSeconds: 59 }, "messageRetentionSeconds", "60 to 1209600", QUEUE_ATTRIBUTES],
    [{ receiveWaitTimeSeconds: 21 }, "receiveWaitTimeSeconds", "0 to 20", QUEUE_ATTRIBUTES],
    [{ redrivePolicy: "dlq" }, "redrivePolicy", "Expected a JSON document", QUEUE_ATTRIBUTES],
    [{ policy: document({ ...read, Action: "sqs:*" }) }, "policy", "has no Principal", QUEUE_ATTRIBUTES],
  ],
  "aws:sns/topic:Topic": [
    [{ name: "my alerts" }, "name", "at most 256 letters", SNS],
    [{ tracingConfig: "On" }, "tracingConfig", "PassThrough, Active", SNS],
    [{ signatureVersion: 3 }, "signatureVersion", "1 to 2", SNS],
  ],
  "aws:s3/bucket:Bucket": [
    [{ bucket: "Artifacts" }, "bucket", "3 to 63 small letters", BUCKETS],
    [{ bucket: "ab" }, "bucket", "3 to 63 small letters", BUCKETS],
    [{ bucket: "strata..artifacts" }, "bucket", "no two dots", BUCKETS],
    [{ bucket: "192.168.5.4" }, "bucket", "no IP address", BUCKETS],
    [{ bucket: "xn--strata" }, "bucket", "no reserved prefix", BUCKETS],
    [{ bucket: "strata-s3alias" }, "bucket", "no reserved suffix", BUCKETS],
    [{ bucket: "taken-bucket" }, "bucket", "It is taken: taken-bucket", BUCKETS],
  ],
  "aws:ssm/parameter:Parameter": [
    [{ type: "Text" }, "type", "String, StringList, SecureString", SSM],
    [{ tier: "Premium" }, "tier", "Standard, Advanced", SSM],
    [{ name: "/aws/mode" }, "name", "not aws or ssm", SSM],
    [{ dataType: "json" }, "dataType", "aws:ec2:image", SSM],
  ],
  "aws:organizations/account:Account": [
    [{ email: "dev" }, "email", "an address of e-mail", `${ORGANIZATIONS}/API_CreateAccount.html`],
    [
      { iamUserAccessToBilling: "YES" },
      "iamUserAccessToBilling",
      "ALLOW, DENY",
      `${ORGANIZATIONS}/API_CreateAccount.html`,
    ],
  ],
  "aws:organizations/policy:Policy": [
    [{ type: "SCP" }, "type", "SERVICE_CONTROL_POLICY", `${ORGANIZATIONS}/API_CreatePolicy.html`],
    [{ content: "{" }, "content", "Expected a JSON document", `${ORGANIZATIONS}/API_CreatePolicy.html`],
  ],
  "aws:organizations/policyAttachment:PolicyAttachment": [
    [
      { targetId: "dev" },
      "targetId",
      "a root, a unit or an account",
      `${ORGANIZATIONS}/API_AttachPolicy.html`,
    ],
  ],
  "aws:rolesanywhere/profile:Profile": [
    [
      { durationSeconds: 60 },
      "durationSeconds",
      "900 to 43200",
      "https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_CreateProfile.html",
    ],
  ],
};

function groupRule(rule: ValueMap): WrongInput["change"] {
  return { ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, ...rule }] };
}

function aclEntry(entry: ValueMap): WrongInput["change"] {
  return {
    ingress: [{ ruleNo: 100, action: "allow", protocol: "tcp", fromPort: 443, toPort: 443, ...entry }],
  };
}

/** Written from the documentation, apart from the rules that they test. */
export const WRONG_INPUTS: readonly WrongInput[] = Object.entries(ROWS).flatMap(([type, rows]) =>
  rows.map(([change, property, reason, source]) => ({ type, change, property, reason, source })),
);
