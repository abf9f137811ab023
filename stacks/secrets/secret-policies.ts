import type { Location } from "./key-policies.ts";

/**
 * The policy of a secret, as JSON: nobody reaches it without TLS, or from another account, whatever else is allowed
 * later. What it does not deny is left to IAM.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html
 */
export function secretPolicy({ accountId }: Pick<Location, "accountId">): string {
  const deny = { Effect: "Deny", Principal: "*", Action: "secretsmanager:*", Resource: "*" };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Sid: "DenyWithoutTls", ...deny, Condition: { Bool: { "aws:SecureTransport": "false" } } },
      {
        Sid: "DenyOtherAccounts",
        ...deny,
        Condition: {
          StringNotEquals: { "aws:PrincipalAccount": accountId },
          // Rotation and replication are calls of Secrets Manager itself, which is of no account.
          Bool: { "aws:PrincipalIsAWSService": "false" },
        },
      },
    ],
  });
}

/**
 * The IAM policy of those who read a secret, as JSON: its value, in every region that it is replicated to, and nothing
 * else. They need no permission for its key, which whoever may read the secret may use through Secrets Manager.
 *
 * @param arn of the secret; replicas have the same but for the region
 */
export function readPolicy(arn: string): string {
  const [prefix, partition, service, , ...rest] = arn.split(":");
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "ReadOneSecret",
        Effect: "Allow",
        Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
        Resource: [prefix, partition, service, "*", ...rest].join(":"),
      },
    ],
  });
}
