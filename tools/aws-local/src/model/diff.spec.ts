import { UNKNOWN, type ValueMap } from "../protocol/values.ts";
import { parseProperties } from "../declarations/type-expression.ts";
import { diffProperties } from "./diff.ts";

const declaration = {
  inputs: {},
  outputs: parseProperties(
    "readonly computed: pulumi.Output<string>; readonly optional: pulumi.Output<string | undefined>;",
  ),
  types: {},
  enumerations: {},
};
const descriptor = {
  id: () => "",
  replaceOn: ["name", "config.fixed"],
  unordered: ["ids", "rules"],
  json: ["policy"],
};

function changes(before: ValueMap, after: ValueMap, state: ValueMap = before): Record<string, string> {
  const found = diffProperties({
    descriptor,
    declaration,
    oldInputs: before,
    oldOutputs: state,
    newInputs: after,
  });
  return Object.fromEntries(
    [...found].map(([path, { kind, replaces }]) => [path, replaces ? `${kind}!` : kind]),
  );
}

describe("the difference between before and now", () => {
  it("is at the paths that differ, with what replaces", () => {
    expect(changes({ name: "a", tags: { "x/y": "1", z: "1" } }, { name: "b", tags: { "x/y": "2" } })).toEqual(
      {
        name: "update!",
        'tags["x/y"]': "update",
        "tags.z": "delete",
      },
    );
  });

  it("replaces for a member only if that member changes", () => {
    expect(changes({ config: { fixed: 1, free: 1 } }, { config: { fixed: 1, free: 2 } })).toEqual({
      "config.free": "update",
    });
    expect(changes({ config: { fixed: 1 } }, { config: { fixed: 2 } })).toEqual({
      "config.fixed": "update!",
    });
    expect(changes({}, { config: { fixed: 1 } })).toEqual({ config: "add!" });
    expect(changes({}, { config: { free: 1 } })).toEqual({ config: "add" });
    expect(changes({ config: { fixed: 1 } }, {})).toEqual({ config: "delete!" });
  });

  it("does not see the order of what has none, the layout of documents, what AWS filled in", () => {
    expect(changes({ ids: ["a", "b"] }, { ids: ["b", "a"] })).toEqual({});
    expect(changes({ ids: ["a", "b"] }, { ids: ["b", "c"] })).toEqual({ "ids[1]": "update" });
    expect(
      changes(
        { rules: [{ port: 1 }, { port: 2 }] },
        { rules: [{ port: 2 }, { port: 1 }] },
        {
          rules: [
            { port: 1, id: "x" },
            { port: 2, id: "y" },
          ],
        },
      ),
    ).toEqual({});
    expect(changes({ policy: '{"a":1,"b":2}' }, { policy: '{ "b": 2, "a": 1 }' })).toEqual({});
    expect(changes({ policy: '{"a":[1,2]}' }, { policy: '{"a":[2,1]}' })).toEqual({ policy: "update" });
    expect(changes({ computed: "x" }, {}, { computed: "x" })).toEqual({});
    expect(changes({ optional: "x" }, {}, { optional: "x" })).toEqual({ optional: "delete" });
    expect(changes({}, { computed: "x" }, { computed: "x" })).toEqual({});
  });

  it("is with the resource as it is, if that drifted", () => {
    expect(changes({ computed: "a" }, { computed: "a" }, { computed: "b" })).toEqual({ computed: "update" });
  });

  it("counts what is unknown as changed", () => {
    expect(changes({ name: "a" }, { name: UNKNOWN })).toEqual({ name: "update!" });
  });

  it("replaces for what is derived only where nothing else says so, and tells that it is derived", () => {
    const derived = { cloudFormationType: "AWS::X::Y", inputs: ["name", "kind", "config.mode"] };
    const found = diffProperties({
      descriptor,
      declaration,
      derived,
      oldInputs: { name: "a", kind: "a", config: { mode: "a", free: 1 }, tags: {} },
      oldOutputs: { name: "a", kind: "a", config: { mode: "a", free: 1 }, tags: {} },
      newInputs: { name: "b", kind: "b", config: { mode: "b", free: 2 }, tags: { a: "b" } },
    });
    expect(Object.fromEntries(found)).toEqual({
      name: { kind: "update", replaces: true },
      kind: { kind: "update", replaces: true, derivedFrom: "AWS::X::Y" },
      "config.mode": { kind: "update", replaces: true, derivedFrom: "AWS::X::Y" },
      "config.free": { kind: "update", replaces: false },
      "tags.a": { kind: "add", replaces: false },
    });
  });
});
