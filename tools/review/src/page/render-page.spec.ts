import { createHash } from "node:crypto";
import { REVIEWS } from "../../test/reviews.ts";
import { buildReview } from "../build-review.ts";
import { renderPage } from "./render-page.ts";

const page = (name: string): string => {
  const input = REVIEWS[name];
  if (input === undefined) throw new Error(name);
  return renderPage(buildReview(input()));
};

it("lets its own style and script run, by their digests, and nothing else", () => {
  const text = page("database-replaced");
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1] ?? "";
  const own = (element: string): string =>
    new RegExp(`<${element}>([^]*?)</${element}>`).exec(text)?.[1] ?? "";
  const digest = (of: string): string =>
    `&#39;sha256-${createHash("sha256").update(of).digest("base64")}&#39;`;
  expect(policy).toBe(
    `default-src &#39;none&#39;; style-src ${digest(own("style"))}; script-src ${digest(own("script"))}; ` +
      "base-uri &#39;none&#39;; form-action &#39;none&#39;",
  );
});

it("draws the output along which a change travels, and no picture where nothing changes", () => {
  expect(page("database-replaced")).toMatch(
    /class="edge live"[^]*<title>\s*lambda reads rds: address\s*<\/title>/,
  );
  expect(page("nothing-changes")).not.toContain("<svg");
});

it("says the same as the comment where nothing changes", () => {
  expect(page("nothing-changes")).toContain('<h1 id="verdict-title">Nothing would change.</h1>');
});
