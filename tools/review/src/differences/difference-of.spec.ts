import { type ChangedValue, differenceOf } from "./difference-of.ts";

const lines = (change: Omit<ChangedValue, "path" | "kind"> & Partial<ChangedValue>): string[] =>
  differenceOf({ path: "p", kind: "update", ...change }).map(({ mark, text }) => `${mark} ${text}`);

it("plain values are in one line, with what they cause", () => {
  expect(lines({ old: 1, new: 2 })).toEqual(["! p: 1 → 2"]);
  expect(lines({ old: "a", new: "[unknown]", note: "forces a replacement" })).toEqual([
    '! p: "a" → [unknown]   (forces a replacement)',
  ]);
  expect(lines({ old: "[secret]", new: "[secret]" })).toEqual(["! p: [secret] → another [secret]"]);
  expect(lines({ kind: "add", new: { a: [1, 2], b: { c: null } } })).toEqual([
    "+ p.a: [1,2]",
    "+ p.b.c: null",
  ]);
  expect(lines({ kind: "delete", old: "x" })).toEqual(['- p: "x"']);
});

it("objects are compared member by member, lists by what is in them", () => {
  expect(lines({ old: { a: 1, b: { c: [1, 2] }, d: 0 }, new: { a: 1, b: { c: [2, 3] }, e: 0 } })).toEqual([
    "- p.b.c[]: 1",
    "+ p.b.c[]: 3",
    "- p.d: 0",
    "+ p.e: 0",
  ]);
  expect(lines({ old: [{ port: 1 }, { port: 2 }], new: [{ port: 1 }, { port: 3 }] })).toEqual([
    "! p[1].port: 2 → 3",
  ]);
  expect(lines({ old: [1, 2], new: [2, 1] })).toEqual(["! p: [1,2] → [2,1]"]);
});

it("JSON documents are compared as documents", () => {
  expect(lines({ old: '{"a":1,"b":[1]}', new: '{ "b": [1], "a": 2 }' })).toEqual(["  p:", "!   a: 1 → 2"]);
  expect(lines({ old: '{"a":1}', new: '{ "a": 1 }' })).toEqual(["  p:", "    only its layout changes"]);
});

it("policies are compared as policies", () => {
  const policy = (action: string) =>
    JSON.stringify({ Statement: { Effect: "Allow", Action: action, Resource: "*" } });
  expect(lines({ old: policy("a:B"), new: policy("a:C") })).toEqual([
    "  p:",
    "    Allow",
    "-     Action a:B",
    "+     Action a:C",
  ]);
});

it("texts are compared line by line, with a little of what stays", () => {
  const text = (line: string) => ["1", "2", "3", "4", line, "6", "7", "8", "9", ""].join("\n");
  expect(lines({ old: text("5"), new: text("five") })).toEqual([
    "  p:",
    "    …",
    "    3",
    "    4",
    "-   5",
    "+   five",
    "    6",
    "    7",
    "    …",
  ]);
});

it("long texts are shown around what differs", () => {
  const [line] = lines({
    old: `${"x".repeat(300)}1${"y".repeat(300)}`,
    new: `${"x".repeat(300)}2${"y".repeat(300)}`,
  });
  expect(line).toBe(`! p: "…${"x".repeat(24)}1${"y".repeat(24)}…" → "…${"x".repeat(24)}2${"y".repeat(24)}…"`);
});

it("what is very long is cut, and says so", () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`key${index}`, index]));
  expect(lines({ kind: "add", new: many }).at(-1)).toBe("  … 300 more lines of p");
  expect(lines({ kind: "add", new: "z".repeat(100_000) })[0]?.length).toBeLessThan(2_100);
});
