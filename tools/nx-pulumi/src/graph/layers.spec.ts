import fc from "fast-check";
import { layersOf } from "./layers.ts";

const upstreams = new Map([
  ["secrets", []],
  ["network", ["secrets"]],
  ["eks", ["network", "secrets"]],
  ["rds", ["network"]],
  ["lambda", ["rds"]],
]);

it("puts each stack after all that it reads, also through stacks that are not selected", () => {
  expect(layersOf([...upstreams.keys()], upstreams)).toEqual([
    ["secrets"],
    ["network"],
    ["eks", "rds"],
    ["lambda"],
  ]);
  expect(layersOf(["lambda", "secrets", "eks"], upstreams)).toEqual([["secrets"], ["eks", "lambda"]]);
  expect(layersOf([], upstreams)).toEqual([]);
});

it("keeps every stack once, and no edge within a layer or backwards", () => {
  const graph = fc
    .integer({ min: 1, max: 12 })
    .chain((size) =>
      fc.tuple(...Array.from({ length: size }, (_, index) => fc.subarray([...Array(index).keys()]))),
    );
  fc.assert(
    fc.property(graph, (edges) => {
      const named = new Map(
        edges.map((targets, index) => [`s${index}`, targets.map((target) => `s${target}`)]),
      );
      const layers = layersOf([...named.keys()], named);
      const layerOf = new Map(layers.flatMap((layer, depth) => layer.map((name) => [name, depth] as const)));
      expect(layerOf.size).toBe(named.size);
      for (const [name, targets] of named)
        for (const target of targets) expect(layerOf.get(target)).toBeLessThan(layerOf.get(name) ?? -1);
    }),
  );
});
