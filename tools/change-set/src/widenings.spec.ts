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
