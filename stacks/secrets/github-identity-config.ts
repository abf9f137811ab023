import { getStack } from "@pulumi/pulumi";
import { z } from "zod";

const ONE_REPOSITORY = "a role trusts one repository by its whole name, without wildcards";

// A colon would be escaped in the subject: https://docs.github.com/en/actions/reference/security/oidc
const githubEnvironment = z
  .string()
  .regex(/^[\w.-]{1,255}$/, "expected the whole name of an environment of the repository, such as prod");
// https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreatePermissionSet.html
const permissionSets = z
  .array(z.string().regex(/^[\w+=,.@-]{1,32}$/, "expected the name of a permission set, not its ARN"))
  .default([]);
/** IDs of GitHub: `gh api repos/<owner>/<repository> --jq '.owner.id, .id'` */
const id = z.int().positive();

/** How jobs of GitHub Actions become the roles of the catalogue; nothing is made without it. */
export const GithubIdentityConfig = z.strictObject({
  /** A user or an organization, as in the address of the repository. */
  owner: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/, ONE_REPOSITORY),
  ownerId: id,
  repository: z.string().regex(/^[\w.-]{1,100}$/, ONE_REPOSITORY),
  repositoryId: id,
  /**
   * `immutable` for a repository whose tokens have numbers in their subject: then nobody who takes over a name that was
   * given up is trusted.
   */
  subjects: z.enum(["both", "immutable"]).default("both"),
  /** The environments of the repository whose jobs become a role. Only reviewers let jobs into that of `apply`. */
  environments: z
    .strictObject({
      /** Beside pull requests. @default the environment of the stack with -preview, such as dev-preview */
      preview: githubEnvironment.default(() => `${getStack()}-preview`),
      /** @default the environment of the stack */
      apply: githubEnvironment.default(() => getStack()),
    })
    .refine(
      // GitHub takes names that differ in case for one: whoever may use the one may use the other.
      ({ preview, apply }) => preview.toLowerCase() !== apply.toLowerCase(),
      "a preview only reads: it needs an environment of its own",
    )
    .prefault({}),
  /** Whose users become a role as well, from the profile of their account. */
  permissionSets: z.strictObject({ preview: permissionSets, apply: permissionSets }).prefault({}),
  /** What the role `apply` may do, within its boundary: policies of AWS, or of one of the accounts, for that one. */
  policyArns: z
    .array(
      z
        .string()
        .regex(/^arn:aws:iam::(aws|\d{12}):policy\/[\w+=,.@/-]+$/, "expected the ARN of a managed policy"),
    )
    .min(1)
    .max(10)
    .refine((arns) => new Set(arns).size === arns.length, "each is allowed once"),
  /** Keys beside that of Pulumi's own secrets that a preview decrypts with, such as that of the bucket of the state. */
  decryptableKeyArns: z
    .array(
      z
        .string()
        .regex(/^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, "expected the ARN of a key, without wildcards"),
    )
    .default([]),
  /** Whether the account gets its provider of OpenID Connect here. There can be one only: `false` if it is there. */
  createProvider: z.boolean().default(true),
});

export type GithubIdentitySettings = z.output<typeof GithubIdentityConfig>;
