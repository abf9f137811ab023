import type { ValueMap } from "../../protocol/values.ts";
import type { Rows } from "./shared.ts";
import { REGISTRY, IS_ABSENT, REQUIRED, long, document, read } from "./shared.ts";

const IAM = "https://docs.aws.amazon.com/IAM/latest/APIReference";
const GUIDE = "https://docs.aws.amazon.com/IAM/latest/UserGuide";
const GRAMMAR = `${GUIDE}/reference_policies_grammar.html`;
const QUOTAS = `${GUIDE}/reference_iam-quotas.html`;
const OPERATORS = `${GUIDE}/reference_policies_elements_condition_operators.html`;
const ARNS = `${GUIDE}/reference-arns.html`;
const ELEMENTS = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements";
const assume: ValueMap = {
  Effect: "Allow",
  Action: "sts:AssumeRole",
  Principal: { Service: "ec2.amazonaws.com" },
};

export const IAM_WRONG: Rows = {
  "aws:iam/role:Role": [
    [{ assumeRolePolicy: document() }, "assumeRolePolicy", "Statement is empty", GRAMMAR],
    [
      { assumeRolePolicy: JSON.stringify({ Statement: ["x"] }) },
      "assumeRolePolicy",
      "not an object",
      GRAMMAR,
    ],
    [
      { assumeRolePolicy: document({ ...assume, Action: "s3:GetObject" }) },
      "assumeRolePolicy",
      "actions of STS only",
      `${IAM}/API_UpdateAssumeRolePolicy.html`,
    ],
    [
      { assumeRolePolicy: document({ ...assume, NotResource: "*" }) },
      "assumeRolePolicy",
      "a trust policy has none",
      `${ELEMENTS}_notresource.html`,
    ],
    [
      { assumeRolePolicy: document({ ...assume, NotPrincipal: { AWS: "*" } }) },
      "assumeRolePolicy",
      "both Principal and NotPrincipal",
      `${ELEMENTS}_notprincipal.html`,
    ],
    [
      { assumeRolePolicy: document({ ...assume, Principal: {} }) },
      "assumeRolePolicy",
      "Principal is empty",
      `${ELEMENTS}_principal.html`,
    ],
    [
      { assumeRolePolicy: document({ ...assume, Sid: "let ec2" }) },
      "assumeRolePolicy",
      "letters and digits only",
      `${ELEMENTS}_sid.html`,
    ],
    [
      { assumeRolePolicy: document({ ...assume, Condition: { StringIs: { "aws:SourceAccount": "1" } } }) },
      "assumeRolePolicy",
      "no condition operator StringIs",
      OPERATORS,
    ],
    [
      {
        assumeRolePolicy: document({
          ...assume,
          Condition: { StringLike: { "aws:PrincipalArn": long(4097) } },
        }),
      },
      "assumeRolePolicy",
      "4096 characters without white space",
      QUOTAS,
    ],
    [
      { inlinePolicies: [{ name: "read", policy: document() }] },
      "inlinePolicies.policy",
      "Statement is empty",
      GRAMMAR,
    ],
    [{ assumeRolePolicy: "{" }, "assumeRolePolicy", "Expected a JSON document", `${IAM}/API_CreateRole.html`],
    [{ assumeRolePolicy: "[]" }, "assumeRolePolicy", "Expected a JSON object", `${IAM}/API_CreateRole.html`],
    [
      { assumeRolePolicy: JSON.stringify({ Version: "2012-10-16", Statement: [assume] }) },
      "assumeRolePolicy",
      "Version is 2012-10-17 or 2008-10-17",
      `${ELEMENTS}_version.html`,
    ],
    [
      { assumeRolePolicy: '{"Version":"2012-10-17"}' },
      "assumeRolePolicy",
      "Statement is missing",
      `${ELEMENTS}_statement.html`,
    ],
    [
      { assumeRolePolicy: document({ ...assume, Effect: "Permit" }) },
      "assumeRolePolicy",
      "Effect is Allow or Deny",
      `${ELEMENTS}_effect.html`,
    ],
    [
      { assumeRolePolicy: document({ Effect: "Allow", Action: "sts:AssumeRole" }) },
      "assumeRolePolicy",
      "has no Principal",
      `${ELEMENTS}_principal.html`,
    ],
    [
      { assumeRolePolicy: document({ ...assume, Resource: "*" }) },
      "assumeRolePolicy",
      "a trust policy has none",
      `${ELEMENTS}_resource.html`,
    ],
    [
      { assumeRolePolicy: document({ ...assume, Principal: { Service: "ec2" } }) },
      "assumeRolePolicy",
      "a service's name ends in .amazonaws.com",
      `${ELEMENTS}_principal.html`,
    ],
    [
      { assumeRolePolicy: document({ ...assume, Principal: { User: "me" } }) },
      "assumeRolePolicy",
      "one of AWS, Service, Federated",
      `${ELEMENTS}_principal.html`,
    ],
    [{ name: "my role" }, "name", "1 to 64 letters", `${IAM}/API_CreateRole.html`],
    [{ name: long(65) }, "name", "1 to 64 letters", `${IAM}/API_CreateRole.html`],
    [{ name: "taken-role" }, "name", "It is taken: taken-role", `${IAM}/API_CreateRole.html`],
    [{ path: "team" }, "path", "begins and ends with /", `${IAM}/API_CreateRole.html`],
    [{ maxSessionDuration: 1800 }, "maxSessionDuration", "3600 to 43200", `${IAM}/API_CreateRole.html`],
    [
      { managedPolicyArns: ["AdministratorAccess"] },
      "managedPolicyArns",
      "expects ARNs",
      `${IAM}/API_AttachRolePolicy.html`,
    ],
    [{ description: long(1001) }, "description", "0 to 1000 characters", `${IAM}/API_CreateRole.html`],
  ],
  "aws:iam/policy:Policy": [
    [{ policy: document() }, "policy", "Statement is empty", GRAMMAR],
    [
      { policy: JSON.stringify({ Version: "2012-10-17", Id: 1, Statement: read }) },
      "policy",
      "Id is a text",
      `${ELEMENTS}_id.html`,
    ],
    [{ policy: document({ ...read, Sid: 1 }) }, "policy", "Sid is a text", `${ELEMENTS}_sid.html`],
    [
      { policy: document({ ...read, Resource: "" }) },
      "policy",
      "Resource is empty",
      `${ELEMENTS}_resource.html`,
    ],
    [
      { policy: document({ ...read, NotResource: "*" }) },
      "policy",
      "both Resource and NotResource",
      `${ELEMENTS}_notresource.html`,
    ],
    [
      { policy: document({ ...read, Resource: "arn:amazon:s3:::bucket" }) },
      "policy",
      "begins with arn:aws:",
      ARNS,
    ],
    [{ policy: document({ ...read, Resource: "arn:aws:" }) }, "policy", "names a service", ARNS],
    [
      { policy: document({ ...read, Resource: "arn:aws:sqs:eu-central-1:1234:jobs" }) },
      "policy",
      "has 12 digits",
      ARNS,
    ],
    [
      { policy: document({ ...read, NotPrincipal: "*" }) },
      "policy",
      "has a NotPrincipal",
      `${ELEMENTS}_notprincipal.html`,
    ],
    [
      { policy: document({ ...read, Condition: { StringEqual: { "aws:PrincipalOrgID": "o-1" } } }) },
      "policy",
      "did you mean StringEquals",
      OPERATORS,
    ],
    [
      { policy: document({ ...read, Condition: { NullIfExists: { "aws:TokenIssueTime": "true" } } }) },
      "policy",
      "no condition operator NullIfExists",
      OPERATORS,
    ],
    [
      { policy: document({ ...read, Condition: { Bool: "true" } }) },
      "policy",
      "Bool is an object of condition keys",
      `${ELEMENTS}_condition.html`,
    ],
    [
      { policy: document({ ...read, Condition: { StringEquals: { "aws:PrincipalOrgID": { a: "b" } } } }) },
      "policy",
      "is a text, or a list of texts",
      `${ELEMENTS}_condition.html`,
    ],
    [
      { policy: document({ ...read, Resource: `arn:aws:s3:::${long(6144)}` }) },
      "policy",
      "6144 characters without white space",
      QUOTAS,
    ],
    [
      { policy: document({ Action: "s3:GetObject", Resource: "*" }) },
      "policy",
      "has no Effect",
      `${ELEMENTS}_effect.html`,
    ],
    [{ policy: document({ ...read, Action: "s3" }) }, "policy", "service:action", `${ELEMENTS}_action.html`],
    [
      { policy: document({ Effect: "Allow", Resource: "*" }) },
      "policy",
      "has no Action",
      `${ELEMENTS}_action.html`,
    ],
    [
      { policy: document({ ...read, NotAction: "s3:*" }) },
      "policy",
      "both Action and NotAction",
      `${ELEMENTS}_notaction.html`,
    ],
    [{ policy: document({ ...read, Action: [] }) }, "policy", "Action is empty", `${ELEMENTS}_action.html`],
    [
      { policy: document({ Effect: "Allow", Action: "*" }) },
      "policy",
      "has no Resource",
      `${ELEMENTS}_resource.html`,
    ],
    [
      { policy: document({ ...read, Resource: "bucket" }) },
      "policy",
      "* or an ARN",
      `${ELEMENTS}_resource.html`,
    ],
    [
      { policy: document({ ...read, Principal: "*" }) },
      "policy",
      "has a Principal",
      `${ELEMENTS}_principal.html`,
    ],
    [{ policy: document({ ...read, Actions: "*" }) }, "policy", "has a member Actions", `${ELEMENTS}.html`],
    [
      { policy: document({ ...read, Sid: "can read" }) },
      "policy",
      "letters and digits only",
      `${ELEMENTS}_sid.html`,
    ],
    [
      { policy: document({ ...read, Sid: "A" }, { ...read, Sid: "A" }) },
      "policy",
      "stands at two statements",
      `${ELEMENTS}_sid.html`,
    ],
    [
      { policy: document({ ...read, Condition: ["x"] }) },
      "policy",
      "Condition is an object",
      `${ELEMENTS}_condition.html`,
    ],
    [{ policy: undefined }, "policy", REQUIRED, `${REGISTRY}/iam/policy/`],
    [{ name: "may read" }, "name", "1 to 128 letters", `${IAM}/API_CreatePolicy.html`],
  ],
  "aws:iam/rolePolicy:RolePolicy": [
    [
      { policy: document({ ...read, Resource: `arn:aws:s3:::${long(10_240)}` }) },
      "policy",
      "10240 characters without white space",
      QUOTAS,
    ],
    [
      { policy: document({ ...read, Effect: "allow" }) },
      "policy",
      "Effect is Allow or Deny",
      `${ELEMENTS}_effect.html`,
    ],
    [{ name: "a/b" }, "name", "1 to 128 letters", `${IAM}/API_PutRolePolicy.html`],
  ],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": [
    [{ policyArn: "ReadOnlyAccess" }, "policyArn", "the ARN of a policy", `${IAM}/API_AttachRolePolicy.html`],
    [
      { policyArn: "arn:aws:iam::000000000000:policy/nothing" },
      "policyArn",
      IS_ABSENT,
      `${IAM}/API_AttachRolePolicy.html`,
    ],
  ],
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": [
    [
      { url: "http://issuer.example.com" },
      "url",
      "must begin with https://",
      `${IAM}/API_CreateOpenIDConnectProvider.html`,
    ],
    [
      { thumbprintLists: ["abc"] },
      "thumbprintLists",
      "40 hexadecimal digits",
      `${IAM}/API_CreateOpenIDConnectProvider.html`,
    ],
    [
      { clientIdLists: Array.from({ length: 101 }, (_, index) => `c${index}`) },
      "clientIdLists",
      "0 to 100 entries",
      `${IAM}/API_CreateOpenIDConnectProvider.html`,
    ],
  ],
};
