import type { ChangeSet, PropertyChange } from "./change-set.ts";
import { widenings } from "./widenings.ts";

type Resource = ChangeSet["resources"][number];
const property = (path: string, to: unknown): PropertyChange => ({
  path,
  kind: "update",
  replaces: false,
  old: "before",
  new: to,
});
const resource = (
  change: Resource["change"],
  properties: PropertyChange[] = [],
  urn = "urn:a",
): Resource => ({
  change,
  urn,
  type: "aws:ec2/vpc:Vpc",
  name: "a",
  provider: "",
  replaceKeys: change === "replace" ? ["vpcId"] : [],
  properties,
});
const messages = (reviewed: Resource[], actual: Resource[]): string[] =>
  widenings({ resources: reviewed }, { resources: actual }).map(({ message }) => message);

it("accepts the same, less, and what was not known", () => {
  const reviewed = [resource("replace", [property("vpcId", "[unknown]"), property("tags.A", "x")])];
  expect(messages(reviewed, reviewed)).toEqual([]);
  expect(messages(reviewed, [])).toEqual([]);
  expect(messages(reviewed, [resource("update", [property("tags.A", "x")])])).toEqual([]);
  expect(messages(reviewed, [resource("replace", [property("vpcId", "vpc-1")])])).toEqual([]);
  const list = [resource("update", [property("ids", "[unknown]")])];
  expect(messages(list, [resource("update", [property("ids[0]", "sg-1")])])).toEqual([]);
});

describe("what is made anew", () => {
  const made = (inputs?: Record<string, unknown>): Resource[] => [
    { ...resource("create"), ...(inputs && { inputs }) },
  ];
  const policy = {
    name: "[unknown]",
    policy: '{"Action":"s3:GetObject"}',
    tags: { A: "x" },
    ids: ["[unknown]"],
  };

  it("has the inputs that were reviewed, and what was not known may be anything", () => {
    expect(messages(made(policy), made(policy))).toEqual([]);
    expect(messages(made(policy), made({ ...policy, name: "a-1a2b3c4", ids: ["sg-1", "sg-2"] }))).toEqual([]);
    expect(messages(made({ password: "[secret]" }), made({ password: "[secret]" }))).toEqual([]);
  });

  it("may not have others", () => {
    expect(messages(made(policy), made({ ...policy, policy: '{"Action":"*"}' }))).toEqual([
      'create with policy "{\\"Action\\":\\"*\\"}"; reviewed: "{\\"Action\\":\\"s3:GetObject\\"}"',
    ]);
    expect(messages(made(policy), made({ ...policy, tags: { "B.C": "y" }, public: true }))).toEqual([
      'create with tags.A nothing; reviewed: "x"',
      'create with tags["B.C"] "y"; reviewed: nothing',
      "create with public true; reviewed: nothing",
    ]);
  });

  it("is known where a text only has the word for unknown in it", () => {
    const reviewed = made({ policy: '{"Sid":"[unknown]"}' });
    expect(messages(reviewed, made({ policy: '{"Action":"*"}' }))).toHaveLength(1);
  });

  it("is compared by what there is in a change set of before inputs were kept", () => {
    expect(messages(made(), made(policy))).toEqual([]);
  });
});

it.each([
  ["a new resource", [], [resource("create")], "create; reviewed: no change"],
  ["a new update", [], [resource("update")], "update; reviewed: no change"],
  [
    "a replacement for an update",
    [resource("update")],
    [resource("replace")],
    "replace because of vpcId; reviewed: update",
  ],
  ["a deletion for a replacement", [resource("replace")], [resource("delete")], "delete; reviewed: replace"],
  [
    "another value",
    [resource("update", [property("tags.A", "x")])],
    [resource("update", [property("tags.A", "y")])],
    'tags.A changes to "y"; reviewed: "x"',
  ],
  [
    "another property",
    [resource("update", [property("tags.A", "[unknown]")])],
    [resource("update", [property("tags.AB", "y")])],
    'tags.AB changes to "y"; reviewed: no change',
  ],
])("refuses %s", (_what, reviewed, actual, message) => {
  expect(messages(reviewed, actual)).toEqual([message]);
});
