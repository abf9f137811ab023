import { policyProblems } from "./policy-document.ts";
import type { PolicyKind } from "./policy-kinds.ts";

const document = (...statements: object[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const read = { Effect: "Allow", Action: "s3:Get*", Resource: "*" };
const trust = { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };

describe("policy documents that AWS accepts", () => {
  it.each<[string, PolicyKind, string]>([
    ["without a version", "identity", JSON.stringify({ Statement: read })],
    [
      "with one statement that is no list",
      "trust",
      JSON.stringify({ Version: "2012-10-17", Statement: trust }),
    ],
    [
      "with wildcards and variables in ARNs",
      "identity",
      document({
        ...read,
        Resource: [
          "arn:*:s3:::bucket-*",
          "arn:${aws:Partition}:iam::${aws:PrincipalAccount}:user/x",
          "arn:aws:sqs",
        ],
      }),
    ],
    [
      "of AWS itself, in ARNs",
      "identity",
      document({ ...read, Resource: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
    ],
    [
      "with every form of condition",
      "identity",
      document({
        ...read,
        Condition: {
          "ForAllValues:StringLikeIfExists": { "aws:TagKeys": ["a", "b*"] },
          NumericLessThanEquals: { "s3:max-keys": 10 },
          Bool: { "aws:SecureTransport": true },
          Null: { "aws:TokenIssueTime": "true" },
          ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/admin" },
          NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" },
        },
      }),
    ],
    [
      "with a Sid of words, of a key",
      "resource",
      document(
        { ...read, Sid: "Enable IAM User Permissions", Principal: { AWS: "123456789012" } },
        { ...read, Sid: "Enable IAM User Permissions", Principal: "*" },
      ),
    ],
    [
      "with several actions of STS",
      "trust",
      document({ ...trust, Action: ["sts:AssumeRole", "sts:TagSession"] }),
    ],
    [
      "with allowed resources and conditions, of an organization",
      "serviceControl",
      document({
        ...read,
        Resource: "arn:aws:s3:::bucket/*",
        Condition: { StringEquals: { "aws:RequestedRegion": "eu-central-1" } },
      }),
    ],
    [
      "for resources of an organization",
      "resourceControl",
      document({ ...read, Effect: "Deny", Principal: "*" }),
    ],
  ])("%s", (_, kind, text) => expect(policyProblems(text, kind)).toEqual([]));
});

describe("a policy document", () => {
  it("has all that is wrong with it said at once", () => {
    const wrong = document({ ...read, Effect: "allow", Sid: "a b" }, { Action: "s3" });
    expect(policyProblems(wrong, "identity")).toHaveLength(5);
  });
});
