import { REVIEWS } from "../../test/reviews.ts";
import { buildReview } from "../build-review.ts";
import { commentMarker, renderComment } from "./render-comment.ts";

const review = buildReview(
  REVIEWS["two-thousand-resources"]?.() ?? { environment: "", operation: "up", changeSets: [], graph: [] },
);
const headings = (comment: string): string[] =>
  [...comment.matchAll(/^#### (.*)$/gm)].map(([, title]) => title ?? "");

it("drops detail from the bottom, says what, and links to the page", () => {
  const whole = headings(renderComment(review, { limit: 1_000_000 }));
  let before = whole.length;
  for (const limit of [200_000, 65_536, 20_000, 12_000, 3_000]) {
    const comment = renderComment(review, { limit });
    const shown = headings(comment);
    expect(shown).toEqual(whole.slice(0, shown.length));
    expect(shown.length).toBeLessThanOrEqual(before);
    before = shown.length;
    expect(comment).toContain("400 resources would be destroyed and 400 resources would be replaced");
    expect(comment).toMatch(
      /Left out[^\n]*\[The whole review\]\(<https:\/\/example\.com\/reviews\/big\.html>\)\.\n$/,
    );
  }
  expect(before).toBeLessThan(whole.length);
});

it("has a page of the caller's, and says where there is one without it", () => {
  expect(renderComment(review, { pageUrl: "https://example.org/a(b)>c" })).toContain(
    "(<https://example.org/a(b)%3Ec>)",
  );
  const { pageUrl: _, ...without } = review;
  expect(renderComment(without, { pageUrl: "javascript:alert(1)" })).toContain(
    "`npx strata review --open` shows the whole review.",
  );
});

it("begins with the marker by which it is found", () => {
  expect(renderComment(review, { marker: "strata prod" }).startsWith("<!-- strata prod -->\n\n### ")).toBe(
    true,
  );
  expect(commentMarker("a --> <b>")).toBe("<!-- a - b -->");
});

it("refuses a limit that no verdict fits into", () => {
  expect(() => renderComment(review, { limit: 1_999 })).toThrow(/got 1999; allowed: 2000 at least/);
});
