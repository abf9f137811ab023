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

/** The stacks of each environment that were not looked at for drift, as a paragraph; none where all were. */
export function notLookedAt({ expected, drift }: Pick<RunLeft, "expected" | "drift">): string[] {
  const missing = [...expected].flatMap(([environment, stacks]) => {
    const found = new Set(changeSetsIn(drift, environment).flatMap((it) => (it.succeeded ? [it.stack] : [])));
    return stacks.filter((stack) => !found.has(stack)).map((stack) => `\`${stack}\` in ${environment}`);
  });
  if (missing.length === 0) return [];
  const shown = missing.slice(0, 10).join(", ");
  const rest = missing.length > 10 ? ` and ${missing.length - 10} more` : "";
  return [`Not looked at for drift, since a stack is new or could not be reached: ${shown}${rest}.`];
}

/** The stacks that failed or were skipped, so that nobody knows what would change in them. */
export function failedStacks(reviews: readonly Review[]): string[] {
  return reviews.flatMap(({ environment, stacks }) =>
    stacks
      .filter(({ status }) => status === "failed" || status === "skipped")
      .map(({ stack }) => `${stack} in ${environment}`),
  );
}

const NOTHING = "#### No stack is affected\n\nNothing would change in any environment.";
const UNKNOWN =
  "#### The preview failed\n\nWhat this pull request affects could not be told, and nothing was previewed; the run says why.";

/** The comment of a pull request: a part for each environment. */
export function previewComment(
  reviews: readonly Review[],
  about: {
    readonly key: string;
    readonly commit: string | undefined;
    readonly runUrl: string | undefined;
    /** Whether it is known what is affected. */
    readonly known: boolean;
    /** Paragraphs at its end. */
    readonly notes: readonly string[];
  },
): string {
  const { key, commit, runUrl, known, notes } = about;
  return composeComment({
    key,
    commit,
    runUrl,
    notes: known ? (reviews.length === 0 ? [NOTHING] : []) : [UNKNOWN],
    after: notes,
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
