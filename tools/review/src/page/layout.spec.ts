import fc from "fast-check";
import type { Picture } from "../review.ts";
import { layout, NODE } from "./layout.ts";

const picture = (count: number, edges: readonly (readonly [number, number])[]): Picture => ({
  nodes: Array.from({ length: count }, (_, index) => ({ stack: `s${index}`, status: "changed", counts: {} })),
  edges: edges.map(([from, to]) => ({ from: `s${from}`, to: `s${to}`, outputs: [] })),
});
/** Each pair of nodes has an edge or none, from the lower to the higher number. */
const graphs = fc.integer({ min: 1, max: 9 }).chain((count) => {
  const pairs = Array.from({ length: count }, (_, to) =>
    Array.from({ length: to }, (__, from) => [from, to] as const),
  ).flat();
  return fc.subarray(pairs).map((edges) => [count, edges] as const);
});

it("puts no node on another one, and each to the right of those it reads", () => {
  fc.assert(
    fc.property(graphs, ([count, edges]) => {
      const { nodes, width, height } = layout(picture(count, edges));
      for (const [index, node] of nodes.entries()) {
        expect(node.x).toBeGreaterThanOrEqual(0);
        expect(node.y).toBeGreaterThanOrEqual(-0.001);
        expect(node.x + NODE.width).toBeLessThanOrEqual(width);
        expect(node.y + NODE.height).toBeLessThanOrEqual(height + 0.001);
        for (const other of nodes.slice(index + 1))
          if (node.x === other.x) expect(Math.abs(node.y - other.y)).toBeGreaterThanOrEqual(NODE.height);
      }
      for (const [from, to] of edges) expect(nodes[to]?.x).toBeGreaterThan(nodes[from]?.x ?? Infinity);
    }),
  );
});

it("leads no edge through a node", () => {
  fc.assert(
    fc.property(graphs, ([count, links]) => {
      const { nodes, edges } = layout(picture(count, links));
      for (const points of edges) {
        // Between the columns an edge bends; within one it is straight, from one side to the other.
        for (let step = 1; step + 1 < points.length; step += 2) {
          const [enters] = [points[step]];
          const through = nodes.filter(
            ({ x, y }) => x === enters?.x && y < enters.y && enters.y < y + NODE.height,
          );
          expect(through).toEqual([]);
        }
      }
    }),
  );
});

it("survives a cycle, and a graph without a node", () => {
  expect(
    layout(
      picture(2, [
        [0, 1],
        [1, 0],
      ]),
    ).nodes,
  ).toHaveLength(2);
  expect(layout(picture(0, []))).toMatchObject({ nodes: [], edges: [], height: 0 });
});
