import fc from "fast-check";
import { anyReview } from "../test/any-review.ts";
import { expectSafeReview } from "../test/expect-safe-review.ts";
import { REVIEWS } from "../test/reviews.ts";

it("no change set that the schema allows speaks in our name, or tells a secret", () => {
  fc.assert(fc.property(anyReview, fc.integer({ min: 2_000, max: 70_000 }), expectSafeReview), {
    numRuns: 15,
  });
});

it.each(Object.entries(REVIEWS))("nor does the review of %s", (_, input) =>
  expectSafeReview(input(), 65_536),
);
