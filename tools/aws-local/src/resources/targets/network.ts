import { existing, held, ROLE, SECURITY_GROUP, SUBNET, type TargetRules, VPC } from "./shared.ts";

const EC2 = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference";
const ROUTE = `${EC2}/API_CreateRoute.html`;
const VPC_ENDPOINT = `${EC2}/API_CreateVpcEndpoint.html`;

export const NETWORK_TARGETS: TargetRules = {
  "aws:ec2/subnet:Subnet": { vpcId: held(VPC, `${EC2}/API_CreateSubnet.html`) },
  "aws:ec2/internetGateway:InternetGateway": { vpcId: held(VPC, `${EC2}/API_AttachInternetGateway.html`) },
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": {
    vpcId: held(VPC, `${EC2}/API_CreateEgressOnlyInternetGateway.html`),
  },
  "aws:ec2/natGateway:NatGateway": {
    subnetId: held(SUBNET, `${EC2}/API_CreateNatGateway.html`),
    allocationId: held("aws:ec2/eip:Eip", `${EC2}/API_CreateNatGateway.html`),
    "availabilityZoneAddresses.allocationIds": held("aws:ec2/eip:Eip", `${EC2}/API_CreateNatGateway.html`),
    secondaryAllocationIds: held("aws:ec2/eip:Eip", `${EC2}/API_AssociateNatGatewayAddress.html`),
    vpcId: held(VPC, `${EC2}/API_CreateNatGateway.html`),
  },
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": {
    vpcId: held(VPC, `${EC2}/API_CreateTransitGatewayVpcAttachment.html`),
    subnetIds: held(SUBNET, `${EC2}/API_CreateTransitGatewayVpcAttachment.html`),
  },
  // The peer may be of an account that is not here.
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": {
    vpcId: held(VPC, `${EC2}/API_CreateVpcPeeringConnection.html`),
  },
  "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": {
    vpcId: held(VPC, `${EC2}/API_AssociateVpcCidrBlock.html`),
  },
  "aws:ec2/flowLog:FlowLog": {
    vpcId: existing(VPC, `${EC2}/API_CreateFlowLogs.html`),
    subnetId: existing(SUBNET, `${EC2}/API_CreateFlowLogs.html`),
    iamRoleArn: existing(ROLE, `${EC2}/API_CreateFlowLogs.html`),
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    vpcId: held(VPC, VPC_ENDPOINT),
    subnetIds: held(SUBNET, VPC_ENDPOINT),
    securityGroupIds: held(SECURITY_GROUP, VPC_ENDPOINT),
    routeTableIds: existing("aws:ec2/routeTable:RouteTable", VPC_ENDPOINT),
  },
  "aws:ec2/routeTable:RouteTable": { vpcId: held(VPC, `${EC2}/API_CreateRouteTable.html`) },
  "aws:ec2/route:Route": {
    routeTableId: existing("aws:ec2/routeTable:RouteTable", ROUTE),
    gatewayId: existing("aws:ec2/internetGateway:InternetGateway", ROUTE),
    natGatewayId: existing("aws:ec2/natGateway:NatGateway", ROUTE),
    egressOnlyGatewayId: existing("aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway", ROUTE),
    vpcPeeringConnectionId: existing("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", ROUTE),
    vpcEndpointId: existing("aws:ec2/vpcEndpoint:VpcEndpoint", ROUTE),
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    routeTableId: held("aws:ec2/routeTable:RouteTable", `${EC2}/API_AssociateRouteTable.html`),
    subnetId: existing(SUBNET, `${EC2}/API_AssociateRouteTable.html`),
    gatewayId: existing("aws:ec2/internetGateway:InternetGateway", `${EC2}/API_AssociateRouteTable.html`),
  },
  "aws:ec2/networkAcl:NetworkAcl": {
    vpcId: held(VPC, `${EC2}/API_CreateNetworkAcl.html`),
    subnetIds: existing(SUBNET, `${EC2}/API_ReplaceNetworkAclAssociation.html`),
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    vpcId: held(VPC, `${EC2}/API_CreateSecurityGroup.html`),
    "ingress.securityGroups": held(SECURITY_GROUP, `${EC2}/API_UserIdGroupPair.html`),
    "egress.securityGroups": held(SECURITY_GROUP, `${EC2}/API_UserIdGroupPair.html`),
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    vpcId: existing(VPC, `${EC2}/API_DescribeSecurityGroups.html`),
  },
  "aws:ec2/securityGroupRule:SecurityGroupRule": {
    securityGroupId: existing(SECURITY_GROUP, `${EC2}/API_AuthorizeSecurityGroupIngress.html`),
    sourceSecurityGroupId: held(SECURITY_GROUP, `${EC2}/API_UserIdGroupPair.html`),
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    securityGroupId: existing(SECURITY_GROUP, `${EC2}/API_AuthorizeSecurityGroupIngress.html`),
    referencedSecurityGroupId: held(SECURITY_GROUP, `${EC2}/API_UserIdGroupPair.html`),
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
    securityGroupId: existing(SECURITY_GROUP, `${EC2}/API_AuthorizeSecurityGroupEgress.html`),
    referencedSecurityGroupId: held(SECURITY_GROUP, `${EC2}/API_UserIdGroupPair.html`),
  },
};
