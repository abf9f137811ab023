import type { OutputReview, Picture, PictureEdge, PictureNode, StackReview } from "../review.ts";
import type { ReviewInput } from "../review-input.ts";
import { highest } from "../risk/risk-of.ts";

/** The graph of stacks, with what changes in each and the outputs along which it travels. */
export function pictureOf(
  graph: ReviewInput["graph"],
  stacks: readonly StackReview[],
  outputs: readonly OutputReview[],
  reads: ReadonlyMap<string, readonly string[]>,
): Picture {
  const names = [...new Set([...stacks.map(({ stack }) => stack), ...graph.map(({ stack }) => stack)])];
  const upstreams = new Map(
    names.map((name) => {
      const known = graph.find(({ stack }) => stack === name)?.upstreams ?? [];
      return [
        name,
        [...new Set([...known, ...(reads.get(name) ?? [])])].filter(
          (one) => one !== name && names.includes(one),
        ),
      ];
    }),
  );
  return {
    nodes: names.map((name): PictureNode => {
      const review = stacks.find(({ stack }) => stack === name);
      if (review === undefined) return { stack: name, status: "outside", counts: {} };
      const level = highest(review.resources.flatMap((resource) => resource.level ?? []));
      return {
        stack: name,
        status: review.status,
        ...(level === undefined ? {} : { level }),
        counts: review.counts,
      };
    }),
    edges: [...upstreams].flatMap(([to, sources]) =>
      sources.map((from): PictureEdge => ({
        from,
        to,
        outputs: outputs
          .filter(({ stack, readers }) => stack === from && readers.includes(to))
          .map(({ name }) => name),
      })),
    ),
  };
}

/** Upstream first, each stack once; stacks of a cycle, which cannot be, come last. */
export function upstreamFirst(names: readonly string[], graph: ReviewInput["graph"]): string[] {
  const upstreams = new Map(graph.map(({ stack, upstreams: of }) => [stack, of]));
  const done: string[] = [];
  const open = new Set<string>();
  const visit = (name: string): void => {
    if (done.includes(name) || open.has(name)) return;
    open.add(name);
    for (const upstream of [...(upstreams.get(name) ?? [])].sort())
      if (names.includes(upstream)) visit(upstream);
    done.push(name);
  };
  for (const name of [...names].sort()) visit(name);
  return done;
}
