import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { GOLDEN_FOLDER, goldenFiles } from "../test/golden.ts";
import { REVIEWS } from "../test/reviews.ts";
import { buildReview, COMMENT_LIMIT, lengthOf, renderComment, renderTerminal } from "./index.ts";

describe.each(Object.entries(REVIEWS))("%s", (name, input) => {
  it("is what was committed; to renew: npm run -w @strata/review update-golden", () => {
    for (const [end, text] of Object.entries(goldenFiles(input())))
      expect(text).toBe(readFileSync(join(GOLDEN_FOLDER, `${name}.${end}`), "utf8"));
  });

  it("fits into a comment and a screen, whatever size they have", () => {
    const review = buildReview(input());
    for (const limit of [2_000, 9_000, 30_000, COMMENT_LIMIT]) {
      const comment = renderComment(review, { limit });
      expect(lengthOf(comment)).toBeLessThanOrEqual(limit);
      expect(comment.startsWith(`### `)).toBe(true);
      expect(comment.split("\n")[0]).toBe(renderComment(review).split("\n")[0]);
    }
    for (const [columns, rows] of [
      [40, 8],
      [80, 24],
      [200, 50],
    ] as const) {
      const lines = renderTerminal(review, { color: false, columns, rows });
      expect(lines.length).toBeLessThanOrEqual(Math.max(rows, 8));
      for (const line of lines) expect([...line].length).toBeLessThanOrEqual(columns);
    }
  });
});

it("keeps no review of a change set that is not there", () => {
  const names = Object.keys(REVIEWS).flatMap((name) => [`${name}.md`, `${name}.txt`]);
  expect(readdirSync(GOLDEN_FOLDER).sort()).toEqual(names.sort());
});
