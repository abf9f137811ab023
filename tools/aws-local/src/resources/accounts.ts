import type { Descriptors, ResourceContext } from "../model/descriptor.ts";
import { markedUuid } from "../model/identity.ts";
import { creationTime, given } from "./shared.ts";

/** Organizations and IAM Roles Anywhere. */
export const accounts: Descriptors = {
  "aws:organizations/organization:Organization": {
    id: organizationId,
    uniqueKey: () => "organization",
    defaults: { featureSet: "ALL" },
    computed: {
      arn: (context) => organizationsArn(context, `organization/${context.id}`),
      masterAccountId: ({ account }) => account,
      masterAccountArn: (context) => organizationsArn(context, `account/${context.id}/${context.account}`),
      roots: (context) => [
        {
          arn: organizationsArn(context, `root/${context.id}/r-${context.hex(8).slice(4)}`),
          id: `r-${context.hex(8).slice(4)}`,
          name: "Root",
          policyTypes: [],
        },
      ],
    },
    unordered: ["awsServiceAccessPrincipals", "enabledPolicyTypes"],
  },
  "aws:organizations/organizationalUnit:OrganizationalUnit": {
    naming: { property: "name", maxLength: 128 },
    id: ({ hex }) => `ou-${hex(8).slice(4)}-${hex(8, "unit")}`,
    uniqueKey: ({ name, text }) => `${text("parentId")} ${name}`,
    computed: {
      arn: (context) => organizationsArn(context, `ou/o-${context.hex(10, "organization")}/${context.id}`),
    },
    replaceOn: ["parentId"],
  },
  "aws:organizations/account:Account": {
    naming: { property: "name", maxLength: 50 },
    // Twelve digits that begin with six zeros: no AWS account's ID does.
    id: ({ hex }) => `000000${String(Number.parseInt(hex(12, "account"), 16) % 1_000_000).padStart(6, "0")}`,
    uniqueKey: ({ text }) => text("email"),
    computed: {
      arn: (context) =>
        organizationsArn(context, `account/o-${context.hex(10, "organization")}/${context.id}`),
      joinedMethod: () => "CREATED",
      joinedTimestamp: creationTime,
      status: () => "ACTIVE",
      state: () => "ACTIVE",
    },
    replaceOn: ["name", "email", "roleName", "iamUserAccessToBilling"],
  },
  "aws:organizations/policy:Policy": {
    naming: { property: "name", maxLength: 128 },
    id: ({ hex }) => `p-${hex(8)}`,
    defaults: { type: "SERVICE_CONTROL_POLICY" },
    computed: {
      arn: (context) =>
        organizationsArn(context, `policy/o-${context.hex(10, "organization")}/${context.id}`),
    },
    replaceOn: ["type"],
    json: ["content"],
  },
  "aws:organizations/policyAttachment:PolicyAttachment": {
    id: ({ text }) => `${text("targetId")}:${text("policyId")}`,
    replaceOn: ["policyId", "targetId"],
  },
  "aws:rolesanywhere/trustAnchor:TrustAnchor": {
    naming: { property: "name", maxLength: 255 },
    id: ({ hex }) => markedUuid(hex(64), "anchor"),
    computed: {
      arn: ({ arn, id }) => arn("rolesanywhere", `trust-anchor/${id}`),
      enabled: given("enabled", true),
    },
  },
  "aws:rolesanywhere/profile:Profile": {
    naming: { property: "name", maxLength: 255 },
    id: ({ hex }) => markedUuid(hex(64), "profile"),
    computed: {
      arn: ({ arn, id }) => arn("rolesanywhere", `profile/${id}`),
      durationSeconds: given("durationSeconds", 3600),
    },
  },
};

function organizationId({ hex }: ResourceContext): string {
  return `o-${hex(10)}`;
}

function organizationsArn({ partition, account }: ResourceContext, resource: string): string {
  return `arn:${partition}:organizations::${account}:${resource}`;
}
