import type { ValueMap } from "../../protocol/values.ts";
import type { Change, Rows } from "./shared.ts";
import {
  REGISTRY,
  NO_VPC,
  NO_SUBNET,
  NO_GROUP,
  NO_ROLE,
  IS_ABSENT,
  IS_ELSEWHERE,
  REQUIRED,
  long,
} from "./shared.ts";

const EC2 = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference";
const VPC_BLOCKS = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html";
const SUBNET_BLOCKS = "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html";
const PEERING = "https://docs.aws.amazon.com/vpc/latest/peering/create-vpc-peering-connection.html";
const TAGS = "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html";

export const EC2_WRONG: Rows = {
  "aws:ec2/tag:Tag": [
    [{ key: "aws:owner" }, "key", "no aws: before them", TAGS],
    [{ key: long(129) }, "key", "1 to 128 characters", TAGS],
    [{ value: long(257) }, "value", "256 characters", TAGS],
    [{ resourceId: undefined }, "resourceId", REQUIRED, TAGS],
  ],
  "aws:ec2/vpc:Vpc": [
    [{ cidrBlock: "10.0.0.0/8" }, "cidrBlock", "/16 to /28, got /8", VPC_BLOCKS],
    [{ cidrBlock: undefined }, "cidrBlock", "a pool of IPAM", `${EC2}/API_CreateVpc.html`],
    [{ ipv4NetmaskLength: 20 }, "ipv4NetmaskLength", "conflicts with cidrBlock", `${REGISTRY}/ec2/vpc/`],
    [
      { cidrBlock: undefined, ipv4IpamPoolId: "ipam-pool-0a", ipv4NetmaskLength: 29 },
      "ipv4NetmaskLength",
      "16",
      `${EC2}/API_CreateVpc.html`,
    ],
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
  "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions": [
    [
      { internetGatewayBlockMode: "on" },
      "internetGatewayBlockMode",
      "off, block-bidirectional, block-ingress",
      `${EC2}/API_ModifyVpcBlockPublicAccessOptions.html`,
    ],
  ],
  "aws:ec2/natGateway:NatGateway": [
    [
      { availabilityMode: "global" },
      "availabilityMode",
      "zonal, regional",
      `${EC2}/API_CreateNatGateway.html`,
    ],
    [{ subnetId: undefined }, "subnetId", "needs a subnet", `${EC2}/API_CreateNatGateway.html`],
    [
      { availabilityMode: "regional", vpcId: "<vpc>", allocationId: undefined },
      "subnetId",
      "is in a VPC",
      `${EC2}/API_CreateNatGateway.html`,
    ],
    [
      { availabilityMode: "regional", vpcId: "<vpc>", subnetId: undefined },
      "allocationId",
      "has its addresses by zone",
      `${EC2}/API_CreateNatGateway.html`,
    ],
    [
      { availabilityMode: "regional", subnetId: undefined, allocationId: undefined },
      "vpcId",
      "needs its VPC",
      `${EC2}/API_CreateNatGateway.html`,
    ],
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
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": [
    [{ peerVpcId: NO_VPC }, "peerVpcId", IS_ABSENT, `${EC2}/API_CreateVpcPeeringConnection.html`],
    [
      { peerVpcId: "<vpcOfOtherRegion>" },
      "peerVpcId",
      IS_ABSENT,
      `${EC2}/API_CreateVpcPeeringConnection.html`,
    ],
    [
      { peerVpcId: "<vpcOfOtherAccount>" },
      "peerVpcId",
      "give peerOwnerId or peerRegion",
      `${EC2}/API_CreateVpcPeeringConnection.html`,
    ],
    [{ peerVpcId: "<overlappingVpc>" }, "peerVpcId", "10.0.128.0/17 overlaps with 10.0.0.0/16", PEERING],
    [
      { peerRegion: "eu-west-1", peerVpcId: NO_VPC, autoAccept: true },
      "autoAccept",
      "peerRegion is given",
      `${REGISTRY}/ec2/vpcpeeringconnection/`,
    ],
    [
      { peerOwnerId: "000000000009", peerVpcId: NO_VPC, autoAccept: true },
      "autoAccept",
      "the peer belongs to account 000000000009",
      `${REGISTRY}/ec2/vpcpeeringconnection/`,
    ],
  ],
  "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": [
    [{ cidrBlock: "10.2.0.0/29" }, "cidrBlock", "/16 to /28", `${EC2}/API_AssociateVpcCidrBlock.html`],
    [{ cidrBlock: "10.0.128.0/17" }, "cidrBlock", "overlaps with the VPC's 10.0.0.0/16", VPC_BLOCKS],
    [
      { cidrBlock: "172.16.0.0/16" },
      "cidrBlock",
      "nothing of 172.16.0.0/12 to a VPC of 10.0.0.0/16",
      VPC_BLOCKS,
    ],
    [{ ipv4NetmaskLength: 20 }, "ipv4NetmaskLength", "conflicts with cidrBlock", VPC_BLOCKS],
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
    [{ natGatewayId: "nat-010ca1fffffffffff" }, "natGatewayId", IS_ABSENT, `${EC2}/API_CreateRoute.html`],
    [{ routeTableId: "rtb-010ca1fffffffffff" }, "routeTableId", IS_ABSENT, `${EC2}/API_CreateRoute.html`],
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
};

function groupRule(rule: ValueMap): Change {
  return { ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, ...rule }] };
}

function aclEntry(entry: ValueMap): Change {
  return {
    ingress: [{ ruleNo: 100, action: "allow", protocol: "tcp", fromPort: 443, toPort: 443, ...entry }],
  };
}
