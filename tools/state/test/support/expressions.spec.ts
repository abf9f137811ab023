import { fulfils, refuseUnused, updated } from "./expressions.ts";

const ITEM = { LockID: { S: "a" }, fence: { N: "2" }, waiters: { M: { one: { N: "0" } } } };
const NAMES = { "#LockID": "LockID", "#fence": "fence", "#waiters": "waiters", "#one": "one", "#two": "two" };
const VALUES = { ":one": { N: "1" }, ":two": { N: "2" }, ":map": { M: {} } };
const bindings = { names: NAMES, values: VALUES };

describe("a condition", () => {
  it.each([
    ["attribute_exists(#LockID)", true, false],
    ["attribute_not_exists(#waiters.#two)", true, true],
    ["#fence = :two", true, false],
    ["#fence <> :two", false, false],
    ["size(#waiters) = :one", true, false],
    ["#fence = :one OR #fence = :two AND attribute_exists(#waiters.#one)", true, false],
    ["(#fence = :two OR #fence = :one) AND #fence = :one", false, false],
    ["NOT #fence = :one", true, true],
  ])("%s", (text, ofItem, ofNothing) => {
    expect(fulfils(text, ITEM, bindings)).toBe(ofItem);
    expect(fulfils(text, undefined, bindings)).toBe(ofNothing);
  });
});

describe("an update", () => {
  it("has the operands of the item before it", () => {
    const text =
      "SET #waiters.#two = if_not_exists(#waiters.#two, #fence), #LockID = :map REMOVE #waiters.#one ADD #fence :one";
    expect(updated(text, ITEM, bindings)).toEqual({
      LockID: { M: {} },
      fence: { N: "3" },
      waiters: { M: { two: { N: "2" } } },
    });
    expect(ITEM.fence).toEqual({ N: "2" });
  });

  it.each([
    ["SET #waiters.#two.#one = :one", /path/],
    ["SET #waiters = :map REMOVE #waiters.#one", /overlap/],
    ["SET #fence = #two", /does not exist/],
    ["SET #fence = #waiters + :one", /incorrect data type/],
    ["SET #fence = :none", /not defined: :none/],
    ["REMOVE #none", /not defined: #none/],
    ["DELETE #fence :one", /Syntax error at DELETE/],
  ])("%s is refused", (text, message) => expect(() => updated(text, ITEM, bindings)).toThrow(message));
});

it("what no expression uses is refused", () => {
  const used = { names: { "#fence": "fence" }, values: { ":one": { N: "1" } } };
  expect(() => refuseUnused(["#fence = :one"], used)).not.toThrow();
  expect(() => refuseUnused(["#fence = :one"], bindings)).toThrow(/unused: #LockID/);
});
