import fc from "fast-check";
import { type Outcome, play, stories } from "../../test/support/model.ts";

// test/mutate.ts plays fewer, since it does so for each mutant, and needs no shortest story.
const { STRATA_MODEL_STORIES: few } = process.env;
const RUNS = Number(few ?? 300);

it(`${RUNS} stories: never two holders, a growing fence, and somebody always gets in`, async () => {
  const total: Record<keyof Outcome, number> = { leases: 0, takeovers: 0, lost: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(stories, fc.scheduler(), async (story, scheduler) => {
      const outcome = await play(story, scheduler);
      for (const name of ["leases", "takeovers", "lost", "refused"] as const) total[name] += outcome[name];
    }),
    { numRuns: RUNS, seed: 20_261_129, endOnFailure: few !== undefined },
  );
  // The stories are not all about nothing.
  expect(total.leases).toBeGreaterThan(3 * RUNS);
  expect(total.takeovers).toBeGreaterThan(RUNS / 5);
  expect(total.lost).toBeGreaterThan(RUNS / 5);
  expect(total.refused).toBeGreaterThan(0);
}, 30_000);
