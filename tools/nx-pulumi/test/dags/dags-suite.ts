import { join } from "node:path";
import { WorkspaceCopy } from "../support/workspace-copy.ts";
import type { Comparison } from "./compare.ts";

interface Case extends Comparison {
  readonly seed: number;
  readonly size: number;
  readonly edits: readonly { stack: string; what: string }[];
  readonly reused: number;
  readonly stacks: { readonly unchanged: number; readonly changed: number; readonly replaced: number };
}

interface Sizes {
  readonly cases: number;
  readonly smallest: number;
  readonly largest: number;
}

/** What the previews of random stacks show, against what updates then do, with the real engine. */
export function dagsSuite(given: Sizes): void {
  const seed = Number(process.env["STRATA_DAG_SEED"] ?? Date.now() % 1_000_000);
  const cases = Number(process.env["STRATA_DAG_CASES"] ?? given.cases);
  const { smallest, largest } = given;

  it(`${cases} random DAGs of ${smallest} to ${largest} stacks, seed ${seed}: what one preview shows is what updates do`, async () => {
    // Two at once: a single run leaves a core idle while its first and its last stack are alone.
    const half = Math.ceil(cases / 2);
    const results = (
      await Promise.all([
        runCases({ smallest, largest, cases: half, seed }),
        runCases({ smallest, largest, cases: cases - half, seed: seed + half }),
      ])
    ).flat();
    const sum = (of: (result: Case) => number): number =>
      results.reduce((total, result) => total + of(result), 0);
    const stacks = sum(({ size }) => size);
    const share = {
      unchanged: sum((result) => result.stacks.unchanged) / stacks,
      changed: sum((result) => result.stacks.changed) / stacks,
      replaced: sum((result) => result.stacks.replaced) / stacks,
    };
    process.stderr.write(
      `${cases} DAGs, seed ${seed}: ${stacks} stacks, ${sum(({ changed }) => changed)} resources changed, ` +
        `${sum(({ replaced }) => replaced)} of them replaced, ${sum(({ widened }) => widened)} shown too wide, ` +
        `${sum(({ reused }) => reused)} previews reused; shares ${JSON.stringify(share)}\n`,
    );
    expect(results.filter(({ problems }) => problems.length > 0)).toEqual([]);
    // Else the comparison would be of little.
    for (const part of Object.values(share)) expect(part).toBeGreaterThanOrEqual(0.25);
  });
}

/** Cases one after the other, in a copy of the workspace. Throws with what was printed where one does not end. */
async function runCases(given: Sizes & { seed: number }): Promise<Case[]> {
  const { cases, smallest, largest, seed } = given;
  if (cases === 0) return [];
  const workspace = new WorkspaceCopy();
  try {
    const script = join(workspace.root, "tools/nx-pulumi/test/dags/run-cases.ts");
    const args = [script, cases, smallest, largest, seed].map(String);
    const { code, text } = await workspace.run(join(workspace.root, "node_modules/.bin/node"), args);
    const results = text
      .split("\n")
      .flatMap((line) => (line.startsWith('{"seed"') ? [JSON.parse(line) as Case] : []));
    if (code !== 0 || results.length !== cases) throw new Error(text);
    return results;
  } finally {
    workspace.remove();
  }
}
