/** A repository of github.com: its names can be given up and taken by others, its numbers never. */
export interface GithubRepository {
  readonly owner: string;
  readonly ownerId: number;
  readonly repository: string;
  readonly repositoryId: number;
}

/** What a job that asks for a role is part of. */
export type GithubContext = "pull_request" | `environment:${string}`;

/** Who may become a role. */
export interface GithubTrust {
  readonly accountId: string;
  readonly repository: GithubRepository;
  /** `immutable` trusts the subject with numbers alone, `both` also the one without. */
  readonly subjects: "both" | "immutable";
  readonly contexts: readonly GithubContext[];
  /** Permission sets of IAM Identity Center, by name, whose users become the role from their own profile. */
  readonly permissionSets: readonly string[];
}

const ISSUER = "token.actions.githubusercontent.com";
export const GITHUB_URL = `https://${ISSUER}`;
/** For whom a token has to be made: the default of aws-actions/configure-aws-credentials. */
export const AUDIENCE = "sts.amazonaws.com";

/** An account has one at most: its ARN is made from the issuer. */
export function githubProviderArn(accountId: string): string {
  return `arn:aws:iam::${accountId}:oidc-provider/${ISSUER}`;
}

/**
 * The subjects of the tokens that jobs have. Repositories that were made, renamed or transferred from 2026-07-15 on have
 * the numbers in them, others once they ask for it; the character `@` is in no name.
 * https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/
 * https://docs.github.com/en/actions/reference/security/oidc
 */
export function githubSubjects({
  repository: { owner, ownerId, repository, repositoryId },
  subjects,
  contexts,
}: Pick<GithubTrust, "repository" | "subjects" | "contexts">): string[] {
  const immutable = `${owner}@${ownerId}/${repository}@${repositoryId}`;
  const repositories = subjects === "both" ? [`${owner}/${repository}`, immutable] : [immutable];
  return contexts.flatMap((context) => repositories.map((it) => `repo:${it}:${context}`));
}

/**
 * The trust policy of a role, as JSON: jobs of one repository in the contexts given, compared as a whole, and users of the
 * permission sets.
 */
export function githubTrustPolicy(trust: GithubTrust): string {
  const jobs = {
    Sid: "JobsOfOneRepository",
    Effect: "Allow",
    Principal: { Federated: githubProviderArn(trust.accountId) },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: { [`${ISSUER}:aud`]: AUDIENCE, [`${ISSUER}:sub`]: githubSubjects(trust) },
    },
  };
  const people = trust.permissionSets.length === 0 ? [] : [usersOf(trust)];
  return JSON.stringify({ Version: "2012-10-17", Statement: [jobs, ...people] });
}

/**
 * The roles of permission sets are below a path that AWS keeps to itself, with a suffix of 16 digits that changes when
 * the set is assigned anew.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html
 */
function usersOf({ accountId, permissionSets }: GithubTrust) {
  const roles = `arn:aws:iam::${accountId}:role/aws-reserved/sso.amazonaws.com`;
  const suffix = "?".repeat(16);
  return {
    Sid: "UsersOfPermissionSets",
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${accountId}:root` },
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Condition: {
      ArnLike: {
        // Below the region of Identity Center, or right there if that is us-east-1.
        "aws:PrincipalArn": permissionSets.flatMap((name) => [
          `${roles}/AWSReservedSSO_${name}_${suffix}`,
          `${roles}/*/AWSReservedSSO_${name}_${suffix}`,
        ]),
      },
    },
  };
}
