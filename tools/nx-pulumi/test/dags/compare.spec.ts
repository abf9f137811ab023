import type { ChangeSet } from "@strata/change-set";
import { compare } from "./compare.ts";

type Resource = ChangeSet["resources"][number];
const of = (change: Resource["change"], to?: unknown, urn = "a"): Resource => ({
  change,
  urn,
  type: "t",
  name: urn,
  provider: "",
  replaceKeys: [],
  properties: to === undefined ? [] : [{ path: "p", kind: "update", replaces: false, new: to }],
});
const problems = (shown: Resource[], done: Resource[]): readonly string[] =>
  compare([{ stack: "s", resources: shown }], [{ stack: "s", resources: done }]).problems;

it("accepts the same, and what was shown too wide because a value was not known", () => {
  expect(problems([of("update", 1)], [of("update", 1)])).toEqual([]);
  expect(problems([of("replace", "[unknown]")], [of("update", 1)])).toEqual([]);
  expect(problems([of("update", "[unknown]")], [])).toEqual([]);
});

it.each([
  ["a hidden change", [], [of("update")], /hidden: update a/],
  ["a hidden replacement", [of("update", "[unknown]")], [of("replace")], /shown as update, was replace/],
  ["a change shown for nothing", [of("update", 1)], [], /shown and not done/],
  ["a replacement shown for nothing", [of("replace", 1)], [of("update")], /shown as replace for nothing/],
])("finds %s", (_what, shown, done, expected) => expect(problems(shown, done)[0]).toMatch(expected));
