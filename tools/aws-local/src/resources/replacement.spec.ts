import type { PropertyType } from "../declarations/type-expression.ts";
import { diffProperties } from "../model/diff.ts";
import { regionChanges } from "../model/resource-type.ts";
import type { Value, ValueMap } from "../protocol/values.ts";
import { descriptors } from "./index.ts";
import { embeddedTypes } from "./embedded-types.ts";
import { UNDECIDED } from "./undecided.ts";

const types = embeddedTypes();

/**
 * What the AWS provider replaces a resource for, and some of what it updates in place, by type. Written from the
 * provider's schemas ("forces new resource" in https://www.pulumi.com/registry/packages/aws/api-docs/), apart from the
 * descriptions that it tests.
 */
const TABLE: Record<string, { replaces: string; updates: string }> = {
  "ec2/vpc:Vpc": {
    replaces: "cidrBlock ipv4IpamPoolId ipv4NetmaskLength instanceTenancy",
    updates: "enableDnsSupport enableDnsHostnames",
  },
  "ec2/subnet:Subnet": {
    replaces: "vpcId cidrBlock availabilityZone availabilityZoneId outpostArn ipv6Native",
    updates: "mapPublicIpOnLaunch",
  },
  "ec2/internetGateway:InternetGateway": { replaces: "", updates: "vpcId" },
  "ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": { replaces: "vpcId", updates: "tags" },
  "ec2/natGateway:NatGateway": {
    replaces: "allocationId connectivityType privateIp secondaryPrivateIpAddressCount subnetId",
    updates: "tags",
  },
  "ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions": {
    replaces: "",
    updates: "internetGatewayBlockMode",
  },
  "ec2/eip:Eip": {
    replaces: "address domain networkBorderGroup publicIpv4Pool",
    updates: "instance networkInterface",
  },
  "ec2/routeTable:RouteTable": { replaces: "vpcId", updates: "routes" },
  "ec2/route:Route": {
    replaces: "routeTableId destinationCidrBlock destinationIpv6CidrBlock destinationPrefixListId",
    updates: "gatewayId natGatewayId",
  },
  "ec2/routeTableAssociation:RouteTableAssociation": {
    replaces: "subnetId gatewayId",
    updates: "routeTableId",
  },
  "ec2/vpcEndpoint:VpcEndpoint": {
    replaces: "vpcId serviceName vpcEndpointType",
    updates: "subnetIds securityGroupIds policy",
  },
  "ec2/flowLog:FlowLog": {
    replaces:
      "vpcId subnetId eniId trafficType logDestination logDestinationType logFormat iamRoleArn deliverCrossAccountRole maxAggregationInterval transitGatewayId transitGatewayAttachmentId destinationOptions.fileFormat destinationOptions.hiveCompatiblePartitions destinationOptions.perHourPartition",
    updates: "tags",
  },
  "ec2/securityGroup:SecurityGroup": {
    replaces: "vpcId name namePrefix description",
    updates: "ingress revokeRulesOnDelete",
  },
  "ec2/securityGroupRule:SecurityGroupRule": {
    replaces:
      "type fromPort toPort protocol securityGroupId cidrBlocks ipv6CidrBlocks prefixListIds self sourceSecurityGroupId",
    updates: "description",
  },
  "vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    replaces: "securityGroupId",
    updates: "cidrIpv4 fromPort toPort description",
  },
  "vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
    replaces: "securityGroupId",
    updates: "cidrIpv4 fromPort toPort description",
  },
  "ec2/defaultSecurityGroup:DefaultSecurityGroup": { replaces: "vpcId", updates: "ingress egress" },
  "ec2/networkAcl:NetworkAcl": { replaces: "vpcId", updates: "subnetIds" },
  "ec2transitgateway/vpcAttachment:VpcAttachment": {
    replaces: "transitGatewayId vpcId",
    updates: "subnetIds",
  },
  "ec2/vpcPeeringConnection:VpcPeeringConnection": {
    replaces: "vpcId peerVpcId peerOwnerId peerRegion",
    updates: "autoAccept",
  },
  "ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": {
    replaces: "vpcId cidrBlock ipv4IpamPoolId ipv4NetmaskLength",
    updates: "",
  },
  "ec2/launchTemplate:LaunchTemplate": {
    replaces: "name namePrefix",
    updates: "imageId userData metadataOptions",
  },
  "eks/cluster:Cluster": {
    replaces:
      "name roleArn bootstrapSelfManagedAddons accessConfig.bootstrapClusterCreatorAdminPermissions kubernetesNetworkConfig.ipFamily kubernetesNetworkConfig.serviceIpv4Cidr outpostConfig.controlPlaneInstanceType outpostConfig.controlPlanePlacement.groupName remoteNetworkConfig.remoteNodeNetworks.cidrs remoteNetworkConfig.remotePodNetworks.cidrs computeConfig.nodeRoleArn",
    updates:
      "version vpcConfig.subnetIds vpcConfig.securityGroupIds accessConfig.authenticationMode deletionProtection",
  },
  "eks/nodeGroup:NodeGroup": {
    replaces:
      "clusterName nodeGroupName nodeGroupNamePrefix nodeRoleArn subnetIds instanceTypes amiType capacityType diskSize launchTemplate.id launchTemplate.name remoteAccess",
    updates:
      "version releaseVersion scalingConfig labels taints launchTemplate.version updateConfig nodeRepairConfig.enabled",
  },
  "eks/addon:Addon": { replaces: "clusterName addonName", updates: "addonVersion configurationValues" },
  "eks/accessEntry:AccessEntry": {
    replaces: "clusterName principalArn type",
    updates: "kubernetesGroups userName",
  },
  "eks/accessPolicyAssociation:AccessPolicyAssociation": {
    replaces: "clusterName principalArn policyArn accessScope.type accessScope.namespaces",
    updates: "",
  },
  "eks/podIdentityAssociation:PodIdentityAssociation": {
    replaces: "clusterName namespace serviceAccount",
    updates: "roleArn targetRoleArn disableSessionTags",
  },
  "eks/fargateProfile:FargateProfile": {
    replaces:
      "clusterName fargateProfileName podExecutionRoleArn selectors.namespace selectors.labels subnetIds",
    updates: "tags",
  },
  "iam/openIdConnectProvider:OpenIdConnectProvider": {
    replaces: "url",
    updates: "clientIdLists thumbprintLists",
  },
  "iam/role:Role": {
    replaces: "name namePrefix path",
    updates: "assumeRolePolicy description maxSessionDuration",
  },
  "iam/policy:Policy": { replaces: "name namePrefix path description", updates: "policy" },
  "iam/rolePolicy:RolePolicy": { replaces: "role name namePrefix", updates: "policy" },
  "iam/rolePolicyAttachment:RolePolicyAttachment": { replaces: "role policyArn", updates: "" },
  "iam/instanceProfile:InstanceProfile": { replaces: "name namePrefix path", updates: "role" },
  "rds/instance:Instance": {
    replaces:
      "engine username dbName kmsKeyId storageEncrypted snapshotIdentifier availabilityZone characterSetName ncharCharacterSetName timezone backupTarget customIamInstanceProfile restoreToPointInTime.restoreTime restoreToPointInTime.sourceDbInstanceIdentifier s3Import.bucketName s3Import.ingestionRole",
    updates: "identifier engineVersion instanceClass multiAz dbSubnetGroupName parameterGroupName port",
  },
  "rds/subnetGroup:SubnetGroup": { replaces: "name namePrefix", updates: "subnetIds description" },
  "rds/parameterGroup:ParameterGroup": {
    replaces: "name namePrefix family description",
    updates: "parameters",
  },
  "rds/optionGroup:OptionGroup": {
    replaces: "name namePrefix engineName majorEngineVersion optionGroupDescription",
    updates: "options",
  },
  "rds/cluster:Cluster": {
    replaces:
      "clusterIdentifier clusterIdentifierPrefix engine engineMode databaseName masterUsername kmsKeyId storageEncrypted availabilityZones dbSubnetGroupName dbSystemId snapshotIdentifier sourceRegion restoreToPointInTime.restoreToTime restoreToPointInTime.sourceClusterIdentifier s3Import.bucketName s3Import.ingestionRole storageType",
    updates: "engineVersion port",
  },
  "rds/clusterInstance:ClusterInstance": {
    replaces:
      "clusterIdentifier identifier identifierPrefix engine availabilityZone dbSubnetGroupName customIamInstanceProfile",
    updates: "instanceClass promotionTier",
  },
  "rds/clusterParameterGroup:ClusterParameterGroup": {
    replaces: "name namePrefix family description",
    updates: "parameters",
  },
  "rds/proxy:Proxy": { replaces: "engineFamily vpcSubnetIds", updates: "name requireTls" },
  "rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": {
    replaces: "dbProxyName",
    updates: "connectionPoolConfig",
  },
  "rds/proxyTarget:ProxyTarget": {
    replaces: "dbProxyName targetGroupName dbInstanceIdentifier dbClusterIdentifier",
    updates: "",
  },
  "rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": {
    replaces: "kmsKeyId preSignedUrl retentionPeriod sourceDbInstanceArn",
    updates: "",
  },
  "rds/eventSubscription:EventSubscription": { replaces: "name namePrefix", updates: "enabled" },
  "lambda/function:Function": {
    replaces: "name packageType",
    updates: "architectures runtime vpcConfig handler",
  },
  "lambda/alias:Alias": { replaces: "functionName name", updates: "functionVersion" },
  "lambda/permission:Permission": {
    replaces:
      "action function principal principalOrgId qualifier sourceArn sourceAccount statementId statementIdPrefix eventSourceToken functionUrlAuthType",
    updates: "",
  },
  "lambda/eventSourceMapping:EventSourceMapping": {
    replaces:
      "eventSourceArn startingPosition startingPositionTimestamp queues topics selfManagedEventSource.endpoints selfManagedKafkaEventSourceConfig.consumerGroupId amazonManagedKafkaEventSourceConfig.consumerGroupId",
    updates: "batchSize enabled",
  },
  "lambda/functionUrl:FunctionUrl": { replaces: "functionName qualifier", updates: "authorizationType" },
  "lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": {
    replaces: "functionName qualifier",
    updates: "maximumRetryAttempts",
  },
  "lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig": {
    replaces: "functionName qualifier",
    updates: "provisionedConcurrentExecutions",
  },
  "lambda/layerVersion:LayerVersion": {
    replaces:
      "layerName s3Bucket s3Key s3ObjectVersion code sourceCodeHash description licenseInfo compatibleRuntimes compatibleArchitectures skipDestroy",
    updates: "",
  },
  "lambda/codeSigningConfig:CodeSigningConfig": { replaces: "", updates: "description" },
  "autoscaling/tag:Tag": {
    replaces: "autoscalingGroupName tag.key",
    updates: "tag.value tag.propagateAtLaunch",
  },
  "sqs/queue:Queue": {
    replaces: "name namePrefix fifoQueue",
    updates: "visibilityTimeoutSeconds kmsMasterKeyId",
  },
  "sqs/queuePolicy:QueuePolicy": { replaces: "queueUrl", updates: "policy" },
  "sqs/redriveAllowPolicy:RedriveAllowPolicy": { replaces: "queueUrl", updates: "redriveAllowPolicy" },
  "sns/topic:Topic": { replaces: "name namePrefix fifoTopic", updates: "displayName" },
  "s3/bucket:Bucket": { replaces: "bucket bucketPrefix objectLockEnabled", updates: "forceDestroy" },
  "s3/bucketVersioning:BucketVersioning": {
    replaces: "bucket expectedBucketOwner",
    updates: "versioningConfiguration mfa",
  },
  "s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
    replaces: "bucket",
    updates: "blockPublicAcls blockPublicPolicy ignorePublicAcls restrictPublicBuckets",
  },
  "s3/bucketPolicy:BucketPolicy": { replaces: "bucket", updates: "policy" },
  "s3/bucketObjectv2:BucketObjectv2": { replaces: "bucket key", updates: "content contentType storageClass" },
  "signer/signingProfile:SigningProfile": {
    replaces: "name namePrefix platformId signatureValidityPeriod signingMaterial signingParameters",
    updates: "tags",
  },
  "signer/signingJob:SigningJob": {
    replaces: "profileName source destination ignoreSigningJobFailure",
    updates: "",
  },
  "cloudwatch/logGroup:LogGroup": { replaces: "name namePrefix", updates: "retentionInDays kmsKeyId" },
  "cloudwatch/metricAlarm:MetricAlarm": { replaces: "name", updates: "threshold" },
  "cloudwatch/eventRule:EventRule": {
    replaces: "name namePrefix eventBusName",
    updates: "scheduleExpression",
  },
  "cloudwatch/eventTarget:EventTarget": {
    replaces: "rule eventBusName targetId",
    updates: "arn roleArn input deadLetterConfig.arn",
  },
  "ec2/tag:Tag": { replaces: "resourceId key", updates: "value" },
  "kms/key:Key": {
    replaces: "customKeyStoreId customerMasterKeySpec keyUsage multiRegion",
    updates: "deletionWindowInDays policy enableKeyRotation",
  },
  "kms/alias:Alias": { replaces: "name namePrefix", updates: "targetKeyId" },
  "kms/replicaKey:ReplicaKey": { replaces: "primaryKeyArn", updates: "description" },
  "secretsmanager/secret:Secret": { replaces: "name namePrefix", updates: "kmsKeyId description replicas" },
  "secretsmanager/secretVersion:SecretVersion": {
    replaces: "secretId secretString secretBinary secretStringWoVersion",
    updates: "versionStages",
  },
  "secretsmanager/secretRotation:SecretRotation": { replaces: "secretId", updates: "rotationLambdaArn" },
  "secretsmanager/secretPolicy:SecretPolicy": { replaces: "secretArn", updates: "policy" },
  "ssm/parameter:Parameter": { replaces: "name", updates: "value" },
  "rolesanywhere/trustAnchor:TrustAnchor": { replaces: "", updates: "name enabled" },
  "rolesanywhere/profile:Profile": { replaces: "", updates: "durationSeconds roleArns" },
  "organizations/policy:Policy": { replaces: "type", updates: "content description" },
  "organizations/policyAttachment:PolicyAttachment": { replaces: "policyId targetId", updates: "" },
  "organizations/account:Account": {
    replaces: "name email roleName iamUserAccessToBilling",
    updates: "parentId",
  },
  "organizations/organizationalUnit:OrganizationalUnit": { replaces: "parentId", updates: "name" },
};

/** Two different values for the property at a path. */
function valuesFor(token: string, path: string): [ValueMap, ValueMap] {
  const { declaration } = types.get(token);
  const build = (type: PropertyType, rest: string[], which: number): Value => {
    if (type.kind === "list") return [build(type.element, rest, which)];
    const [key, ...deeper] = rest;
    if (type.kind === "object" && key !== undefined) {
      return { [key]: build(declaration.types[type.name]?.[key]?.type ?? { kind: "string" }, deeper, which) };
    }
    if (type.kind === "number") return which;
    if (type.kind === "boolean") return which === 1;
    if (type.kind === "object" || type.kind === "map") return { any: `${which}` };
    return `value-${which}`;
  };
  const [root = "", ...rest] = path.split(".");
  const type = declaration.inputs[root]?.type;
  if (type === undefined) throw new Error(`${token} has no input ${root}`);
  return [{ [root]: build(type, rest, 1) }, { [root]: build(type, rest, 2) }];
}

function replacedBy(token: string, before: ValueMap, after: ValueMap): boolean | undefined {
  const { descriptor, declaration } = types.get(token);
  const changes = diffProperties({
    descriptor,
    declaration,
    oldInputs: before,
    oldOutputs: before,
    newInputs: after,
  });
  return changes.size === 0 ? undefined : [...changes.values()].some(({ replaces }) => replaces);
}

const words = (text: string) => text.split(" ").filter((word) => word !== "");
const ROWS = Object.entries(TABLE).flatMap(([type, row]) =>
  (["replaces", "updates"] as const).flatMap((what) =>
    words(row[what]).map((path) => ({ what, token: `aws:${type}`, path })),
  ),
);

describe("a change of an input", () => {
  it.each(ROWS)("$what $token for $path", ({ what, token, path }) => {
    expect(replacedBy(token, ...valuesFor(token, path))).toBe(what === "replaces");
  });

  it.each(Object.entries(UNDECIDED))(
    "of inputs of %s that the table leaves undecided is of inputs that exist",
    (token, inputs) => {
      const { declaration, descriptor } = types.get(token);
      expect(inputs.filter((input) => !(input in declaration.inputs))).toEqual([]);
      expect(inputs.filter((input) => descriptors[token]?.replaceOn?.includes(input))).toEqual([]);
      expect(descriptor.undecided).toEqual(inputs);
    },
  );

  it("that the table leaves undecided is derived, and marked as such", () => {
    const of = (token: string, before: ValueMap, after: ValueMap) => {
      const { descriptor, declaration, derived } = types.get(token);
      const [change] = diffProperties({
        descriptor,
        declaration,
        derived,
        oldInputs: before,
        oldOutputs: before,
        newInputs: after,
      }).values();
      return change;
    };
    const mode = (availabilityMode: string) => ({ availabilityMode });
    expect(of("aws:ec2/natGateway:NatGateway", mode("zonal"), mode("regional"))).toEqual({
      kind: "update",
      replaces: true,
      derivedFrom: "AWS::EC2::NatGateway",
    });
    // CloudFormation says the same of these: the table decides, so nothing is marked.
    expect(of("aws:ec2/natGateway:NatGateway", { subnetId: "a" }, { subnetId: "b" })).toEqual({
      kind: "update",
      replaces: true,
    });
    // CloudFormation says that it replaces; the table knows better.
    expect(of("aws:rds/proxy:Proxy", { name: "a" }, { name: "b" })).toEqual({
      kind: "update",
      replaces: false,
    });
  });

  it.each<[string, ValueMap, ValueMap, boolean]>([
    ["aws:ec2/vpc:Vpc", { instanceTenancy: "dedicated" }, { instanceTenancy: "default" }, false],
    [
      "aws:ec2/vpc:Vpc",
      { cidrBlock: "a", ipv4NetmaskLength: 20 },
      { cidrBlock: "b", ipv4NetmaskLength: 20 },
      false,
    ],
    [
      "aws:ec2/vpcEndpoint:VpcEndpoint",
      { vpcEndpointType: "Interface", privateDnsEnabled: true },
      { vpcEndpointType: "Interface", privateDnsEnabled: false },
      false,
    ],
    [
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      { cidrIpv4: "a" },
      { referencedSecurityGroupId: "b" },
      true,
    ],
    [
      "aws:ec2/vpcEndpoint:VpcEndpoint",
      { vpcEndpointType: "Gateway", privateDnsEnabled: true },
      { vpcEndpointType: "Gateway", privateDnsEnabled: false },
      true,
    ],
    [
      "aws:ec2/subnet:Subnet",
      { ipv6CidrBlock: "a", assignIpv6AddressOnCreation: true },
      { ipv6CidrBlock: "b", assignIpv6AddressOnCreation: true },
      true,
    ],
    ["aws:ec2/subnet:Subnet", { ipv6CidrBlock: "a" }, { ipv6CidrBlock: "b" }, false],
    [
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
      { referencedSecurityGroupId: "a" },
      { prefixListId: "b" },
      true,
    ],
    [
      "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
      { cidrBlock: "a", ipv4NetmaskLength: 20 },
      { cidrBlock: "b", ipv4NetmaskLength: 20 },
      false,
    ],
    [
      "aws:eks/cluster:Cluster",
      { vpcConfig: { controlPlaneEgressMode: "CUSTOMER_ROUTED" } },
      { vpcConfig: { controlPlaneEgressMode: "AWS_MANAGED" } },
      true,
    ],
    [
      "aws:eks/cluster:Cluster",
      { vpcConfig: { controlPlaneEgressMode: "AWS_MANAGED" } },
      { vpcConfig: { controlPlaneEgressMode: "CUSTOMER_ROUTED" } },
      false,
    ],
    ["aws:eks/cluster:Cluster", { encryptionConfig: { resources: ["secrets"] } }, {}, true],
    ["aws:eks/cluster:Cluster", {}, { encryptionConfig: { resources: ["secrets"] } }, false],
    ["aws:eks/nodeGroup:NodeGroup", {}, { amiType: "BOTTLEROCKET_x86_64" }, true],
    [
      "aws:eks/nodeGroup:NodeGroup",
      { instanceTypes: ["m7g.large"] },
      { instanceTypes: ["m7g.large"], amiType: "AL2023_ARM_64_STANDARD" },
      false,
    ],
    ["aws:ssm/parameter:Parameter", { tier: "Advanced" }, { tier: "Standard" }, true],
    ["aws:ssm/parameter:Parameter", { tier: "Standard" }, { tier: "Advanced" }, false],
    [
      "aws:rds/cluster:Cluster",
      { engine: "mysql", storageType: "io1" },
      { engine: "mysql", storageType: "io2" },
      true,
    ],
    [
      "aws:rds/cluster:Cluster",
      { engine: "aurora-mysql", storageType: "" },
      { engine: "aurora-mysql", storageType: "x" },
      false,
    ],
  ])("of %s from %j to %j depends on the values", (token, before, after, replaces) => {
    expect(replacedBy(token, before, after)).toBe(replaces);
  });

  it.each(Object.keys(descriptors).filter((token) => types.get(token).regional))(
    "of the region replaces %s, given or not",
    (token) => {
      const type = types.get(token);
      const instance = {
        account: "1",
        region: "eu-central-1",
        partition: "aws",
        dnsSuffix: "x",
        defaultTags: {},
      };
      expect(regionChanges(type, instance, { region: "eu-central-1" }, { region: "eu-west-1" })).toBe(true);
      expect(regionChanges(type, instance, { region: "us-east-1" }, {})).toBe(true);
      expect(regionChanges(type, instance, { region: "eu-central-1" }, {})).toBe(false);
    },
  );

  it("is known for every type that is described", () => {
    const missing = Object.keys(descriptors).filter((token) => !(token.slice("aws:".length) in TABLE));
    expect(missing).toEqual(["aws:organizations/organization:Organization"]);
  });
});
