import { CrashRun, type CrashReport, describeCrash } from "./crash-run.ts";
import { Sandbox } from "./pulumi.ts";
import { randomNumbers } from "@strata/testing/random-numbers";
import { type Victim, VICTIMS } from "./stack-folders.ts";

/** How often a point is drawn again if the up had ended before it. */
const MAX_DRAWS = 20;

/**
 * Kills the provider, the language host or the engine at random points of an up of all five stacks. The seed is
 * printed; STRATA_CRASH_SEED repeats a run as far as the machine's timing allows.
 */
export function crashSuite(points: number): void {
  describe(`SIGKILL at ${points} random points of an up of all five stacks`, () => {
    const seed = Number(process.env.STRATA_CRASH_SEED ?? Math.floor(Math.random() * 2 ** 32));
    const random = randomNumbers(seed);
    const reports: CrashReport[] = [];
    let sandbox: Sandbox;
    let run: CrashRun;
    beforeAll(async () => {
      sandbox = await Sandbox.create();
      run = new CrashRun(sandbox);
      await run.prepare();
    }, 600_000);
    afterAll(async () => {
      await run.close();
      await sandbox.close();
    });

    it("imports what an engine that was killed had begun and the store has done", async () => {
      const { imported, ...found } = await run.crashInCreation(5);
      process.stdout.write(`killed in creations: ${JSON.stringify({ imported, ...found })}\n`);
      expect(imported).toBeGreaterThan(0);
    }, 120_000);

    it(
      "loses nothing acknowledged; refresh and up reach the same end",
      async () => {
        const failures: string[] = [];
        process.stdout.write(`STRATA_CRASH_SEED=${seed}\n`);
        for (let point = 0; point < points; point++) {
          // One after the other, so that each is killed as often; a point after the end is drawn again.
          const victim = VICTIMS[point % VICTIMS.length] as Victim;
          try {
            for (let draw = 0; draw === 0 || reports.at(-1)?.when === "after"; draw++) {
              if (draw === MAX_DRAWS) throw new Error(`${draw} points came after the end`);
              const report = await run.crashAt(random, victim);
              reports.push(report);
              process.stdout.write(`${point + 1}/${points} ${describeCrash(report)}\n`);
            }
          } catch (error) {
            failures.push(`point ${point + 1}: ${(error as Error).message}`);
            process.stdout.write(`${point + 1}/${points} FAILED ${(error as Error).message}\n`);
          }
        }
        process.stdout.write(`${summary(reports)}\n`);
        expect({ seed, failures }).toEqual({ seed, failures: [] });
        expect(reports.filter(({ when }) => when !== "after")).toHaveLength(points);
      },
      points * 120_000,
    );
  });
}

/** How many crashes were when, of what, and in which quarter of the up; what was found after them. */
function summary(reports: readonly CrashReport[]): string {
  const count = (of: (report: CrashReport) => string | number): string => {
    const counts = new Map<string | number, number>();
    for (const report of reports.filter(({ when }) => when !== "after"))
      counts.set(of(report), (counts.get(of(report)) ?? 0) + 1);
    return [...counts]
      .map(([what, times]) => `${what} ${times}`)
      .sort()
      .join(", ");
  };
  const sum = (of: (report: CrashReport) => number): number =>
    reports.reduce((total, report) => total + of(report), 0);
  return [
    `when: ${count(({ when }) => when)}; drawn again: ${reports.filter(({ when }) => when === "after").length}`,
    `killed: ${count(({ victim }) => victim)}`,
    `quarter of the time: ${count(({ quarter }) => quarter)}`,
    `stack: ${count(({ stack }) => stack)}`,
    `acknowledged in the log ${sum(({ logged }) => logged)}, in the state ${sum(({ acknowledged }) => acknowledged)}; ` +
      `imported ${sum(({ imported }) => imported)}, cleared ${sum(({ cleared }) => cleared)}, strays ${sum(({ strays }) => strays)}`,
  ].join("\n");
}
