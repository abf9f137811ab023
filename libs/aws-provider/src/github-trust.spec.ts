import fc from "fast-check";
import { githubSubjects, type GithubTrust, githubTrustPolicy } from "./github-trust.ts";

const repository = { owner: "acme", ownerId: 123, repository: "cloud", repositoryId: 456 };
const trust: GithubTrust = {
  accountId: "111111111111",
  repository,
  subjects: "both",
  contexts: ["environment:prod"],
  permissionSets: [],
};

interface Statement {
  Effect: string;
  Principal: Record<string, string>;
  Action: string | string[];
  Condition: Record<string, Record<string, string | string[]>>;
}
const statementsOf = (policy: string) => (JSON.parse(policy) as { Statement: Statement[] }).Statement;

/** As IAM decides on a call with a web identity: every key must be there and equal one of its values. */
function allows(policy: string, claims: Record<string, string>): boolean {
  const statements = statementsOf(policy).filter(({ Action }) =>
    [Action].flat().includes("sts:AssumeRoleWithWebIdentity"),
  );
  return statements.some(({ Effect, Condition }) => {
    if (Effect !== "Allow" || Object.keys(Condition).join() !== "StringEquals") {
      throw new Error("This evaluator knows Allow with StringEquals only");
    }
    return Object.entries(Condition["StringEquals"] ?? {}).every(([key, values]) => {
      const claim = claims[key];
      return claim !== undefined && [values].flat().includes(claim);
    });
  });
}

const claims = (sub: string, aud = "sts.amazonaws.com") => ({
  "token.actions.githubusercontent.com:aud": aud,
  "token.actions.githubusercontent.com:sub": sub,
});

it("has the subject of a job with names, and with numbers that never change", () => {
  expect(githubSubjects({ ...trust, contexts: ["pull_request", "environment:dev-preview"] })).toEqual([
    "repo:acme/cloud:pull_request",
    "repo:acme@123/cloud@456:pull_request",
    "repo:acme/cloud:environment:dev-preview",
    "repo:acme@123/cloud@456:environment:dev-preview",
  ]);
});

it("trusts numbers alone where tokens have them", () => {
  const immutable = githubTrustPolicy({ ...trust, subjects: "immutable" });
  expect(allows(immutable, claims("repo:acme@123/cloud@456:environment:prod"))).toBe(true);
  expect(allows(immutable, claims("repo:acme/cloud:environment:prod"))).toBe(false);
});

it("trusts GitHub's provider of the account, and nobody else unless permission sets are named", () => {
  expect(statementsOf(githubTrustPolicy(trust))).toEqual([
    expect.objectContaining({
      Principal: {
        Federated: "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com",
      },
      Action: "sts:AssumeRoleWithWebIdentity",
    }),
  ]);
  const people = statementsOf(githubTrustPolicy({ ...trust, permissionSets: ["Operator"] }))[1];
  const roles = "arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com";
  expect(people).toMatchObject({
    Principal: { AWS: "arn:aws:iam::111111111111:root" },
    Condition: {
      ArnLike: {
        "aws:PrincipalArn": [
          `${roles}/AWSReservedSSO_Operator_????????????????`,
          `${roles}/*/AWSReservedSSO_Operator_????????????????`,
        ],
      },
    },
  });
});

describe("whatever a token says", () => {
  // Most parts are right in most tokens, so that one that is wrong decides.
  const near = (right: string, ...others: string[]) =>
    fc.oneof(
      { weight: 8, arbitrary: fc.constant(right) },
      { weight: 2, arbitrary: fc.constantFrom(...others) },
      fc.string({ maxLength: 8 }),
    );
  const token = fc.record({
    owner: near("acme", "Acme", "acme-", "acm", "*", "evil", "acme/cloud:environment:prod"),
    repository: near("cloud", "cloud2", "Cloud", "*", "cloud-fork", "clou?"),
    ownerId: near("123", "1234", "0", "*", ""),
    repositoryId: near("456", "4567", "123", "*", ""),
    numbers: fc.constantFrom("both", "none", "owner", "repository"),
    context: near(
      "environment:prod",
      "pull_request",
      "environment:prod-preview",
      "environment:Prod",
      "environment:prod:ref:refs/heads/main",
      "environment:*",
      "ref:refs/heads/main",
      "ref:refs/tags/v1",
      "ref:refs/heads/environment:prod",
    ),
    aud: near("sts.amazonaws.com", "https://github.com/acme", "sts.amazonaws.com.cn", "*"),
  });
  type Token = typeof token extends fc.Arbitrary<infer Value> ? Value : never;
  const subjectOf = ({ numbers, ...it }: Token) => {
    const owner = ["both", "owner"].includes(numbers) ? `${it.owner}@${it.ownerId}` : it.owner;
    const numbered = ["both", "repository"].includes(numbers);
    const name = numbered ? `${it.repository}@${it.repositoryId}` : it.repository;
    return `repo:${owner}/${name}:${it.context}`;
  };

  it.each(["both", "immutable"] as const)(
    "no other repository, branch or environment becomes the role, with %s subjects",
    (subjects) => {
      const policy = githubTrustPolicy({ ...trust, subjects });
      let hits = 0;
      fc.assert(
        fc.property(token, (it) => {
          const rightNumbers = it.ownerId === "123" && it.repositoryId === "456" && it.numbers === "both";
          const expected =
            it.owner === "acme" &&
            it.repository === "cloud" &&
            it.context === "environment:prod" &&
            it.aud === "sts.amazonaws.com" &&
            (rightNumbers || (it.numbers === "none" && subjects === "both"));
          if (expected) hits += 1;
          expect(allows(policy, claims(subjectOf(it), it.aud))).toBe(expected);
        }),
        { numRuns: 5000 },
      );
      expect(hits).toBeGreaterThan(50);
    },
  );

  it("a token without a subject or an audience is none", () => {
    expect(allows(githubTrustPolicy(trust), {})).toBe(false);
    for (const key of Object.keys(claims(""))) {
      const { [key]: _left, ...others } = claims("repo:acme/cloud:environment:prod") as Record<
        string,
        string
      >;
      expect(allows(githubTrustPolicy(trust), others)).toBe(false);
    }
  });
});
