import type { Limit } from "../../model/limits.ts";
import { atMost, block, name } from "./shared.ts";

const EC2 = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference";
const TAGS = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html";
const SECURITY_GROUP = `${EC2}/API_CreateSecurityGroup.html`;
const LAUNCH_TEMPLATE = `${EC2}/API_CreateLaunchTemplate.html`;
const BLOCK_DEVICE = `${EC2}/API_LaunchTemplateEbsBlockDeviceRequest.html`;
const ACL_ENTRY = `${EC2}/API_CreateNetworkAclEntry.html`;
const VPC_ENDPOINT = `${EC2}/API_CreateVpcEndpoint.html`;
const METADATA_OPTIONS = `${EC2}/API_LaunchTemplateInstanceMetadataOptionsRequest.html`;

export const EC2_LIMITS: Record<string, readonly Limit[]> = {
  "aws:ec2/tag:Tag": [
    name("key", /^(?!aws:).{1,128}$/u, "1 to 128 characters, and no aws: before them", TAGS),
    atMost("value", 256, TAGS),
  ],
  "aws:ec2/vpc:Vpc": [
    { path: "instanceTenancy", oneOf: ["default", "dedicated"], source: `${EC2}/API_CreateVpc.html` },
    { path: "ipv4NetmaskLength", range: [16, 28], source: `${EC2}/API_CreateVpc.html` },
  ],
  "aws:ec2/subnet:Subnet": [
    {
      path: "privateDnsHostnameTypeOnLaunch",
      oneOf: ["ip-name", "resource-name"],
      source: `${EC2}/API_ModifySubnetAttribute.html`,
    },
  ],
  "aws:ec2/natGateway:NatGateway": [
    { path: "connectivityType", oneOf: ["public", "private"], source: `${EC2}/API_CreateNatGateway.html` },
    { path: "availabilityMode", oneOf: ["zonal", "regional"], source: `${EC2}/API_CreateNatGateway.html` },
    {
      path: "secondaryPrivateIpAddressCount",
      range: [1, 31],
      source: `${EC2}/API_CreateNatGateway.html`,
    },
  ],
  "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions": [
    {
      path: "internetGatewayBlockMode",
      oneOf: ["off", "block-bidirectional", "block-ingress"],
      source: `${EC2}/API_ModifyVpcBlockPublicAccessOptions.html`,
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
    {
      path: "vpcEndpointType",
      oneOf: ["Gateway", "GatewayLoadBalancer", "Interface", "Resource", "ServiceNetwork"],
      source: VPC_ENDPOINT,
    },
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
  "aws:ec2/securityGroupRule:SecurityGroupRule": [
    { path: "fromPort", range: [-1, 65535], source: `${EC2}/API_IpPermission.html` },
    { path: "toPort", range: [-1, 65535], source: `${EC2}/API_IpPermission.html` },
    {
      path: "type",
      oneOf: ["ingress", "egress"],
      source: "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygrouprule/",
    },
    block("cidrBlocks", `${EC2}/API_IpRange.html`),
  ],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [
    { path: "fromPort", range: [-1, 65535], source: `${EC2}/API_IpPermission.html` },
    { path: "toPort", range: [-1, 65535], source: `${EC2}/API_IpPermission.html` },
    block("cidrIpv4", `${EC2}/API_IpRange.html`),
  ],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": [
    { path: "fromPort", range: [-1, 65535], source: `${EC2}/API_IpPermission.html` },
    { path: "toPort", range: [-1, 65535], source: `${EC2}/API_IpPermission.html` },
    block("cidrIpv4", `${EC2}/API_IpRange.html`),
  ],
  "aws:ec2/launchTemplate:LaunchTemplate": [
    { path: "metadataOptions.httpPutResponseHopLimit", range: [1, 64], source: METADATA_OPTIONS },
    { path: "metadataOptions.httpTokens", oneOf: ["optional", "required"], source: METADATA_OPTIONS },
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
  "aws:ec2/eip:Eip": [
    { path: "domain", oneOf: ["vpc", "standard"], source: `${EC2}/API_AllocateAddress.html` },
  ],
  "aws:ec2/flowLog:FlowLog": [
    { path: "trafficType", oneOf: ["ACCEPT", "REJECT", "ALL"], source: `${EC2}/API_CreateFlowLogs.html` },
    {
      path: "logDestinationType",
      oneOf: ["cloud-watch-logs", "s3", "kinesis-data-firehose"],
      source: `${EC2}/API_CreateFlowLogs.html`,
    },
    { path: "maxAggregationInterval", oneOf: [60, 600], source: `${EC2}/API_CreateFlowLogs.html` },
  ],
};
