import { COMMENT_LIMIT } from "@strata/review";
import { composeComment } from "./compose.ts";
import { hasMarker } from "./marker.ts";
import { commitOf } from "./outdated.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";
const base = { key: "preview", commit, runUrl: "https://github.com/a/b/actions/runs/1", notes: [] };

it("begins with its marker and commit, and has every part", () => {
  const text = composeComment({
    ...base,
    notes: ["a note"],
    parts: [() => "one\n", () => "two"],
    after: ["last"],
  });
  expect(text).toBe(
    `<!-- strata:preview -->\n<!-- strata:of ${commit} -->\n\na note\n\n` +
      "[The run](https://github.com/a/b/actions/runs/1) of `0123456`.\n\none\n\ntwo\n\nlast\n",
  );
  expect([hasMarker(text, "preview"), commitOf(text)]).toEqual([true, commit]);
});

it("hands on what a part does not need, and keeps to the limit", () => {
  const limits: number[] = [];
  const greedy = (size: number) => (limit: number) => {
    limits.push(limit);
    return "x".repeat(Math.min(size, limit));
  };
  const text = composeComment({ ...base, parts: [greedy(10), greedy(1e6), greedy(1e6)] });
  expect(text.length).toBeLessThan(COMMENT_LIMIT);
  expect(limits[1]).toBeGreaterThan(limits[0] ?? 0);
});
