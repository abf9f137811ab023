import { graphDifferences } from "./graph-check.ts";

const stack = (name: string, ...upstreams: string[]) =>
  [name, { name, pulumiProject: name, upstreams }] as const;
const stacks = new Map([stack("secrets"), stack("network", "secrets"), stack("eks", "network", "secrets")]);

it("finds edges that nobody reads, and reads without an edge", () => {
  expect(graphDifferences(stacks, new Map([["network", ["secrets"]]]))).toEqual([]);
  const read = new Map([
    ["network", []],
    ["eks", ["network", "rds", "secrets"]],
  ]);
  expect(graphDifferences(stacks, read)).toEqual([
    { stack: "network", upstream: "secrets", kind: "unread" },
    { stack: "eks", upstream: "rds", kind: "undeclared" },
  ]);
});
