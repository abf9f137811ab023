"""Which calls of AWS's APIs a Pulumi type's inputs become: operations and renamed properties, by type.

A property that is not named here goes to the first call, under the parameter of the same name but for case. One that no
call has is reported as not mapped. Facts: https://docs.aws.amazon.com/ (the API reference of each service).
"""


class NotMapped(Exception):
    """The mapping has nothing for this value."""


class Call:
    """One call: `fields` gives the parameter of a property, or a function from (value, inputs) to parameters.

    `fixed` are parameters from other properties, by name; `defaults` what the provider says where the program does not.
    """

    def __init__(self, service, operation, fields=None, fixed=None, defaults=None):
        self.service, self.operation = service, operation
        self.fields, self.fixed, self.defaults = fields or {}, fixed or {}, defaults or {}


class Mapping:
    def __init__(self, *calls, not_sent=None, tags="list", text_booleans=False):
        self.calls = calls
        # Properties that are no parameter of any call, with the reason.
        self.not_sent = not_sent or {}
        # How the first call takes tags: "list" (Key and Value), "kms", "map", "none", or the resource type of EC2.
        self.tags = tags
        # Terraform has truth values that may be absent as texts.
        self.text_booleans = text_booleans


def capitalised(key):
    return key[0].upper() + key[1:]


def tag_list(tags):
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def into(parameter, make):
    return lambda value, inputs: {parameter: make(value)}


def permission(value, inputs):
    """The one rule of a security group rule resource, as an IpPermission."""
    described = {"Description": inputs["description"]} if "description" in inputs else {}
    one = {"IpProtocol": inputs.get("ipProtocol", inputs.get("protocol"))}
    for key, parameter in (("fromPort", "FromPort"), ("toPort", "ToPort")):
        if key in inputs:
            one[parameter] = inputs[key]
    cidrs = inputs.get("cidrBlocks", []) + ([inputs["cidrIpv4"]] if "cidrIpv4" in inputs else [])
    if cidrs:
        one["IpRanges"] = [{"CidrIp": cidr, **described} for cidr in cidrs]
    if "cidrIpv6" in inputs:
        one["Ipv6Ranges"] = [{"CidrIpv6": inputs["cidrIpv6"], **described}]
    group = inputs.get("sourceSecurityGroupId", inputs.get("referencedSecurityGroupId"))
    if inputs.get("self") is True:
        group = inputs["securityGroupId"]
    if group is not None:
        one["UserIdGroupPairs"] = [{"GroupId": group, **described}]
    if "prefixListId" in inputs:
        one["PrefixListIds"] = [{"PrefixListId": inputs["prefixListId"], **described}]
    return {"IpPermissions": [one]}


PART_OF_RULE = {
    key: permission
    for key in (
        "protocol ipProtocol fromPort toPort cidrBlocks cidrIpv4 cidrIpv6 sourceSecurityGroupId "
        "referencedSecurityGroupId self prefixListId description"
    ).split()
}


def rule(operation, **more):
    return Mapping(
        Call("ec2", operation, {"securityGroupId": "GroupId", **PART_OF_RULE}), tags="security-group-rule", **more
    )


def security_group_rule(inputs):
    kinds = {"ingress": "AuthorizeSecurityGroupIngress", "egress": "AuthorizeSecurityGroupEgress"}
    if inputs.get("type") not in kinds:
        raise NotMapped("type: neither ingress nor egress")
    mapping = rule(kinds[inputs["type"]], not_sent={"type": "chooses the operation"})
    mapping.tags = "none"
    return mapping


def only_empty(value, inputs):
    if value:
        raise NotMapped("only the empty list is mapped")
    return {}


def attribute(operation, owner, *properties):
    """EC2 changes each attribute in a call of its own."""
    return [
        Call(
            "ec2",
            operation,
            {key: (lambda name: lambda value, inputs: {name: {"Value": value}})(capitalised(key))},
            {owner: "id"},
        )
        for key in properties
    ]


def attributes_of_queue(parameter):
    return lambda value, inputs: {"Attributes": {parameter: str(value).lower() if isinstance(value, bool) else str(value)}}


QUEUE_ATTRIBUTES = {
    "messageRetentionSeconds": "MessageRetentionPeriod",
    "visibilityTimeoutSeconds": "VisibilityTimeout",
    "maxMessageSize": "MaximumMessageSize",
    "delaySeconds": "DelaySeconds",
    "receiveWaitTimeSeconds": "ReceiveMessageWaitTimeSeconds",
    "kmsMasterKeyId": "KmsMasterKeyId",
    "kmsDataKeyReusePeriodSeconds": "KmsDataKeyReusePeriodSeconds",
    "sqsManagedSseEnabled": "SqsManagedSseEnabled",
    "policy": "Policy",
    "redrivePolicy": "RedrivePolicy",
    "fifoQueue": "FifoQueue",
    "contentBasedDeduplication": "ContentBasedDeduplication",
}

LAUNCH_TEMPLATE_DATA = (
    "blockDeviceMappings metadataOptions monitoring tagSpecifications imageId instanceType userData ebsOptimized "
    "networkInterfaces vpcSecurityGroupIds"
).split()


def with_tag_lists(specifications):
    return [
        {**one, "tags": tag_list(one.get("tags", {}))}
        for one in specifications
    ]


def launch_template_data(key):
    parameter = {"vpcSecurityGroupIds": "SecurityGroupIds"}.get(key, key)
    convert = with_tag_lists if key == "tagSpecifications" else lambda value: value
    return lambda value, inputs: {"LaunchTemplateData": {parameter: convert(value)}}


def group_tag(value, inputs):
    """A tag of an auto-scaling group names the group itself."""
    group = {"ResourceId": inputs["autoscalingGroupName"], "ResourceType": "auto-scaling-group"}
    fields = {capitalised(key): field for key, field in value.items()}
    return {"Tags": [{**group, **fields}]}


def tag_set(tags, inputs):
    """S3 takes the tags of a bucket and of an object in a call of their own."""
    return {"Tagging": {"TagSet": tag_list(tags)}}


def with_bucket_name(place):
    """Signer has another name for a bucket than S3."""
    return {"s3": {{"bucket": "bucketName"}.get(key, key): value for key, value in place["s3"].items()}}


PUBLIC_ACCESS_BLOCK = "blockPublicAcls blockPublicPolicy ignorePublicAcls restrictPublicBuckets".split()


def public_access_block(key):
    return lambda value, inputs: {"PublicAccessBlockConfiguration": {capitalised(key): value}}


ADDON = {"clusterName": "clusterName", "addonName": "addonName"}

TYPES = {
    "aws:kms/key:Key": Mapping(
        Call("kms", "CreateKey", {"customerMasterKeySpec": "KeySpec"}),
        Call("kms", "ScheduleKeyDeletion", {"deletionWindowInDays": "PendingWindowInDays"}, {"KeyId": "id"}),
        Call("kms", "EnableKeyRotation", {"rotationPeriodInDays": "RotationPeriodInDays"}, {"KeyId": "id"}),
        not_sent={"enableKeyRotation": "whether EnableKeyRotation is called, which takes the key and the period"},
        tags="kms",
    ),
    "aws:kms/replicaKey:ReplicaKey": Mapping(
        # The region of the replica is that of the provider.
        Call(
            "kms",
            "ReplicateKey",
            {
                "primaryKeyArn": lambda value, inputs: {
                    "KeyId": value.split("/")[-1],
                    "ReplicaRegion": value.split(":")[3],
                }
            },
        ),
        Call("kms", "ScheduleKeyDeletion", {"deletionWindowInDays": "PendingWindowInDays"}, {"KeyId": "id"}),
        not_sent={"enabled": "whether EnableKey or DisableKey is called, which take the key alone"},
        tags="kms",
    ),
    "aws:kms/alias:Alias": Mapping(Call("kms", "CreateAlias", {"name": "AliasName"}), tags="none"),
    "aws:secretsmanager/secret:Secret": Mapping(
        # A generated name is the prefix and 26 digits.
        Call(
            "secretsmanager",
            "CreateSecret",
            {
                "namePrefix": into("Name", lambda prefix: prefix + "0" * 26),
                "replicas": into(
                    "AddReplicaRegions",
                    lambda all: [{"Region": one["region"], "KmsKeyId": one["kmsKeyId"]} for one in all],
                ),
            },
        ),
        Call("secretsmanager", "PutResourcePolicy", {"policy": "ResourcePolicy"}, {"SecretId": "id"}),
        not_sent={"recoveryWindowInDays": "of DeleteSecret, where 0 stands for ForceDeleteWithoutRecovery"},
    ),
    "aws:secretsmanager/secretPolicy:SecretPolicy": Mapping(
        Call(
            "secretsmanager",
            "PutResourcePolicy",
            {"secretArn": "SecretId", "policy": "ResourcePolicy", "blockPublicPolicy": "BlockPublicPolicy"},
        ),
        tags="none",
    ),
    "aws:secretsmanager/secretRotation:SecretRotation": Mapping(
        Call("secretsmanager", "RotateSecret", {"rotationLambdaArn": "RotationLambdaARN"}), tags="none"
    ),
    "aws:ssm/parameter:Parameter": Mapping(Call("ssm", "PutParameter")),
    "aws:s3/bucket:Bucket": Mapping(
        Call("s3", "CreateBucket"),
        Call("s3", "PutBucketTagging", {"tagsAll": tag_set}, {"Bucket": "id"}),
        not_sent={"forceDestroy": "how the provider deletes"},
        tags="none",
    ),
    "aws:s3/bucketVersioning:BucketVersioning": Mapping(Call("s3", "PutBucketVersioning"), tags="none"),
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": Mapping(
        Call("s3", "PutPublicAccessBlock", {key: public_access_block(key) for key in PUBLIC_ACCESS_BLOCK}), tags="none"
    ),
    "aws:s3/bucketPolicy:BucketPolicy": Mapping(Call("s3", "PutBucketPolicy"), tags="none"),
    "aws:s3/bucketObjectv2:BucketObjectv2": Mapping(
        # What is in the file is not AWS's to check.
        Call("s3", "PutObject", {"source": into("Body", lambda file: b"file")}),
        Call("s3", "PutObjectTagging", {"tagsAll": tag_set}, {"Bucket": "bucket", "Key": "key"}),
        not_sent={"forceDestroy": "how the provider deletes"},
        tags="none",
    ),
    "aws:signer/signingProfile:SigningProfile": Mapping(
        # A generated name is the prefix and 26 digits.
        Call(
            "signer",
            "PutSigningProfile",
            {"name": "profileName", "namePrefix": into("profileName", lambda prefix: prefix + "0" * 26)},
        ),
        tags="map",
    ),
    "aws:signer/signingJob:SigningJob": Mapping(
        Call(
            "signer",
            "StartSigningJob",
            {key: into(key, with_bucket_name) for key in ("source", "destination")},
            defaults={"clientRequestToken": "token"},
        ),
        not_sent={"ignoreSigningJobFailure": "what the provider does after the job"},
        tags="none",
    ),
    "aws:ec2/eip:Eip": Mapping(Call("ec2", "AllocateAddress"), tags="elastic-ip"),
    "aws:ec2/vpc:Vpc": Mapping(
        Call("ec2", "CreateVpc", {"assignGeneratedIpv6CidrBlock": "AmazonProvidedIpv6CidrBlock"}),
        *attribute("ModifyVpcAttribute", "VpcId", "enableDnsHostnames", "enableDnsSupport"),
        tags="vpc",
    ),
    "aws:ec2/subnet:Subnet": Mapping(
        Call("ec2", "CreateSubnet"),
        *attribute("ModifySubnetAttribute", "SubnetId", "mapPublicIpOnLaunch", "assignIpv6AddressOnCreation"),
        tags="subnet",
    ),
    "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": Mapping(
        Call("ec2", "AssociateVpcCidrBlock"), tags="none"
    ),
    "aws:ec2/internetGateway:InternetGateway": Mapping(
        Call("ec2", "CreateInternetGateway"),
        Call("ec2", "AttachInternetGateway", {"vpcId": "VpcId"}, {"InternetGatewayId": "id"}),
        tags="internet-gateway",
    ),
    "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": Mapping(
        Call("ec2", "CreateEgressOnlyInternetGateway"), tags="egress-only-internet-gateway"
    ),
    "aws:ec2/routeTable:RouteTable": Mapping(Call("ec2", "CreateRouteTable"), tags="route-table"),
    "aws:ec2/routeTableAssociation:RouteTableAssociation": Mapping(Call("ec2", "AssociateRouteTable"), tags="none"),
    "aws:ec2/route:Route": Mapping(
        Call("ec2", "CreateRoute", {"egressOnlyGatewayId": "EgressOnlyInternetGatewayId"}), tags="none"
    ),
    "aws:ec2/natGateway:NatGateway": Mapping(Call("ec2", "CreateNatGateway"), tags="natgateway"),
    "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions": Mapping(
        Call("ec2", "ModifyVpcBlockPublicAccessOptions", {"internetGatewayBlockMode": "InternetGatewayBlockMode"}),
        tags="none",
    ),
    "aws:ec2/vpcEndpoint:VpcEndpoint": Mapping(
        Call("ec2", "CreateVpcEndpoint", {"policy": "PolicyDocument"}), tags="vpc-endpoint"
    ),
    "aws:ec2/flowLog:FlowLog": Mapping(
        Call(
            "ec2",
            "CreateFlowLogs",
            {
                "iamRoleArn": "DeliverLogsPermissionArn",
                "vpcId": lambda value, inputs: {"ResourceIds": [value], "ResourceType": "VPC"},
                "subnetId": lambda value, inputs: {"ResourceIds": [value], "ResourceType": "Subnet"},
            },
        ),
        tags="vpc-flow-log",
    ),
    "aws:ec2/securityGroup:SecurityGroup": Mapping(
        Call(
            "ec2",
            "CreateSecurityGroup",
            {"name": "GroupName", "ingress": only_empty, "egress": only_empty},
            # https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/#description_nodejs
            defaults={"Description": "Managed by Pulumi"},
        ),
        not_sent={"revokeRulesOnDelete": "how the provider deletes"},
        tags="security-group",
    ),
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": Mapping(
        Call(
            "ec2",
            "CreateTags",
            {
                "vpcId": lambda value, inputs: {},
                "ingress": only_empty,
                "egress": only_empty,
                "tagsAll": into("Tags", lambda tags: [{"Key": key, "Value": tags[key]} for key in tags]),
            },
            {"Resources": "ids"},
        ),
        tags="none",
    ),
    "aws:ec2/securityGroupRule:SecurityGroupRule": security_group_rule,
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": rule("AuthorizeSecurityGroupIngress"),
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": rule("AuthorizeSecurityGroupEgress"),
    "aws:ec2/launchTemplate:LaunchTemplate": Mapping(
        Call(
            "ec2",
            "CreateLaunchTemplate",
            {
                "name": "LaunchTemplateName",
                "description": "VersionDescription",
                **{key: launch_template_data(key) for key in LAUNCH_TEMPLATE_DATA},
            },
        ),
        not_sent={"updateDefaultVersion": "whether ModifyLaunchTemplate is called for the new version"},
        tags="launch-template",
        text_booleans=True,
    ),
    "aws:iam/role:Role": Mapping(
        Call("iam", "CreateRole", {"name": "RoleName", "assumeRolePolicy": "AssumeRolePolicyDocument"}),
        not_sent={"forceDetachPolicies": "how the provider deletes"},
    ),
    "aws:iam/rolePolicy:RolePolicy": Mapping(
        Call("iam", "PutRolePolicy", {"name": "PolicyName", "role": "RoleName", "policy": "PolicyDocument"}),
        tags="none",
    ),
    "aws:iam/policy:Policy": Mapping(
        Call("iam", "CreatePolicy", {"name": "PolicyName", "policy": "PolicyDocument"})
    ),
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": Mapping(
        Call("iam", "AttachRolePolicy", {"role": "RoleName"}), tags="none"
    ),
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": Mapping(
        Call("iam", "CreateOpenIDConnectProvider", {"clientIdLists": "ClientIDList", "thumbprintLists": "ThumbprintList"})
    ),
    "aws:cloudwatch/logGroup:LogGroup": Mapping(
        Call("logs", "CreateLogGroup", {"name": "logGroupName"}),
        Call("logs", "PutRetentionPolicy", {"retentionInDays": "retentionInDays"}, {"logGroupName": "name"}),
        not_sent={"skipDestroy": "how the provider deletes"},
        tags="map",
    ),
    "aws:cloudwatch/metricAlarm:MetricAlarm": Mapping(
        Call(
            "cloudwatch",
            "PutMetricAlarm",
            {
                "name": "AlarmName",
                "dimensions": into(
                    "Dimensions", lambda all: [{"Name": name, "Value": all[name]} for name in all]
                ),
            },
        )
    ),
    "aws:cloudwatch/eventRule:EventRule": Mapping(
        Call("events", "PutRule"), not_sent={"forceDestroy": "how the provider deletes"}
    ),
    "aws:cloudwatch/eventTarget:EventTarget": Mapping(
        Call(
            "events",
            "PutTargets",
            {
                "targetId": lambda value, inputs: {"Targets": [{"Id": value, "Arn": inputs["arn"]}]},
                "arn": lambda value, inputs: {},
            },
        ),
        not_sent={"forceDestroy": "how the provider deletes"},
        tags="none",
    ),
    "aws:ec2/tag:Tag": Mapping(
        Call(
            "ec2",
            "CreateTags",
            {
                "resourceId": into("Resources", lambda one: [one]),
                "key": lambda value, inputs: {"Tags": [{"Key": value, "Value": inputs["value"]}]},
                "value": lambda value, inputs: {},
            },
        ),
        tags="none",
    ),
    "aws:eks/cluster:Cluster": Mapping(
        Call(
            "eks",
            "CreateCluster",
            {
                "vpcConfig": "resourcesVpcConfig",
                "enabledClusterLogTypes": into(
                    "logging", lambda types: {"clusterLogging": [{"types": types, "enabled": True}]}
                ),
                "encryptionConfig": into("encryptionConfig", lambda one: [one]),
            },
        ),
        tags="map",
    ),
    "aws:eks/accessEntry:AccessEntry": Mapping(
        Call("eks", "CreateAccessEntry", {"userName": "username"}), tags="map"
    ),
    "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": Mapping(
        Call("eks", "AssociateAccessPolicy"), tags="none"
    ),
    "aws:eks/addon:Addon": Mapping(
        Call("eks", "CreateAddon", {"resolveConflictsOnCreate": "resolveConflicts"}),
        Call("eks", "UpdateAddon", {"resolveConflictsOnUpdate": "resolveConflicts"}, ADDON),
        Call("eks", "DeleteAddon", {"preserve": "preserve"}, ADDON),
        tags="map",
    ),
    "aws:eks/nodeGroup:NodeGroup": Mapping(
        Call("eks", "CreateNodegroup", {"nodeRoleArn": "nodeRole", "subnetIds": "subnets"}), tags="map"
    ),
    "aws:autoscaling/tag:Tag": Mapping(
        Call("autoscaling", "CreateOrUpdateTags", {"tag": group_tag}),
        not_sent={"autoscalingGroupName": "the resource of the tag"},
        tags="none",
    ),
    "aws:eks/podIdentityAssociation:PodIdentityAssociation": Mapping(
        Call("eks", "CreatePodIdentityAssociation"), tags="map"
    ),
    "aws:rds/subnetGroup:SubnetGroup": Mapping(
        Call(
            "rds",
            "CreateDBSubnetGroup",
            {"name": "DBSubnetGroupName", "description": "DBSubnetGroupDescription"},
        )
    ),
    "aws:rds/parameterGroup:ParameterGroup": Mapping(
        Call("rds", "CreateDBParameterGroup", {"name": "DBParameterGroupName", "family": "DBParameterGroupFamily"}),
        Call(
            "rds",
            "ModifyDBParameterGroup",
            {
                "parameters": into(
                    "Parameters",
                    lambda all: [
                        {
                            "ParameterName": one["name"],
                            "ParameterValue": one["value"],
                            "ApplyMethod": one.get("applyMethod", "immediate"),
                        }
                        for one in all
                    ],
                )
            },
            {"DBParameterGroupName": "name"},
        ),
    ),
    "aws:rds/instance:Instance": Mapping(
        Call(
            "rds",
            "CreateDBInstance",
            {
                "identifier": "DBInstanceIdentifier",
                "instanceClass": "DBInstanceClass",
                "username": "MasterUsername",
                "password": "MasterUserPassword",
                "parameterGroupName": "DBParameterGroupName",
                "backupWindow": "PreferredBackupWindow",
                "maintenanceWindow": "PreferredMaintenanceWindow",
                "iamDatabaseAuthenticationEnabled": "EnableIAMDatabaseAuthentication",
                "performanceInsightsEnabled": "EnablePerformanceInsights",
                "enabledCloudwatchLogsExports": "EnableCloudwatchLogsExports",
                "caCertIdentifier": "CACertificateIdentifier",
            },
        ),
        Call(
            "rds",
            "ModifyDBInstance",
            {"allowMajorVersionUpgrade": "AllowMajorVersionUpgrade", "applyImmediately": "ApplyImmediately"},
            {"DBInstanceIdentifier": "identifier"},
        ),
        Call(
            "rds",
            "DeleteDBInstance",
            {
                "skipFinalSnapshot": "SkipFinalSnapshot",
                "deleteAutomatedBackups": "DeleteAutomatedBackups",
                "finalSnapshotIdentifier": "FinalDBSnapshotIdentifier",
            },
            {"DBInstanceIdentifier": "identifier"},
        ),
    ),
    "aws:rds/proxy:Proxy": Mapping(
        Call("rds", "CreateDBProxy", {"name": "DBProxyName", "auths": "Auth"}),
    ),
    "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": Mapping(
        Call("rds", "ModifyDBProxyTargetGroup", defaults={"TargetGroupName": "default"}), tags="none"
    ),
    "aws:rds/proxyTarget:ProxyTarget": Mapping(
        Call(
            "rds",
            "RegisterDBProxyTargets",
            {"dbInstanceIdentifier": into("DBInstanceIdentifiers", lambda one: [one])},
        ),
        tags="none",
    ),
    "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": Mapping(
        Call("rds", "StartDBInstanceAutomatedBackupsReplication", {"retentionPeriod": "BackupRetentionPeriod"}),
        tags="none",
    ),
    "aws:rds/eventSubscription:EventSubscription": Mapping(
        Call("rds", "CreateEventSubscription", {"name": "SubscriptionName", "snsTopic": "SnsTopicArn"})
    ),
    "aws:sqs/queue:Queue": Mapping(
        Call(
            "sqs",
            "CreateQueue",
            {"name": "QueueName", **{key: attributes_of_queue(to) for key, to in QUEUE_ATTRIBUTES.items()}},
        ),
        tags="map",
    ),
    "aws:sqs/queuePolicy:QueuePolicy": Mapping(
        Call("sqs", "SetQueueAttributes", {"policy": attributes_of_queue("Policy")}), tags="none"
    ),
    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": Mapping(
        Call("sqs", "SetQueueAttributes", {"redriveAllowPolicy": attributes_of_queue("RedriveAllowPolicy")}), tags="none"
    ),
    "aws:lambda/function:Function": Mapping(
        Call(
            "lambda",
            "CreateFunction",
            # The archive is made by the engine; what it holds is not AWS's to check.
            {
                "name": "FunctionName",
                "code": into("Code", lambda archive: {"ZipFile": b"zip"}),
                "s3Bucket": into("Code", lambda bucket: {"S3Bucket": bucket}),
                "s3Key": into("Code", lambda key: {"S3Key": key}),
            },
        ),
        Call(
            "lambda",
            "PutFunctionConcurrency",
            {"reservedConcurrentExecutions": "ReservedConcurrentExecutions"},
            {"FunctionName": "name"},
        ),
        not_sent={
            "skipDestroy": "how the provider deletes",
            "sourceCodeHash": "what the provider compares to know whether the code has changed",
        },
        tags="map",
    ),
    "aws:lambda/codeSigningConfig:CodeSigningConfig": Mapping(
        Call("lambda", "CreateCodeSigningConfig", {"policies": "CodeSigningPolicies"}), tags="map"
    ),
    "aws:lambda/alias:Alias": Mapping(Call("lambda", "CreateAlias"), tags="none"),
    "aws:lambda/eventSourceMapping:EventSourceMapping": Mapping(Call("lambda", "CreateEventSourceMapping"), tags="map"),
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": Mapping(
        Call("lambda", "PutFunctionEventInvokeConfig"), tags="none"
    ),
    "aws:lambda/functionUrl:FunctionUrl": Mapping(
        Call("lambda", "CreateFunctionUrlConfig", {"authorizationType": "AuthType"}), tags="none"
    ),
}
