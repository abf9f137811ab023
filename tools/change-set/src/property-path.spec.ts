import { memberPath, parsePropertyPath, valueAt } from "./property-path.ts";

it.each([
  ["tags.Owner", ["tags", "Owner"]],
  ["ingress[0].cidrBlocks[1]", ["ingress", 0, "cidrBlocks", 1]],
  ['tags["kubernetes.io/role/elb"]', ["tags", "kubernetes.io/role/elb"]],
  ['a["say \\"hi\\""].b', ["a", 'say "hi"', "b"]],
])("reads %s", (path, segments) => expect(parsePropertyPath(path)).toEqual(segments));

it("finds values, and undefined where the path leaves the value", () => {
  expect(valueAt({ a: [{ b: 1 }] }, ["a", 0, "b"])).toBe(1);
  expect(valueAt({ a: null }, ["a", "b"])).toBeUndefined();
});

it.each(["plain", "with.dot", 'with"quote', "back\\slash", "a[0]"])(
  "is read as it was written: %j",
  (key) => {
    expect(parsePropertyPath(memberPath("", key))).toEqual([key]);
    expect(parsePropertyPath(memberPath("tags", key))).toEqual(["tags", key]);
  },
);
