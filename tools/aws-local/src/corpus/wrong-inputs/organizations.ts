import type { Rows } from "./shared.ts";
import {} from "./shared.ts";

const ORGANIZATIONS = "https://docs.aws.amazon.com/organizations/latest/APIReference";

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
