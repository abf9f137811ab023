import { existing, held, KEY, POLICY, ROLE, SECRET, type TargetRules } from "./shared.ts";

const IAM = "https://docs.aws.amazon.com/IAM/latest/APIReference";
const KMS = "https://docs.aws.amazon.com/kms/latest/APIReference";
const SECRETS = "https://docs.aws.amazon.com/secretsmanager/latest/apireference";
const LOGS = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference";
const SSM = "https://docs.aws.amazon.com/systems-manager/latest/APIReference";
const ORGANIZATIONS = "https://docs.aws.amazon.com/organizations/latest/APIReference";
const UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";

/** Of IAM, keys, secrets, logs and organizations. */
export const IDENTITY_TARGETS: TargetRules = {
  [ROLE]: {
    permissionsBoundary: existing(POLICY, `${IAM}/API_CreateRole.html`),
    managedPolicyArns: existing(POLICY, `${IAM}/API_AttachRolePolicy.html`),
  },
  "aws:iam/rolePolicy:RolePolicy": { role: held(ROLE, `${IAM}/API_PutRolePolicy.html`) },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    role: held(ROLE, `${IAM}/API_AttachRolePolicy.html`),
    policyArn: held(POLICY, `${IAM}/API_AttachRolePolicy.html`),
  },
  "aws:iam/instanceProfile:InstanceProfile": {
    role: held(ROLE, `${IAM}/API_AddRoleToInstanceProfile.html`),
  },
  "aws:kms/alias:Alias": { targetKeyId: existing(KEY, `${KMS}/API_CreateAlias.html`) },
  [SECRET]: { kmsKeyId: existing(KEY, `${SECRETS}/API_CreateSecret.html`) },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    secretId: existing(SECRET, `${SECRETS}/API_PutSecretValue.html`),
  },
  "aws:secretsmanager/secretPolicy:SecretPolicy": {
    secretArn: existing(SECRET, `${SECRETS}/API_PutResourcePolicy.html`),
  },
  "aws:secretsmanager/secretRotation:SecretRotation": {
    secretId: existing(SECRET, `${SECRETS}/API_RotateSecret.html`),
    rotationLambdaArn: existing("aws:lambda/function:Function", `${SECRETS}/API_RotateSecret.html`),
  },
  "aws:ssm/parameter:Parameter": { keyId: existing(KEY, `${SSM}/API_PutParameter.html`) },
  "aws:cloudwatch/logGroup:LogGroup": { kmsKeyId: existing(KEY, `${LOGS}/API_AssociateKmsKey.html`) },
  [UNIT]: { parentId: held(UNIT, `${ORGANIZATIONS}/API_CreateOrganizationalUnit.html`) },
  "aws:organizations/account:Account": { parentId: held(UNIT, `${ORGANIZATIONS}/API_MoveAccount.html`) },
  "aws:organizations/policyAttachment:PolicyAttachment": {
    policyId: held("aws:organizations/policy:Policy", `${ORGANIZATIONS}/API_AttachPolicy.html`),
    targetId: existing(UNIT, `${ORGANIZATIONS}/API_AttachPolicy.html`),
  },
};
