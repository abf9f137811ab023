import { applyBoundary, previewPolicy } from "./github-role-policies.ts";

interface Statement {
  Sid: string;
  Effect: string;
  Action: string | string[];
  Resource?: string | string[];
  NotResource?: string[];
}
const statementsOf = (policy: string) => (JSON.parse(policy) as { Statement: Statement[] }).Statement;

const matches = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`).test(text);

/** What IAM makes of one policy: a deny is stronger, and what nothing allows is left to other policies. */
function verdict(policy: string, action: string, resource: string): "allow" | "deny" | "nothing" {
  const effects = statementsOf(policy)
    .filter(({ Action }) => [Action].flat().some((it) => matches(it, action)))
    .filter(({ Resource, NotResource }) =>
      NotResource
        ? !NotResource.some((it) => matches(it, resource))
        : [Resource ?? []].flat().some((it) => matches(it, resource)),
    )
    .map(({ Effect }) => Effect);
  if (effects.includes("Deny")) return "deny";
  return effects.includes("Allow") ? "allow" : "nothing";
}

describe("a preview", () => {
  const key = "arn:aws:kms:eu-central-1:111111111111:key/mrk-0123";
  const policy = previewPolicy([key]);

  it("decrypts with the key of Pulumi's own secrets, and with its replicas", () => {
    expect(verdict(policy, "kms:Decrypt", key)).toBe("allow");
    expect(verdict(policy, "kms:Decrypt", key.replace("central", "west"))).toBe("allow");
  });

  it.each([
    ["kms:Decrypt", "arn:aws:kms:eu-central-1:111111111111:key/0123"],
    ["kms:Decrypt", "arn:aws:kms:eu-central-1:222222222222:key/mrk-0123"],
    ["kms:ReEncryptFrom", "arn:aws:kms:eu-central-1:111111111111:key/0123"],
    ["kms:CreateGrant", "arn:aws:kms:eu-central-1:111111111111:key/0123"],
    ["secretsmanager:GetSecretValue", "arn:aws:secretsmanager:eu-central-1:111111111111:secret:it"],
    ["secretsmanager:BatchGetSecretValue", "*"],
  ])("is denied %s on %s", (action, resource) => {
    expect(verdict(policy, action, resource)).toBe("deny");
  });

  it("is left to read what is no secret, plain parameters as well", () => {
    expect(verdict(policy, "secretsmanager:DescribeSecret", "it")).toBe("nothing");
    expect(verdict(policy, "ssm:GetParameter", "it")).toBe("nothing");
  });

  it("decrypts nothing if there is no key", () => {
    expect(verdict(previewPolicy([]), "kms:Decrypt", key)).toBe("deny");
  });

  it("has a key of one region in that region alone", () => {
    const one = "arn:aws:kms:eu-central-1:111111111111:key/0123";
    expect(verdict(previewPolicy([one]), "kms:Decrypt", one.replace("central", "west"))).toBe("deny");
  });
});

describe("the boundary of an update", () => {
  const policy = applyBoundary("111111111111", { preview: "look", apply: "change" });
  const arn = (rest: string) => `arn:aws:iam::111111111111:${rest}`;

  it.each([
    ["iam:PutRolePolicy", arn("role/change")],
    ["iam:UpdateAssumeRolePolicy", arn("role/look")],
    ["iam:DeleteRolePermissionsBoundary", arn("role/change")],
    ["iam:CreatePolicyVersion", arn("policy/change-boundary")],
    ["iam:AddClientIDToOpenIDConnectProvider", arn("oidc-provider/token.actions.githubusercontent.com")],
    ["iam:CreateAccessKey", arn("user/anybody")],
  ])("is not passed by %s on %s", (action, resource) => {
    expect(verdict(policy, action, resource)).toBe("deny");
  });

  it("leaves other roles, policies and providers to the policies of the role", () => {
    expect(verdict(policy, "iam:PutRolePolicy", arn("role/nodes"))).toBe("allow");
    expect(verdict(policy, "iam:CreatePolicyVersion", arn("policy/application-read"))).toBe("allow");
    expect(verdict(policy, "iam:DeleteOpenIDConnectProvider", arn("oidc-provider/oidc.eks"))).toBe("allow");
  });

  it("is short enough for a managed policy", () => {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    expect(policy.length).toBeLessThan(6144);
  });
});
