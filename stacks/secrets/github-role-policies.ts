import type { AccountRoles } from "@strata/environment";
import { githubProviderArn } from "@strata/aws-provider/github-trust";

/** What reads everything but contents: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ReadOnlyAccess.html */
export const READ_ONLY_POLICY_ARN = "arn:aws:iam::aws:policy/ReadOnlyAccess";

/**
 * What a preview may do beyond {@link READ_ONLY_POLICY_ARN}, and what it may not though that allows it, as JSON. It reads
 * no secret, whatever else is allowed later.
 *
 * There is no condition for "with decryption" of Parameter Store: it decrypts as its caller, so a SecureString stays
 * closed to whom KMS is, and a plain parameter can be compared with what the program wants
 * (https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html).
 *
 * @param decryptableKeyArns of keys: those of Pulumi's own secrets and of its state; may be empty. A multi-Region key
 *   counts in every region.
 */
export function previewPolicy(decryptableKeyArns: readonly string[]): string {
  const keys = decryptableKeyArns.map(inEveryRegion);
  const allow = {
    Sid: "ReadPulumisOwnSecrets",
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:DescribeKey"],
    Resource: keys,
  };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      ...(keys.length === 0 ? [] : [allow]),
      {
        Sid: "DenySecretValues",
        Effect: "Deny",
        Action: ["secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue"],
        Resource: "*",
      },
      {
        Sid: "DenyDecryption",
        Effect: "Deny",
        Action: ["kms:Decrypt", "kms:ReEncrypt*", "kms:CreateGrant"],
        ...(keys.length === 0 ? { Resource: "*" } : { NotResource: keys }),
      },
    ],
  });
}

/** Its replicas have the same ARN but for the region, and `mrk-` in their name. Other ARNs stay what they are. */
function inEveryRegion(arn: string): string {
  const [prefix, partition, service, , account, key = "", ...rest] = arn.split(":");
  if (!key.startsWith("key/mrk-")) return arn;
  return [prefix, partition, service, "*", account, key, ...rest].join(":");
}

/** The name of {@link applyBoundary}; the policy protects itself by it. */
export function boundaryName({ apply }: AccountRoles): string {
  return `${apply}-boundary`;
}

/**
 * The permissions boundary of the role that applies, as JSON: whatever policies it is given, it can change neither itself
 * nor who is trusted, and makes no credentials that last. An administrator changes these.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function applyBoundary(accountId: string, roles: AccountRoles): string {
  const arn = (kind: string, name: string): string => `arn:aws:iam::${accountId}:${kind}/${name}`;
  const deny = (sid: string, Action: string[], Resource: string | string[]) => ({
    Sid: sid,
    Effect: "Deny",
    Action,
    Resource,
  });
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Sid: "WhatItsPoliciesAllow", Effect: "Allow", Action: "*", Resource: "*" },
      deny(
        "KeepRolesOfRuns",
        [
          "iam:AttachRolePolicy",
          "iam:DeleteRole",
          "iam:DeleteRolePermissionsBoundary",
          "iam:DeleteRolePolicy",
          "iam:DetachRolePolicy",
          "iam:PutRolePermissionsBoundary",
          "iam:PutRolePolicy",
          "iam:UpdateAssumeRolePolicy",
          "iam:UpdateRole",
        ],
        [arn("role", roles.preview), arn("role", roles.apply)],
      ),
      deny(
        "KeepThisBoundary",
        [
          "iam:CreatePolicyVersion",
          "iam:DeletePolicy",
          "iam:DeletePolicyVersion",
          "iam:SetDefaultPolicyVersion",
        ],
        arn("policy", boundaryName(roles)),
      ),
      deny(
        "KeepWhoIsTrusted",
        [
          "iam:AddClientIDToOpenIDConnectProvider",
          "iam:DeleteOpenIDConnectProvider",
          "iam:RemoveClientIDFromOpenIDConnectProvider",
          "iam:UpdateOpenIDConnectProviderThumbprint",
        ],
        githubProviderArn(accountId),
      ),
      deny(
        "NoCredentialsThatLast",
        [
          "iam:CreateAccessKey",
          "iam:CreateLoginProfile",
          "iam:CreateServiceSpecificCredential",
          "iam:CreateUser",
          "iam:UpdateLoginProfile",
          "iam:UploadSSHPublicKey",
          "iam:UploadSigningCertificate",
        ],
        "*",
      ),
      deny("KeepTheAccount", ["account:CloseAccount", "organizations:LeaveOrganization"], "*"),
    ],
  });
}
