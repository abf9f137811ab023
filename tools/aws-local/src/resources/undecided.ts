/**
 * Inputs that came to the AWS provider after the schemas that the descriptions of replacement are from. Of each of them
 * the installed documentation decides, then CloudFormation's create-only data.
 * https://www.pulumi.com/registry/packages/aws/api-docs/
 */
export const UNDECIDED: Record<string, readonly string[]> = {
  "aws:ec2/subnet:Subnet": ["ipv4IpamPoolId", "ipv4NetmaskLength", "ipv6IpamPoolId", "ipv6NetmaskLength"],
  "aws:ec2/natGateway:NatGateway": ["availabilityMode", "availabilityZoneAddresses", "vpcId"],
  "aws:ec2/eip:Eip": ["ipamPoolId"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ["serviceRegion", "resourceConfigurationArn", "serviceNetworkArn"],
  "aws:eks/nodeGroup:NodeGroup": ["warmPoolConfig"],
  "aws:eks/addon:Addon": ["namespaceConfig"],
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": ["policy"],
  "aws:rds/instance:Instance": [
    "engineLifecycleSupport",
    "dedicatedLogVolume",
    "databaseInsightsMode",
    "upgradeStorageConfig",
  ],
  "aws:rds/cluster:Cluster": ["clusterScalabilityType"],
  "aws:rds/proxy:Proxy": ["defaultAuthScheme", "endpointNetworkType", "targetConnectionNetworkType"],
  "aws:lambda/function:Function": ["tenancyConfig", "durableConfig", "capacityProviderConfig"],
  "aws:s3/bucket:Bucket": ["bucketNamespace"],
  "aws:cloudwatch/logGroup:LogGroup": ["logGroupClass", "deletionProtectionEnabled"],
  "aws:kms/key:Key": ["xksKeyId"],
  "aws:secretsmanager/secret:Secret": ["type"],
};
