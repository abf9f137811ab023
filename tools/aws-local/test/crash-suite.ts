import { CrashRun, type CrashReport, describeCrash } from "./crash-run.ts";
import { Sandbox } from "./pulumi.ts";
import { randomNumbers } from "./random.ts";

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

    it(
      "loses nothing acknowledged; refresh and up reach the same end",
      async () => {
        const failures: string[] = [];
        process.stdout.write(`STRATA_CRASH_SEED=${seed}\n`);
        for (let point = 0; point < points; point++) {
          try {
            const report = await run.crashAt(random);
            reports.push(report);
            process.stdout.write(`${point + 1}/${points} ${describeCrash(report)}\n`);
          } catch (error) {
            failures.push(`point ${point + 1}: ${(error as Error).message}`);
            process.stdout.write(`${point + 1}/${points} FAILED ${(error as Error).message}\n`);
          }
        }
        expect({ seed, failures }).toEqual({ seed, failures: [] });
        // Of a few points it may be that each comes too late.
        if (points >= 10) expect(reports.filter(({ hit }) => hit).length).toBeGreaterThan(points / 2);
      },
      points * 120_000,
    );
  });
}
