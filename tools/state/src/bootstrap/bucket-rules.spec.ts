import { lifecycleDays, lifecycleRules, tlsOnlyPolicy } from "./bucket-rules.ts";

const statements = (existing?: string) =>
  (JSON.parse(tlsOnlyPolicy("b", "aws", existing)) as { Statement: { Sid: string }[] }).Statement;

it("denies everybody who comes without TLS, the bucket and what is in it", () =>
  expect(statements()).toEqual([
    {
      Sid: "StrataTlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]));

it("keeps the statements of others, a single one too, and has its own once", () => {
  const own = tlsOnlyPolicy("b", "aws", '{"Statement":{"Sid":"Others"}}');
  expect(statements(own).map(({ Sid }) => Sid)).toEqual(["Others", "StrataTlsOnly"]);
  expect(() => tlsOnlyPolicy("b", "aws", "{")).toThrow(/policy of the bucket b is not JSON/);
});

it("lets older versions go, but never the newest hundred, nor what is current", () => {
  const rules = lifecycleRules(365, "deep/");
  expect(lifecycleDays(rules)).toBe(365);
  expect(rules[0]?.NoncurrentVersionExpiration).toEqual({
    NoncurrentDays: 365,
    NewerNoncurrentVersions: 100,
  });
  expect(rules.map(({ Expiration }) => Expiration?.Days)).toEqual([undefined, undefined]);
  expect(rules[1]?.Filter).toEqual({ Prefix: "deep/.pulumi/locks/" });
});

it.each([
  undefined,
  [],
  [{ ID: "other", Status: "Enabled" as const }],
  [{ ID: "strata-older-versions", Status: "Disabled" as const }],
])("knows where there is no such rule", (rules) => expect(lifecycleDays(rules)).toBe(0));
