/** The middle and the ends of some samples. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Throws a `RangeError` for no samples. */
export function spreadOf(samples: readonly number[]): Spread {
  const sorted = [...samples].sort((left, right) => left - right);
  const [min] = sorted;
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) throw new RangeError("no samples");
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? max;
  const lower = sorted[Math.ceil(middle) - 1] ?? min;
  return { median: (lower + upper) / 2, min, max };
}

/**
 * The ratios of samples of the same round: what disturbs one round disturbs both. Rounds that lack either are left out.
 */
export function ratiosByRound(
  samples: readonly (number | undefined)[],
  reference: readonly (number | undefined)[],
): number[] {
  return samples.flatMap((sample, round) => {
    const other = reference[round];
    return sample === undefined || other === undefined ? [] : [sample / other];
  });
}
