import type { PolicyKind } from "../model/policy-rules.ts";

/**
 * Which inputs hold IAM policy documents, and of which kind.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html
 */
export const POLICIES: Record<string, Record<string, PolicyKind>> = {
  "aws:iam/policy:Policy": { policy: "identity" },
  "aws:iam/rolePolicy:RolePolicy": { policy: "identity" },
  "aws:iam/role:Role": { assumeRolePolicy: "trust", "inlinePolicies.policy": "identity" },
  "aws:kms/key:Key": { policy: "resource" },
  "aws:kms/replicaKey:ReplicaKey": { policy: "resource" },
  "aws:secretsmanager/secret:Secret": { policy: "resource" },
  "aws:secretsmanager/secretPolicy:SecretPolicy": { policy: "resource" },
  "aws:sqs/queue:Queue": { policy: "resource" },
  "aws:sns/topic:Topic": { policy: "resource" },
  "aws:s3/bucket:Bucket": { policy: "resource" },
  "aws:ec2/vpcEndpoint:VpcEndpoint": { policy: "resource" },
};
