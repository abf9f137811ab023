import type { Sample } from "./measure.ts";
import type { Row } from "./rows.ts";
import { fastestPeer, type Measured, renderTable } from "./table.ts";

const sample = (wall: number): Sample => ({ wall, cpu: wall * 2, memory: 100, code: 0, output: "" });
const measured = (key: string, kind: Row["kind"], walls: (number | undefined)[]): Measured => ({
  row: {
    key,
    title: key,
    kind,
    stacks: 5,
    command: () => ({ command: "", args: [], directory: "", env: {} }),
  },
  samples: walls.map((wall) => (wall === undefined ? undefined : sample(wall))),
});

it("compares with the fastest peer, not with a floor, and counts no failed round", () => {
  const rows = [
    measured("ours", "ours", [5, 4, 6]),
    measured("slow", "peer", [20, 20, 20]),
    measured("fast", "peer", [10, undefined, 8]),
    measured("floor", "floor", [1, 1, 1]),
    measured("broken", "peer", [undefined, undefined, undefined]),
  ];
  expect(fastestPeer(rows)?.row.key).toBe("fast");
  const lines = renderTable(rows).split("\n");
  expect(lines[0]).toContain("(fast)");
  expect(lines[2]).toBe(
    "| ours | 5.00 (4.00–6.00) | 10.00 (8.00–12.00) | 100 (100–100) | 0.63 (0.50–0.75) |",
  );
  expect(lines.at(-1)).toBe("| broken | failed | | | |");
});
