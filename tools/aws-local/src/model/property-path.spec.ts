import { parsePath, valueAt, withValueAt } from "./property-path.ts";

describe("property paths", () => {
  it.each([
    ["tags.Name", ["tags", "Name"]],
    ['tags["a/b"].c', ["tags", "a/b", "c"]],
    ['tags["a\\"b"]', ["tags", 'a"b']],
    ["a[0].b[12]", ["a", 0, "b", 12]],
  ])("%s", (text, path) => expect(parsePath(text)).toEqual(path));

  it.each(["", ".a", "a.", "a..b", "[0]", "a[x]", 'a["b]', "a b"])("%j is none", (text) =>
    expect(parsePath(text)).toBeUndefined(),
  );

  it("lead to values, or nowhere", () => {
    const properties = { a: [{ b: 1 }], c: "text" };
    expect(valueAt(properties, ["a", 0, "b"])).toBe(1);
    expect(valueAt(properties, ["a", "b"])).toBeUndefined();
    expect(valueAt(properties, ["c", "length"])).toBeUndefined();
    expect(valueAt(properties, ["constructor"])).toBeUndefined();
  });

  it("set a value in a copy", () => {
    const properties = { a: [{ b: 1 }] };
    expect(withValueAt(properties, ["a", 0, "b"], 2)).toEqual({ a: [{ b: 2 }] });
    expect(withValueAt(properties, ["a", 1], 2)).toEqual({ a: [{ b: 1 }, 2] });
    expect(withValueAt(properties, ["a", 0], null)).toEqual({ a: [] });
    expect(withValueAt(properties, ["c", "d"], 2)).toEqual({ a: [{ b: 1 }], c: { d: 2 } });
    expect(withValueAt(properties, ["a", 2], 2)).toBeUndefined();
    expect(withValueAt(properties, ["a", "b"], 2)).toBeUndefined();
    expect(properties).toEqual({ a: [{ b: 1 }] });
  });
});
