import type { Limit } from "../../model/limits.ts";
import { atMost, name } from "./shared.ts";

const IAM = "https://docs.aws.amazon.com/IAM/latest/APIReference";
const ORGANIZATIONS = "https://docs.aws.amazon.com/organizations/latest/APIReference";
const ROLE = `${IAM}/API_CreateRole.html`;
const PATH = name("path", /^\/$|^\/[!-~]+\/$/, "a path that begins and ends with /", ROLE);

export const IAM_LIMITS: Record<string, readonly Limit[]> = {
  "aws:iam/role:Role": [
    { path: "maxSessionDuration", range: [3600, 43200], source: ROLE },
    PATH,
    atMost("description", 1000, ROLE),
    name("managedPolicyArns", /^arn:/, "ARNs", ROLE),
    name("permissionsBoundary", /^arn:/, "an ARN", ROLE),
  ],
  "aws:iam/policy:Policy": [
    PATH,
    name(
      "name",
      /^[\w+=,.@-]{1,128}$/,
      "1 to 128 letters, digits and _+=,.@-",
      `${IAM}/API_CreatePolicy.html`,
    ),
    atMost("description", 1000, `${IAM}/API_CreatePolicy.html`),
  ],
  "aws:iam/rolePolicy:RolePolicy": [
    name(
      "name",
      /^[\w+=,.@-]{1,128}$/,
      "1 to 128 letters, digits and _+=,.@-",
      `${IAM}/API_PutRolePolicy.html`,
    ),
  ],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": [
    name(
      "policyArn",
      /^arn:aws[a-z-]*:iam::(aws|\d{12}):policy\//,
      "the ARN of a policy",
      `${IAM}/API_AttachRolePolicy.html`,
    ),
  ],
  "aws:iam/instanceProfile:InstanceProfile": [
    PATH,
    name(
      "name",
      /^[\w+=,.@-]{1,128}$/,
      "1 to 128 letters, digits and _+=,.@-",
      `${IAM}/API_CreateInstanceProfile.html`,
    ),
  ],
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": [
    name(
      "thumbprintLists",
      /^[\da-f]{40}$/i,
      "40 hexadecimal digits",
      `${IAM}/API_CreateOpenIDConnectProvider.html`,
    ),
    { path: "clientIdLists", count: [0, 100], source: `${IAM}/API_CreateOpenIDConnectProvider.html` },
  ],
  "aws:organizations/account:Account": [
    name(
      "email",
      /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
      "an address of e-mail",
      `${ORGANIZATIONS}/API_CreateAccount.html`,
    ),
    {
      path: "iamUserAccessToBilling",
      oneOf: ["ALLOW", "DENY"],
      source: `${ORGANIZATIONS}/API_CreateAccount.html`,
    },
  ],
  "aws:organizations/policy:Policy": [
    {
      path: "type",
      oneOf: [
        "SERVICE_CONTROL_POLICY",
        "RESOURCE_CONTROL_POLICY",
        "TAG_POLICY",
        "BACKUP_POLICY",
        "AISERVICES_OPT_OUT_POLICY",
        "CHATBOT_POLICY",
        "DECLARATIVE_POLICY_EC2",
        "SECURITYHUB_POLICY",
        "INSPECTOR_POLICY",
        "BEDROCK_POLICY",
        "UPGRADE_ROLLOUT_POLICY",
        "S3_POLICY",
        "NETWORK_SECURITY_DIRECTOR_POLICY",
      ],
      source: `${ORGANIZATIONS}/API_CreatePolicy.html`,
    },
  ],
  "aws:organizations/policyAttachment:PolicyAttachment": [
    name(
      "targetId",
      /^(r-[a-z\d]{4,32}|\d{12}|ou-[a-z\d]{4,32}-[a-z\d]{8,32})$/,
      "the ID of a root, a unit or an account",
      `${ORGANIZATIONS}/API_AttachPolicy.html`,
    ),
  ],
  "aws:rolesanywhere/profile:Profile": [
    {
      path: "durationSeconds",
      range: [900, 43200],
      source: "https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_CreateProfile.html",
    },
  ],
};
