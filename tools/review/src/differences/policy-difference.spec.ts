import { parsePolicy } from "./policy-document.ts";
import { policyDifference, policyLines } from "./policy-difference.ts";

const policy = (...statements: object[]) => parsePolicy({ Statement: statements }) ?? [];
const compare = (old: object | undefined, now: object | undefined) =>
  policyDifference(policy(...(old ? [old] : [])), policy(...(now ? [now] : [])));
const allow = (elements: object) => ({ Effect: "Allow", ...elements });

it.each([
  ["an action more", { Action: "s3:GetObject" }, { Action: ["s3:GetObject", "s3:PutObject"] }, true, false],
  ["an action less", { Action: ["s3:GetObject", "s3:PutObject"] }, { Action: "s3:GetObject" }, false, true],
  ["a wildcard instead", { Action: "s3:GetObject" }, { Action: "s3:*" }, true, false],
  ["one of a wildcard", { Action: "S3:*" }, { Action: "s3:GetObject" }, false, true],
  ["another resource", { Resource: "arn:a" }, { Resource: "arn:b" }, true, true],
  ["anybody", { Principal: { AWS: "arn:aws:iam::1:root" } }, { Principal: "*" }, true, false],
  ["a condition more", {}, { Condition: { Bool: { "aws:SecureTransport": "true" } } }, false, true],
  ["a condition less", { Condition: { Bool: { "aws:SecureTransport": "true" } } }, {}, true, false],
  ["an exception less", { NotAction: ["iam:*", "sts:*"] }, { NotAction: "iam:*" }, true, false],
])("an allowing statement with %s", (_, old, now, wider, narrower) => {
  const about = { Resource: "*" };
  const [left, right] = [allow({ ...about, ...old }), allow({ ...about, ...now })];
  expect(compare(left, right)).toMatchObject([{ change: "changed", wider, narrower }]);
});

it("a denying statement works the other way round", () => {
  const deny = (Action: string[]) => ({ Effect: "Deny", Action, Resource: "*" });
  expect(compare(deny(["a:B", "a:C"]), deny(["a:B"]))).toMatchObject([{ wider: true, narrower: false }]);
  expect(compare(deny(["a:B"]), undefined)).toMatchObject([{ change: "removed", wider: true }]);
  expect(compare(undefined, deny(["a:B"]))).toMatchObject([
    { change: "added", wider: false, narrower: true },
  ]);
  const turned = { ...deny(["a:B"]), Sid: "s" };
  expect(compare(turned, { ...turned, Effect: "Allow" })).toMatchObject([{ wider: true }]);
});

it("order, layout and repetition are no difference", () => {
  const one = allow({ Action: ["a:B", "a:C"], Resource: "*" });
  const two = allow({ Action: "a:D", Resource: "*" });
  const same = allow({ Resource: ["*"], Action: ["a:C", "a:B", "a:B"] });
  expect(policyDifference(policy(one, two), policy(two, same))).toEqual([]);
});

it("pairs statements by their Sids, else by what they share, and shows only what differs", () => {
  const old = policy(
    { Sid: "Read", ...allow({ Action: "s3:GetObject", Resource: "arn:x" }) },
    allow({ Action: ["a:A", "a:B"], Resource: "arn:y" }),
  );
  const now = policy(allow({ Action: ["a:A", "a:C"], Resource: "arn:y" }), {
    Sid: "Read",
    ...allow({ Action: "s3:*", Resource: "arn:x" }),
  });
  expect(policyLines(policyDifference(old, now))).toEqual([
    { mark: " ", text: "Allow" },
    { mark: "-", text: "  Action a:B" },
    { mark: "+", text: "  Action a:C" },
    { mark: " ", text: 'Allow "Read"' },
    { mark: "-", text: "  Action s3:GetObject" },
    { mark: "+", text: "  Action s3:*" },
  ]);
});

it.each([
  ["{}"],
  ["[]"],
  ["{"],
  ['{"Statement": "x"}'],
  ['{"Statement": [{"Action": "a"}]}'],
  [7],
  [null],
  [undefined],
])("%j is no policy", (value) => expect(parsePolicy(value)).toBeUndefined());
