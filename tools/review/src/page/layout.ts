import type { Picture } from "../review.ts";

/** Sizes in pixels of the picture. */
export const NODE = { width: 168, height: 60 } as const;
const GAP = { x: 130, y: 26 } as const;
/** What an edge takes in a column that it passes. */
const PASSING = 16;
const SWEEPS = 6;

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** The upper left corner of each node, in the order of the picture's nodes. */
  readonly nodes: readonly Point[];
  /** The points that each edge passes, in the order of the picture's edges. */
  readonly edges: readonly (readonly Point[])[];
}

/** A node, or the place where an edge passes a column. */
interface Slot {
  readonly height: number;
  readonly before: Slot[];
  readonly after: Slot[];
  y: number;
}

/**
 * Stacks in columns, each to the right of all that it reads. Edges over more than one column get a place in those
 * between, so that they cross no node (Sugiyama's method, in its simplest form).
 */
export function layout({ nodes, edges }: Picture): Layout {
  const index = new Map(nodes.map(({ stack }, at) => [stack, at]));
  const links = edges.map(({ from, to }) => [index.get(from) ?? 0, index.get(to) ?? 0] as const);
  const ranks = ranksOf(nodes.length, links);
  const slots = nodes.map((): Slot => ({ height: NODE.height, before: [], after: [], y: 0 }));
  const columns: Slot[][] = Array.from({ length: Math.max(0, ...ranks) + 1 }, () => []);
  slots.forEach((slot, at) => columns[ranks[at] ?? 0]?.push(slot));
  const paths = links.map(([from, to]) => pathBetween(from, to, ranks, slots, columns));

  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const forward = sweep % 2 === 0;
    for (const column of forward ? columns : [...columns].reverse()) order(column, forward);
  }
  const heights = columns.map(place);
  const height = Math.max(0, ...heights);
  columns.forEach((column, at) => column.forEach((slot) => (slot.y += (height - (heights[at] ?? 0)) / 2)));
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) for (const column of columns) straighten(column, height);

  const left = (column: number): number => column * (NODE.width + GAP.x);
  return {
    width: Math.max(1, columns.length) * (NODE.width + GAP.x) - GAP.x,
    height,
    nodes: slots.map(({ y }, at) => ({ x: left(ranks[at] ?? 0), y })),
    edges: paths.map((path, edge) => {
      const first = ranks[links[edge]?.[0] ?? 0] ?? 0;
      return path.flatMap((slot, step): Point[] => {
        const x = left(first + step);
        const y = slot.y + slot.height / 2;
        if (step === 0) return [{ x: x + NODE.width, y }];
        if (step === path.length - 1) return [{ x, y }];
        return [
          { x, y },
          { x: x + NODE.width, y },
        ];
      });
    }),
  };
}

/** The column of each node: one more than the furthest of those it reads. An edge that closes a cycle is not counted. */
function ranksOf(count: number, links: readonly (readonly [number, number])[]): number[] {
  const ranks = new Array<number | undefined>(count).fill(undefined);
  const open = new Set<number>();
  const visit = (node: number): number => {
    const known = ranks[node];
    if (known !== undefined) return known;
    if (open.has(node)) return -1;
    open.add(node);
    const sources = links.filter(([, to]) => to === node).map(([from]) => visit(from));
    open.delete(node);
    const rank = Math.max(-1, ...sources) + 1;
    ranks[node] = rank;
    return rank;
  };
  return Array.from({ length: count }, (_, node) => visit(node));
}

/** The slots that an edge passes, tied to one another. */
function pathBetween(
  from: number,
  to: number,
  ranks: readonly number[],
  slots: readonly Slot[],
  columns: readonly Slot[][],
): Slot[] {
  const [source, target] = [slots[from], slots[to]];
  if (source === undefined || target === undefined) return [];
  const path = [source];
  for (let rank = (ranks[from] ?? 0) + 1; rank < (ranks[to] ?? 0); rank += 1) {
    const passing: Slot = { height: PASSING, before: [], after: [], y: 0 };
    columns[rank]?.push(passing);
    path.push(passing);
  }
  path.push(target);
  for (let step = 1; step < path.length; step += 1) {
    const [one, other] = [path[step - 1], path[step]];
    if (one === undefined || other === undefined) continue;
    one.after.push(other);
    other.before.push(one);
  }
  return path;
}

/** Sorts a column by where the neighbours of its slots are. */
function order(column: Slot[], forward: boolean): void {
  const wanted = new Map(
    column.map((slot, at) => {
      const neighbours = forward ? slot.before : slot.after;
      return [slot, neighbours.length === 0 ? at : mean(neighbours.map(({ y }) => y))];
    }),
  );
  column.sort((left, right) => (wanted.get(left) ?? 0) - (wanted.get(right) ?? 0));
  column.forEach((slot, at) => (slot.y = at));
}

/** Puts the slots of a column below one another; returns the height of the column. */
function place(column: readonly Slot[]): number {
  let y = 0;
  for (const slot of column) {
    slot.y = y;
    y += slot.height + GAP.y;
  }
  return Math.max(0, y - GAP.y);
}

/** Moves slots towards their neighbours, as far as those above and below let them. */
function straighten(column: readonly Slot[], height: number): void {
  column.forEach((slot, at) => {
    const neighbours = [...slot.before, ...slot.after];
    if (neighbours.length === 0) return;
    const wanted = mean(neighbours.map((other) => other.y + other.height / 2)) - slot.height / 2;
    const above = column[at - 1];
    const below = column[at + 1];
    const least = above === undefined ? 0 : above.y + above.height + GAP.y;
    const most = (below === undefined ? height : below.y - GAP.y) - slot.height;
    slot.y = Math.max(least, Math.min(wanted, Math.max(least, most)));
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
