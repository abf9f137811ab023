import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Review } from "../review.ts";
import { clip, printable } from "../text/printable.ts";
import { CHANGES_BY_WEIGHT, changeWord } from "../text/words.ts";
import { changesSection, stacksSection } from "./changes.ts";
import { given, Html, markup, sentence } from "./html.ts";
import { picture } from "./picture.ts";
import { topSections } from "./sections.ts";

/**
 * The review as one HTML file: it loads nothing, and by its Content-Security-Policy it could not, nor run a script that is
 * not its own. Without scripts all is there but the filter.
 */
export function renderPage(review: Review): string {
  const [style, script] = [asset("style.css"), asset("client.js")];
  const policy = `default-src 'none'; style-src '${digest(style)}'; script-src '${digest(script)}'; base-uri 'none'; form-action 'none'`;
  const { environment, operation, commit } = review;
  const title = `${capital(operation)} of ${clip(printable(environment), 60)}`;
  return markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title} · Strata review</title>
        <style>${new Html(style)}</style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the review</a>
        <header>
          <p>
            ${title}${commit === undefined ? undefined : markup` <span class="where">at ${given(commit.slice(0, 12))}</span>`}
          </p>
          <button type="button" id="theme" hidden>Theme: system</button>
        </header>
        <main id="main">
          ${verdictSection(review)}${topSections(review)}${pictureSection(review)}${stacksSection(review)}${changesSection(review)}
        </main>
        <footer>
          <p>
            Keys: <kbd>/</kbd> filter, <kbd>j</kbd> and <kbd>k</kbd> next and previous change,
            <kbd>e</kbd> unfold all, <kbd>t</kbd> theme, <kbd>Esc</kbd> no filter.
          </p>
        </footer>
        <script>${new Html(script)}</script>
      </body>
    </html>
`.text;
}

function verdictSection(review: Review): Html {
  const { verdict, stacks, operation } = review;
  const totals = CHANGES_BY_WEIGHT.filter((change) => change !== "read").map(
    (change) => [change, stacks.reduce((sum, { counts }) => sum + (counts[change] ?? 0), 0)] as const,
  );
  const tiles = totals
    .filter(([, count]) => count > 0)
    .map(
      ([change, count]) =>
        markup`<li class="${change}"><b>${count}</b> ${changeWord(operation, change)}</li>`,
    );
  return markup`<section class="verdict ${verdict.level}" aria-labelledby="verdict-title">
    <h1 id="verdict-title">${sentence(verdict.headline)}.</h1>
    ${verdict.details.map((detail) => markup`<p>${sentence(detail)}</p>`)}${
      tiles.length === 0
        ? undefined
        : markup`<ul class="tiles">
            ${tiles}
          </ul>`
    }
  </section>`;
}

function pictureSection(review: Review): Html | undefined {
  const drawing = picture(review);
  return drawing === undefined
    ? undefined
    : markup`<section id="picture" aria-labelledby="picture-title">
        <h2 id="picture-title">Where changes travel</h2>
        ${drawing}
      </section>`;
}

function asset(name: string): string {
  return readFileSync(new URL(name, import.meta.url), "utf8").trim();
}

function digest(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
