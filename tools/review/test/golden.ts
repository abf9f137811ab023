import { join } from "node:path";
import { buildReview, renderComment, renderTerminal, type ReviewInput } from "../src/index.ts";

/** The committed reviews. To renew them: npm run -w @strata/review update-golden, and look at the difference. */
export const GOLDEN_FOLDER = join(import.meta.dirname, "golden");

/** The files of a review, by the end of their names. */
export function goldenFiles(input: ReviewInput): Readonly<Record<"md" | "txt", string>> {
  const review = buildReview(input);
  return {
    md: renderComment(review, { marker: `strata-review ${input.environment}` }),
    txt: `${renderTerminal(review, { color: false, columns: 100, rows: 24 }).join("\n")}\n`,
  };
}
