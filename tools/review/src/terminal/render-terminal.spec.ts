import { REVIEWS } from "../../test/reviews.ts";
import { buildReview } from "../build-review.ts";
import { isWorthTelling, renderTerminal } from "./render-terminal.ts";

const review = (name: string) =>
  buildReview(REVIEWS[name]?.() ?? { environment: name, operation: "up", changeSets: [], graph: [] });
const plain = { color: false, columns: 100, rows: 24 };

it("is coloured where there are colours, with the same words", () => {
  const [title = ""] = renderTerminal(review("database-replaced"), { ...plain, color: true });
  expect(title).toMatch(/^\u001b\[31m/);
  expect(title.replace(/\u001b\[\d+m/g, "")).toBe(renderTerminal(review("database-replaced"), plain)[0]);
});

it("keeps the verdict and the way to the rest, however small the screen is", () => {
  const lines = renderTerminal(review("two-thousand-resources"), { color: false, columns: 60, rows: 8 });
  expect(lines[0]).toMatch(/^400 resources would be destroyed/);
  expect(lines.at(-1)).toBe("The whole review: npx strata review -c prod --open");
  expect(lines.length).toBeLessThanOrEqual(8);
});

it.each([
  ["nothing-changes", false],
  ["one-tag-everywhere", false],
  ["database-replaced", true],
  ["security-group-opened", true],
  ["output-removed", true],
  ["new-stack-and-consumer", true],
])("after %s it is printed: %s", (name, told) => expect(isWorthTelling(review(name))).toBe(told));
