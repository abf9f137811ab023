/** For each stack, the stacks whose outputs it reads, directly. */
export type Upstreams = ReadonlyMap<string, readonly string[]>;

/** The contracts of these stacks form a cycle, so no order exists. The message prints the cycle. */
export class CyclicStacksError extends Error {
  override name = "CyclicStacksError";
  readonly cycle: readonly string[];
  constructor(cycle: readonly string[]) {
    super(
      `The stacks read each other's outputs in a circle: ${cycle.join(" -> ")}. No stack was touched. ` +
        `Remove one of these imports of a contract.`,
    );
    this.cycle = cycle;
  }
}

/**
 * Which of the selected stacks each selected stack must wait for: its upstreams among the selected, also those
 * that it reaches only through stacks that are not selected. Its keys are in order: upstreams first, then by name.
 * Throws {@link CyclicStacksError}.
 */
export function orderAmong(selected: readonly string[], upstreams: Upstreams): Map<string, Set<string>> {
  assertAcyclic(selected, upstreams);
  const chosen = new Set(selected);
  const waits = new Map(
    [...chosen]
      .sort()
      .map((stack) => [
        stack,
        new Set([...allUpstreams(stack, upstreams)].filter((name) => chosen.has(name))),
      ]),
  );
  const order = new Map<string, Set<string>>();
  while (order.size < waits.size) {
    const next = [...waits].find(
      ([name, of]) => !order.has(name) && [...of].every((other) => order.has(other)),
    );
    if (next === undefined) break; // Cannot be: there is no cycle.
    order.set(...next);
  }
  return order;
}

/** Every stack whose outputs reach this one, directly or through others. */
export function allUpstreams(stack: string, upstreams: Upstreams): Set<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    for (const upstream of upstreams.get(name) ?? []) {
      if (found.has(upstream)) continue;
      found.add(upstream);
      visit(upstream);
    }
  };
  visit(stack);
  return found;
}

/** The same relation, and the opposite order, for an operation that runs downstream first. */
export function reversed(order: ReadonlyMap<string, ReadonlySet<string>>): Map<string, Set<string>> {
  const result = new Map<string, Set<string>>(
    [...order.keys()].reverse().map((name) => [name, new Set<string>()]),
  );
  for (const [name, waits] of order) for (const upstream of waits) result.get(upstream)?.add(name);
  return result;
}

function assertAcyclic(selected: readonly string[], upstreams: Upstreams): void {
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    const start = path.indexOf(name);
    if (start !== -1) throw new CyclicStacksError([...path.slice(start), name]);
    if (done.has(name)) return;
    for (const upstream of upstreams.get(name) ?? []) visit(upstream, [...path, name]);
    done.add(name);
  };
  for (const name of selected) visit(name, []);
}
