import type { PolicyInput } from "../model/policies/check-policies.ts";
import type { PolicyKind } from "../model/policies/policy-kinds.ts";
import type { ValueMap } from "../protocol/values.ts";

const DOCUMENTATION = "https://docs.aws.amazon.com";
const IAM_QUOTAS = `${DOCUMENTATION}/IAM/latest/UserGuide/reference_iam-quotas.html`;
const KMS_QUOTAS = `${DOCUMENTATION}/kms/latest/developerguide/resource-limits.html`;
const SECRETS_QUOTAS = `${DOCUMENTATION}/secretsmanager/latest/userguide/reference_limits.html`;
const SQS_QUOTAS = `${DOCUMENTATION}/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html`;
const SNS_QUOTAS = `${DOCUMENTATION}/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html`;
const ORGANIZATIONS_QUOTAS = `${DOCUMENTATION}/organizations/latest/userguide/orgs_reference_limits.html`;

const managed: PolicyInput = {
  kind: "identity",
  size: { most: 6144, whiteSpace: false, source: IAM_QUOTAS },
};
const inline: PolicyInput = {
  kind: "identity",
  size: { most: 10_240, whiteSpace: false, source: IAM_QUOTAS },
};
/** 2,048 by default; an account may have a quota of 4,096. */
const trust: PolicyInput = { kind: "trust", size: { most: 4096, whiteSpace: false, source: IAM_QUOTAS } };
const key: PolicyInput = { kind: "resource", size: { most: 32_768, whiteSpace: true, source: KMS_QUOTAS } };
const secret: PolicyInput = {
  kind: "resource",
  size: { most: 20_480, whiteSpace: true, source: SECRETS_QUOTAS },
};
const queue: PolicyInput = {
  kind: "resource",
  size: { most: 8192, whiteSpace: true, unit: "bytes", source: SQS_QUOTAS },
};
const bucket: PolicyInput = {
  kind: "resource",
  size: {
    most: 20_480,
    whiteSpace: true,
    source: `${DOCUMENTATION}/AmazonS3/latest/userguide/bucket-policies.html`,
  },
};
/** 30 kB, taken for 30,720 bytes: what AWS may refuse below that is let through. */
const topic: PolicyInput = {
  kind: "resource",
  size: { most: 30_720, whiteSpace: true, unit: "bytes", source: SNS_QUOTAS },
};

/**
 * Which inputs hold policy documents, and of which kind.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html
 */
export const POLICIES: Record<string, Record<string, PolicyInput>> = {
  "aws:iam/policy:Policy": { policy: managed },
  "aws:iam/rolePolicy:RolePolicy": { policy: inline },
  "aws:iam/role:Role": { assumeRolePolicy: trust, "inlinePolicies.policy": inline },
  "aws:kms/key:Key": { policy: key },
  "aws:kms/replicaKey:ReplicaKey": { policy: key },
  "aws:secretsmanager/secret:Secret": { policy: secret },
  "aws:secretsmanager/secretPolicy:SecretPolicy": { policy: secret },
  "aws:sqs/queue:Queue": { policy: queue },
  "aws:sqs/queuePolicy:QueuePolicy": { policy: queue },
  "aws:sns/topic:Topic": { policy: topic },
  "aws:s3/bucket:Bucket": { policy: bucket },
  "aws:s3/bucketPolicy:BucketPolicy": { policy: bucket },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    policy: {
      kind: "resource",
      size: {
        most: 20_480,
        whiteSpace: true,
        source: `${DOCUMENTATION}/vpc/latest/privatelink/vpc-limits-endpoints.html`,
      },
    },
  },
  "aws:organizations/policy:Policy": {
    content: {
      kind: organizationPolicyKind,
      // Of a service control policy, which may be the longest.
      size: { most: 10_240, whiteSpace: true, source: ORGANIZATIONS_QUOTAS },
    },
  },
};

function organizationPolicyKind({
  type = "SERVICE_CONTROL_POLICY",
}: ValueMap): PolicyKind | { management: string } | undefined {
  if (typeof type !== "string") return undefined;
  if (type === "SERVICE_CONTROL_POLICY") return "serviceControl";
  return type === "RESOURCE_CONTROL_POLICY" ? "resourceControl" : { management: type };
}
