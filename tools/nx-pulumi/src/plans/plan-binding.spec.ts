import { type PlanBinding, type PlanFacts, staleness } from "./plan-binding.ts";

const facts: PlanFacts = {
  stack: "eks",
  project: "eks",
  environment: "prod",
  state: "s1",
  gitTree: "t1",
  lockfile: "l1",
  configuration: "c1",
  engine: "3.259.0",
  packages: "p1",
};
const binding: PlanBinding = {
  version: 1,
  ...facts,
  unknownReads: [],
  createdAt: "2026-01-01T00:00:00.000Z",
  expiresAt: "2026-01-01T12:00:00.000Z",
};
const soon = new Date("2026-01-01T01:00:00.000Z");

it("is nothing where nothing changed", () => expect(staleness(binding, facts, soon)).toEqual([]));

it.each(Object.keys(facts) as (keyof PlanFacts)[])("tells that %s is another, with both", (name) => {
  const [problem, ...more] = staleness(binding, { ...facts, [name]: "other" }, soon);
  expect(problem).toMatch(new RegExp(`planned for ${binding[name]}, now other$`));
  expect(more).toEqual([]);
});

it("tells that it has expired, and everything at once", () => {
  const late = new Date("2026-01-01T12:00:00.000Z");
  expect(staleness(binding, { ...facts, engine: "3.260.0", state: "s2" }, late)).toHaveLength(3);
});
