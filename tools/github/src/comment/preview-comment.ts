import { renderComment, renderPage, type Review } from "@strata/review";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changeSetsIn } from "../reviewed/change-set-files.ts";
import { composeComment } from "./compose.ts";
import { reviewOfRun, type StackGraph } from "./run-review.ts";

/** What a run has left in folders, and what it was meant to be of. */
export interface RunLeft {
  /** The stacks that were to be run, by environment. */
  readonly expected: ReadonlyMap<string, readonly string[]>;
  /** The folder with the change sets of all environments, at any depth. */
  readonly changeSets: string;
  /** The same of what was found to differ from the state before. */
  readonly drift: string;
  readonly graph: StackGraph;
}

/** The reviews of a preview, environment by environment. Throws `GithubError` where a file is no change set. */
export function reviewsOfPreview(
  { expected, changeSets, drift, graph }: RunLeft,
  about: { readonly commit?: string | undefined; readonly pageUrl?: string | undefined },
): Review[] {
  return [...expected].map(([environment, stacks]) =>
    reviewOfRun(
      {
        environment,
        operation: "preview",
        expected: stacks,
        changeSets: changeSetsIn(changeSets, environment),
        drift: changeSetsIn(drift, environment),
      },
      graph,
      about,
    ),
  );
}

/** The comment of a pull request: a part for each environment. */
export function previewComment(
  reviews: readonly Review[],
  { key, commit, runUrl }: { key: string; commit: string | undefined; runUrl: string | undefined },
): string {
  const nothing = "#### No stack is affected\n\nNothing would change in any environment.";
  return composeComment({
    key,
    commit,
    runUrl,
    notes: reviews.length === 0 ? [nothing] : [],
    parts: reviews.map((review) => (limit) => renderComment(review, { limit })),
  });
}

/** Writes `<environment>.html` for each review. Returns the files. */
export function writePages(reviews: readonly Review[], folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  return reviews.map((review) => {
    const file = join(folder, `${review.environment}.html`);
    writeFileSync(file, renderPage(review));
    return file;
  });
}
