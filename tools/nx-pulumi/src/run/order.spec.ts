import { allUpstreams, CyclicStacksError, orderAmong, reversed } from "./order.ts";

const upstreams = new Map([
  ["secrets", []],
  ["network", ["secrets"]],
  ["eks", ["secrets", "network"]],
  ["rds", ["secrets", "network"]],
  ["lambda", ["network", "secrets", "rds"]],
]);

describe("orderAmong", () => {
  it("waits only for selected stacks", () => {
    expect(orderAmong(["rds", "lambda"], upstreams)).toEqual(
      new Map([
        ["rds", new Set()],
        ["lambda", new Set(["rds"])],
      ]),
    );
  });

  it("lists upstreams first, then by name", () => {
    const names = [...orderAmong(["rds", "lambda", "network", "eks", "secrets"], upstreams).keys()];
    expect(names).toEqual(["secrets", "network", "eks", "rds", "lambda"]);
    expect([...reversed(orderAmong(names, upstreams)).keys()]).toEqual(names.reverse());
  });

  it("keeps an order that goes through a stack that is not selected", () => {
    const chain = new Map([
      ["a", []],
      ["b", ["a"]],
      ["c", ["b"]],
    ]);
    expect(orderAmong(["c", "a"], chain).get("c")).toEqual(new Set(["a"]));
  });

  it("prints a cycle", () => {
    const cyclic = new Map([
      ["a", ["b"]],
      ["b", ["c"]],
      ["c", ["b"]],
    ]);
    expect(() => orderAmong(["a"], cyclic)).toThrow(CyclicStacksError);
    expect(() => orderAmong(["a"], cyclic)).toThrow(/b -> c -> b/);
  });
});

it("reverses: whoever waited is waited for", () => {
  expect(reversed(orderAmong(["network", "rds", "lambda"], upstreams))).toEqual(
    new Map([
      ["network", new Set(["rds", "lambda"])],
      ["rds", new Set(["lambda"])],
      ["lambda", new Set()],
    ]),
  );
});

it("follows upstreams to the end", () => {
  expect(allUpstreams("lambda", upstreams)).toEqual(new Set(["network", "secrets", "rds"]));
});
