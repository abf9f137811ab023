const RDS = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_RDS.html";

/**
 * CloudFormation's namespaces for modules of @pulumi/aws that are named otherwise. Sources: the list of namespaces,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html, and the
 * modules, https://www.pulumi.com/registry/packages/aws/api-docs/.
 */
export const NAMESPACES: Record<string, readonly string[]> = {
  acm: ["CertificateManager"],
  alb: ["ElasticLoadBalancingV2"],
  amp: ["APS"],
  bcmdata: ["BCMDataExports"],
  cfg: ["Config"],
  cloudhsmv2: ["CloudHSM"],
  cloudwatch: ["CloudWatch", "Logs", "Events"],
  costexplorer: ["CE"],
  ebs: ["EC2"],
  ec2clientvpn: ["EC2"],
  ec2transitgateway: ["EC2"],
  ecrpublic: ["ECR"],
  elb: ["ElasticLoadBalancing"],
  inspector2: ["InspectorV2"],
  keyspaces: ["Cassandra"],
  lb: ["ElasticLoadBalancingV2"],
  macie2: ["Macie"],
  mq: ["AmazonMQ"],
  mskconnect: ["KafkaConnect"],
  opensearch: ["OpenSearchService", "OpenSearchServerless"],
  opensearchingest: ["OSIS"],
  resourceexplorer: ["ResourceExplorer2"],
  schemas: ["EventSchemas"],
  sesv2: ["SES"],
  sfn: ["StepFunctions"],
  ssoadmin: ["SSO"],
  timestreaminfluxdb: ["Timestream"],
  timestreamquery: ["Timestream"],
  timestreamwrite: ["Timestream"],
  verifiedaccess: ["EC2"],
  vpc: ["EC2"],
};

/** The beginnings that CloudFormation gives to the names of a namespace's types, and @pulumi/aws does not. */
export const PREFIXES: Record<string, readonly string[]> = {
  cfg: ["Config"],
  cloudwatch: ["Event"],
  docdb: ["DB"],
  ec2clientvpn: ["ClientVpn"],
  ec2transitgateway: ["TransitGateway"],
  neptune: ["DB"],
  rds: ["DB"],
  route53: ["Resolver"],
  verifiedaccess: ["VerifiedAccess"],
};

/** Types whose counterpart has another name; null where the type of the same name is something else. */
export const TYPES: Record<string, { cloudFormation: string | null; source: string }> = {
  "aws:appautoscaling/policy:Policy": {
    cloudFormation: "AWS::ApplicationAutoScaling::ScalingPolicy",
    source: "https://www.pulumi.com/registry/packages/aws/api-docs/appautoscaling/policy/",
  },
  "aws:appautoscaling/target:Target": {
    cloudFormation: "AWS::ApplicationAutoScaling::ScalableTarget",
    source: "https://www.pulumi.com/registry/packages/aws/api-docs/appautoscaling/target/",
  },
  "aws:autoscaling/group:Group": {
    cloudFormation: "AWS::AutoScaling::AutoScalingGroup",
    source: "https://www.pulumi.com/registry/packages/aws/api-docs/autoscaling/group/",
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    cloudFormation: "AWS::CloudWatch::Alarm",
    source: "https://www.pulumi.com/registry/packages/aws/api-docs/cloudwatch/metricalarm/",
  },
  "aws:ec2/eip:Eip": {
    cloudFormation: "AWS::EC2::EIP",
    source: "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/eip/",
  },
  // A target group's members here; there it is the group itself.
  "aws:rds/proxyTarget:ProxyTarget": { cloudFormation: null, source: RDS },
  "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup": {
    cloudFormation: "AWS::RDS::DBProxyTargetGroup",
    source: RDS,
  },
};
