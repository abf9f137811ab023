/** Texts that take more edits than this, as a share of the longer one, are no typing mistakes. */
const LARGEST_SHARE = 0.4;

/** The candidate that takes the fewest edits, as long as it is near enough to be what was meant. */
export function nearest(text: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(text.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= Math.max(text.length, candidate.length) * LARGEST_SHARE);
  return ranked.sort((left, right) => left.distance - right.distance)[0]?.candidate;
}

/**
 * How many characters must be inserted, removed or replaced to turn one text into the other (Levenshtein's distance,
 * row by row).
 */
export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

/** `Unknown region "eu-centrl-1". Did you mean "eu-central-1"? Allowed: eu-central-1, eu-west-1.` */
export function unknownName(kind: string, got: string, allowed: readonly string[]): string {
  const near = nearest(got, allowed);
  const question = near === undefined ? "" : ` Did you mean ${JSON.stringify(near)}?`;
  return `Unknown ${kind} ${JSON.stringify(got)}.${question} Allowed: ${allowed.join(", ")}.`;
}
