import { orderAmong, type Upstreams } from "../run/order.ts";

/**
 * The selected stacks in layers: those of one layer read nothing of one another, and whatever they read among the
 * selected is in an earlier layer. Each layer is sorted. Throws `CyclicStacksError`.
 */
export function layersOf(selected: readonly string[], upstreams: Upstreams): string[][] {
  const depths = new Map<string, number>();
  const layers: string[][] = [];
  for (const [name, waits] of orderAmong(selected, upstreams)) {
    const depth = Math.max(-1, ...[...waits].map((upstream) => depths.get(upstream) ?? -1)) + 1;
    depths.set(name, depth);
    (layers[depth] ??= []).push(name);
  }
  return layers.map((layer) => layer.sort());
}
