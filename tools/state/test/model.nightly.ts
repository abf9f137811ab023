import fc from "fast-check";
import { type Outcome, play, stories } from "./support/model.ts";

const RUNS = 10_000;

it(`${RUNS} stories: never two holders, a growing fence, and somebody always gets in`, async () => {
  const total: Record<keyof Outcome, number> = { leases: 0, takeovers: 0, lost: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(stories, fc.scheduler(), async (story, scheduler) => {
      const outcome = await play(story, scheduler);
      for (const name of ["leases", "takeovers", "lost", "refused"] as const) total[name] += outcome[name];
    }),
    { numRuns: RUNS },
  );
  process.stdout.write(`${RUNS} stories: ${JSON.stringify(total)}\n`);
  expect(total.takeovers).toBeGreaterThan(RUNS / 5);
});
