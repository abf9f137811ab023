/** One job: stacks of one environment that one machine previews. */
export interface JobOfRound {
  readonly environment: string;
  /** Nx's names, with commas between them. */
  readonly stacks: string;
  /** Unlike that of every other job of the run; part of the names of artifacts. */
  readonly part: string;
}

/**
 * The jobs of a run in rounds: those of one round run side by side, and a round begins when the one before has ended. What
 * one machine can do well stays on one, which puts its stacks in order by itself: another machine costs a checkout and an
 * installation. More stacks than that are spread, layer by layer; the last round takes all that is left.
 *
 * @param layersOf the layers of each environment, as `strata matrix` prints them
 * @param perMachine how many stacks one machine is given before another is used
 * @param rounds how many rounds the workflow has
 */
export function roundsOf(
  layersOf: ReadonlyMap<string, readonly (readonly string[])[]>,
  perMachine: number,
  rounds: number,
): JobOfRound[][] {
  const all: JobOfRound[][] = Array.from({ length: rounds }, () => []);
  for (const [environment, layers] of layersOf) {
    grouped(layers, perMachine, rounds).forEach((jobs, round) => {
      jobs.forEach((stacks, index) =>
        all[round]?.push({
          environment,
          stacks: stacks.join(","),
          part: `${environment}-${round + 1}-${index + 1}`,
        }),
      );
    });
  }
  return all;
}

function grouped(layers: readonly (readonly string[])[], perMachine: number, rounds: number): string[][][] {
  const found: string[][][] = [];
  let rest = layers.filter((layer) => layer.length > 0);
  while (rest.length > 0) {
    if (found.length === rounds - 1) return [...found, [rest.flat()]];
    let taken = 1;
    let size = rest[0]?.length ?? 0;
    while (taken < rest.length && size + (rest[taken]?.length ?? 0) <= perMachine)
      size += rest[taken++]?.length ?? 0;
    // A round of several layers has one machine: it is the only one that knows when an upstream is done.
    found.push(taken > 1 ? [rest.slice(0, taken).flat()] : chunks(rest[0] ?? [], perMachine));
    rest = rest.slice(taken);
  }
  return found;
}

function chunks(items: readonly string[], size: number): string[][] {
  const count = Math.max(1, Math.ceil(items.length / size));
  const each = Math.ceil(items.length / count);
  return Array.from({ length: count }, (_, index) => items.slice(index * each, (index + 1) * each));
}
