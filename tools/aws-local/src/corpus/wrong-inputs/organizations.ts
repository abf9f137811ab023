import type { ValueMap } from "../../protocol/values.ts";
import type { Change, Rows } from "./shared.ts";
import { document, long } from "./shared.ts";

const ORGANIZATIONS = "https://docs.aws.amazon.com/organizations/latest/APIReference";
const GUIDE = "https://docs.aws.amazon.com/organizations/latest/userguide";
const SCP = `${GUIDE}/orgs_manage_policies_scps_syntax.html`;
const RCP = `${GUIDE}/orgs_manage_policies_rcps_syntax.html`;

const deny: ValueMap = { Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" };

export const ORGANIZATIONS_WRONG: Rows = {
  "aws:organizations/account:Account": [
    [{ email: "dev" }, "email", "an address of e-mail", `${ORGANIZATIONS}/API_CreateAccount.html`],
    [
      { iamUserAccessToBilling: "YES" },
      "iamUserAccessToBilling",
      "ALLOW, DENY",
      `${ORGANIZATIONS}/API_CreateAccount.html`,
    ],
  ],
  "aws:organizations/policy:Policy": [
    [{ content: document() }, "content", "Statement is empty", SCP],
    [{ content: JSON.stringify({ Statement: deny }) }, "content", "Version is missing", SCP],
    [
      { content: JSON.stringify({ Version: "2008-10-17", Statement: deny }) },
      "content",
      "Version is 2012-10-17, got",
      SCP,
    ],
    [{ content: document({ ...deny, Principal: "*" }) }, "content", "has a Principal", SCP],
    [{ content: document({ ...deny, Resource: undefined as never }) }, "content", "has no Resource", SCP],
    [{ content: document({ ...deny, Action: "organizations" }) }, "content", "service:action", SCP],
    [{ content: document({ ...deny, NotAction: "iam:*" }) }, "content", "both Action and NotAction", SCP],
    [
      { content: document({ ...deny, Condition: { Equals: { "aws:RequestedRegion": "eu-central-1" } } }) },
      "content",
      "no condition operator Equals",
      SCP,
    ],
    [
      { content: document({ ...deny, Resource: `arn:aws:s3:::${long(10_240)}` }) },
      "content",
      "10240 characters, got",
      `${GUIDE}/orgs_reference_limits.html`,
    ],
    [resourceControl({ Effect: "Allow" }), "content", "is Deny, got", RCP],
    [resourceControl({ Action: "*" }), "content", "names the service, like s3:*", RCP],
    [
      resourceControl({ Principal: { AWS: "000000000000" } }),
      "content",
      "Principal of a resource control",
      RCP,
    ],
    [
      resourceControl({ Action: undefined as never, NotAction: "s3:GetObject" }),
      "content",
      "has no NotAction",
      RCP,
    ],
    [
      { type: "TAG_POLICY", content: JSON.stringify({ tag: {} }) },
      "content",
      "has the member tags, and no other; got tag",
      `${GUIDE}/orgs_manage_policies_example-tag-policies.html`,
    ],
    [
      {
        type: "TAG_POLICY",
        content: JSON.stringify({ tags: { project: { tag_key: { "@@set": "Project" } } } }),
      },
      "content",
      "no operator @@set",
      `${GUIDE}/policy-operators.html`,
    ],
    [
      { type: "BACKUP_POLICY", content: document(deny) },
      "content",
      "has the member plans",
      `${GUIDE}/orgs_manage_policies_backup_syntax.html`,
    ],
    [{ type: "SCP" }, "type", "SERVICE_CONTROL_POLICY", `${ORGANIZATIONS}/API_CreatePolicy.html`],
    [{ content: "{" }, "content", "Expected a JSON document", `${ORGANIZATIONS}/API_CreatePolicy.html`],
  ],
  "aws:organizations/policyAttachment:PolicyAttachment": [
    [
      { targetId: "dev" },
      "targetId",
      "a root, a unit or an account",
      `${ORGANIZATIONS}/API_AttachPolicy.html`,
    ],
  ],
  "aws:rolesanywhere/profile:Profile": [
    [
      { durationSeconds: 60 },
      "durationSeconds",
      "900 to 43200",
      "https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_CreateProfile.html",
    ],
  ],
};

function resourceControl(change: ValueMap): Change {
  const statement = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*", ...change };
  return { type: "RESOURCE_CONTROL_POLICY", content: document(statement) };
}
