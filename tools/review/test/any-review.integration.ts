import fc from "fast-check";
import { anyReview } from "./any-review.ts";
import { expectSafeReview } from "./expect-safe-review.ts";

/** As many as about a minute allows; a seed to go on from is in the message of a failure. */
const RUNS = 400;

it("no change set that the schema allows speaks in our name, or tells a secret", () => {
  fc.assert(fc.property(anyReview, fc.integer({ min: 2_000, max: 70_000 }), expectSafeReview), {
    numRuns: RUNS,
  });
});
