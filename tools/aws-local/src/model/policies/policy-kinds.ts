/**
 * What a policy document is for: what a principal may do (`identity`), who may assume a role (`trust`), who may use a
 * resource (`resource`), what an organization allows at most of its principals (`serviceControl`) and of its resources
 * (`resourceControl`).
 */
export type PolicyKind = "identity" | "trust" | "resource" | "serviceControl" | "resourceControl";

type Presence = "required" | "forbidden" | "optional";

/** The rules that differ by kind. */
export interface KindRules {
  principal: Presence;
  /** Of Resource or NotResource. */
  resource: Presence;
  /** Version must be given, and be the latest. */
  latestVersion: boolean;
  /** IAM's own documents: a Sid is made of letters and digits, and stands at one statement only. */
  strictSids: boolean;
  /** Why an action is not allowed; undefined if it is. */
  refusedAction?: (action: string) => string | undefined;
  /** What else is wrong with a statement's members. */
  onlyDeny?: true;
  source: string;
}

const IAM = "https://docs.aws.amazon.com/IAM/latest/UserGuide";
const ORGANIZATIONS = "https://docs.aws.amazon.com/organizations/latest/userguide";
const GRAMMAR = `${IAM}/reference_policies_grammar.html`;

export const KINDS: Record<PolicyKind, KindRules> = {
  identity: {
    principal: "forbidden",
    resource: "required",
    latestVersion: false,
    strictSids: true,
    source: GRAMMAR,
  },
  trust: {
    principal: "required",
    resource: "forbidden",
    latestVersion: false,
    strictSids: true,
    refusedAction: (action) =>
      /^sts:/i.test(action) ? undefined : "a trust policy has actions of STS only, like sts:AssumeRole",
    source: GRAMMAR,
  },
  resource: {
    principal: "required",
    resource: "optional",
    latestVersion: false,
    strictSids: false,
    source: GRAMMAR,
  },
  serviceControl: {
    principal: "forbidden",
    resource: "required",
    latestVersion: true,
    strictSids: false,
    source: `${ORGANIZATIONS}/orgs_manage_policies_scps_syntax.html`,
  },
  resourceControl: {
    principal: "required",
    resource: "required",
    latestVersion: true,
    strictSids: false,
    refusedAction: (action) =>
      action === "*" ? "a resource control policy names the service, like s3:*" : undefined,
    onlyDeny: true,
    source: `${ORGANIZATIONS}/orgs_manage_policies_rcps_syntax.html`,
  },
};
