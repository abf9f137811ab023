import fc from "fast-check";
import { roundsOf } from "./rounds.ts";

const five = [["secrets"], ["network"], ["eks", "rds"], ["lambda"]];

it("keeps what one machine can do on one, for each environment", () => {
  expect(
    roundsOf(
      new Map([
        ["dev", five],
        ["prod", [["rds"]]],
      ]),
      20,
      3,
    ),
  ).toEqual([
    [
      { environment: "dev", stacks: "secrets,network,eks,rds,lambda", part: "dev-1-1" },
      { environment: "prod", stacks: "rds", part: "prod-1-1" },
    ],
    [],
    [],
  ]);
});

it("spreads more over machines, layer by layer, and leaves the rest to the last round", () => {
  expect(roundsOf(new Map([["dev", five]]), 1, 3).map((jobs) => jobs.map(({ stacks }) => stacks))).toEqual([
    ["secrets"],
    ["network"],
    ["eks,rds,lambda"],
  ]);
  expect(
    roundsOf(new Map([["dev", [["a", "b", "c", "d", "e"], ["f"]]]]), 2, 3).map((jobs) =>
      jobs.map(({ stacks }) => stacks),
    ),
  ).toEqual([["a,b", "c,d", "e"], ["f"], []]);
});

it("gives every stack to one job, and no job waits for another of its round", () => {
  const layers = fc
    .array(fc.integer({ min: 1, max: 7 }), { maxLength: 6 })
    .map((sizes) =>
      sizes.map((size, layer) => Array.from({ length: size }, (_, index) => `s${layer}-${index}`)),
    );
  fc.assert(
    fc.property(
      layers,
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 1, max: 4 }),
      (of, perMachine, most) => {
        const rounds = roundsOf(new Map([["dev", of]]), perMachine, most);
        const names = (jobs: { stacks: string }[]) => jobs.flatMap(({ stacks }) => stacks.split(","));
        expect(rounds).toHaveLength(most);
        expect(rounds.flatMap(names).sort()).toEqual(of.flat().sort());
        const parts = rounds.flat().map(({ part }) => part);
        expect(new Set(parts).size).toBe(parts.length);
        for (const jobs of rounds) {
          const depths = new Set(names(jobs).map((name) => name.split("-")[0]));
          if (jobs.length > 1) expect(depths.size).toBe(1);
        }
        const depth = (name: string): number => Number(name.slice(1).split("-")[0]);
        rounds.reduce((before, jobs) => {
          for (const name of names(jobs)) expect(depth(name)).toBeGreaterThan(before);
          return Math.max(before, ...names(jobs).map(depth));
        }, -1);
      },
    ),
  );
});
