import { buildReview, renderComment, renderPage, renderTerminal, type ReviewInput } from "../src/index.ts";
import { TOKEN } from "./any-review.ts";
import { expectSafeComment, expectSafePage } from "./expect-safe.ts";

/** Throws unless a review can be shown: as a comment of so many characters at most, as a page, in a terminal, as JSON. */
export function expectSafeReview(input: ReviewInput, limit: number): void {
  const review = buildReview(input);
  const marker = `strata-review ${input.environment}`;
  const comment = renderComment(review, { limit, marker });
  expectSafeComment(comment, { limit, pageUrl: review.pageUrl });
  expect(comment.startsWith("<!-- strata-review")).toBe(true);
  expect(comment).toContain("\n### ");

  const page = renderPage(review);
  expectSafePage(page);

  const lines = renderTerminal(review, { color: true, columns: 80, rows: 24 });
  expect(lines.length).toBeLessThanOrEqual(24);
  // Colours of ours are the only escapes.
  for (const line of lines) expect(line.replace(/\u001b\[\d+m/g, "")).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);

  for (const text of [comment, page, lines.join("\n"), JSON.stringify(review)])
    expect(text).not.toContain(TOKEN);
}
