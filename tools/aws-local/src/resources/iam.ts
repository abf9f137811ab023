import type { Descriptors } from "../model/descriptor.ts";
import { markedIamId } from "../model/identity.ts";
import { creationTime, given, iamArn, iamPath } from "./shared.ts";

const ROLE = "aws:iam/role:Role";

/** Roles, policies, and who is trusted. */
export const iam: Descriptors = {
  [ROLE]: {
    naming: { property: "name", maxLength: 64 },
    id: ({ name }) => name,
    defaults: { path: "/", maxSessionDuration: 3600, forceDetachPolicies: false },
    computed: {
      arn: (context) => iamArn(context, `role/${iamPath(context)}`),
      createDate: creationTime,
      uniqueId: ({ hex }) => markedIamId("AROA", hex(64)),
      inlinePolicies: given("inlinePolicies", []),
      managedPolicyArns: given("managedPolicyArns", []),
    },
    replaceOn: ["name", "namePrefix", "path"],
    json: ["assumeRolePolicy", "inlinePolicies.policy"],
    unordered: ["managedPolicyArns", "inlinePolicies"],
    check: ({ inputs: { name } }) =>
      typeof name === "string" && !/^[\w+=,.@-]{1,64}$/.test(name)
        ? [{ property: "name", reason: "A role's name has 1 to 64 letters, digits and _+=,.@-." }]
        : [],
  },
  "aws:iam/policy:Policy": {
    naming: { property: "name", maxLength: 128 },
    id: (context) => iamArn(context, `policy/${iamPath(context)}`),
    defaults: { path: "/" },
    computed: { arn: ({ id }) => id, policyId: ({ hex }) => markedIamId("ANPA", hex(64)) },
    replaceOn: ["name", "namePrefix", "path", "description"],
    json: ["policy"],
  },
  "aws:iam/rolePolicy:RolePolicy": {
    naming: { property: "name", maxLength: 128 },
    id: ({ name, text }) => `${text("role")}:${name}`,
    uniqueKey: ({ name, text }) => `${text("role")}:${name}`,
    replaceOn: ["role", "name", "namePrefix"],
    json: ["policy"],
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    id: ({ text }) => `${text("role")}/${text("policyArn")}`,
    replaceOn: ["role", "policyArn"],
  },
  "aws:iam/instanceProfile:InstanceProfile": {
    naming: { property: "name", maxLength: 128 },
    id: ({ name }) => name,
    defaults: { path: "/" },
    computed: {
      arn: (context) => iamArn(context, `instance-profile/${iamPath(context)}`),
      createDate: creationTime,
      uniqueId: ({ hex }) => markedIamId("AIPA", hex(64)),
    },
    replaceOn: ["name", "namePrefix", "path"],
  },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    id: (context) => iamArn(context, `oidc-provider/${context.text("url").replace(/^https:\/\//, "")}`),
    uniqueKey: ({ text }) => text("url"),
    computed: {
      arn: ({ id }) => id,
      // AWS fills it in; this is the digest of nothing, in the form of SHA-1.
      thumbprintLists: given("thumbprintLists", ["10ca100000000000000000000000000000000000"]),
    },
    replaceOn: ["url"],
    unordered: ["clientIdLists", "thumbprintLists"],
    check: ({ inputs: { url } }) =>
      typeof url === "string" && !url.startsWith("https://")
        ? [{ property: "url", reason: `It must begin with https://, got ${JSON.stringify(url)}.` }]
        : [],
  },
};
