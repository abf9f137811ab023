import type { Sample } from "./measure.ts";
import type { Row } from "./rows.ts";
import { ratiosByRound, type Spread, spreadOf } from "./statistics.ts";

/** The samples of a row, one for each round; undefined where it failed. */
export interface Measured {
  readonly row: Row;
  readonly samples: readonly (Sample | undefined)[];
}

/** A Markdown table: for each row medians with their ends, and its wall time against the fastest peer's, round by round. */
export function renderTable(measured: readonly Measured[]): string {
  const fastest = fastestPeer(measured);
  const lines = measured.map(({ row, samples }) => {
    const good = samples.filter((sample) => sample !== undefined);
    if (good.length === 0) return `| ${row.title} | failed | | | |`;
    const of = (pick: (sample: Sample) => number, digits: number): string =>
      show(spreadOf(good.map(pick)), digits);
    const ratios = fastest ? ratiosByRound(walls(samples), walls(fastest.samples)) : [];
    const ratio = ratios.length > 0 && row.stacks === 5 ? show(spreadOf(ratios), 2) : "";
    return `| ${row.title} | ${of(({ wall }) => wall, 2)} | ${of(({ cpu }) => cpu, 2)} | ${of(({ memory }) => memory, 0)} | ${ratio} |`;
  });
  return [
    `| row | wall, s | CPU, s | peak memory, MiB | wall / fastest peer${fastest ? ` (${fastest.row.key})` : ""} |`,
    "| --- | --- | --- | --- | --- |",
    ...lines,
  ].join("\n");
}

/** The wall time of one row against that of another, round by round; undefined where either was not measured. */
export function ratioOf(measured: readonly Measured[], key: string, to: string): string | undefined {
  const samples = (name: string): readonly (Sample | undefined)[] =>
    measured.find(({ row }) => row.key === name)?.samples ?? [];
  const ratios = ratiosByRound(walls(samples(key)), walls(samples(to)));
  return ratios.length === 0 ? undefined : show(spreadOf(ratios), 2);
}

/** The peer with the lowest median of wall time, among the rows with warm caches. */
export function fastestPeer(measured: readonly Measured[]): Measured | undefined {
  const median = ({ samples }: Measured): number =>
    spreadOf(walls(samples).filter((wall) => wall !== undefined)).median;
  return measured
    .filter(
      ({ row, samples }) =>
        row.kind === "peer" && !row.cold && samples.some((sample) => sample !== undefined),
    )
    .sort((left, right) => median(left) - median(right))[0];
}

function walls(samples: readonly (Sample | undefined)[]): (number | undefined)[] {
  return samples.map((sample) => sample?.wall);
}

function show({ median, min, max }: Spread, digits: number): string {
  return `${median.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)})`;
}
