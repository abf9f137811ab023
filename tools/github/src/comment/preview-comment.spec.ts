import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emptyChangeSet } from "../../../change-set/src/empty-change-set.ts";
import {
  failedStacks,
  notLookedAt,
  previewComment,
  reviewsOfPreview,
  type RunLeft,
  writePages,
} from "./preview-comment.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "strata-preview-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (below: string, fields: Parameters<typeof emptyChangeSet>[0]): void => {
  const changeSet = emptyChangeSet({ environment: "dev", ...fields });
  // As artifacts are unpacked: a folder for each.
  const path = join(folder, below, "an-artifact", changeSet.environment);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, `${changeSet.stack}.json`), JSON.stringify(changeSet));
};
const left = (expected: Record<string, string[]>): RunLeft => ({
  expected: new Map(Object.entries(expected)),
  changeSets: join(folder, "previewed"),
  drift: join(folder, "drifted"),
  graph: new Map([
    ["network", { pulumiProject: "network", upstreams: [] }],
    ["eks", { pulumiProject: "eks", upstreams: ["network"] }],
    ["rds", { pulumiProject: "rds", upstreams: ["eks"] }],
  ]),
});
const comment = (of: RunLeft, known = true): string =>
  previewComment(reviewsOfPreview(of, {}), {
    key: "preview",
    commit: undefined,
    runUrl: undefined,
    known,
    notes: [],
  });

it("has a part for each environment, and a page", () => {
  write("previewed", {});
  write("previewed", { environment: "prod" });
  const of = left({ dev: ["network"], prod: ["network"] });
  const text = comment(of);
  expect(text.indexOf("of `dev`")).toBeGreaterThan(0);
  expect(text.indexOf("of `prod`")).toBeGreaterThan(text.indexOf("of `dev`"));
  expect(failedStacks(reviewsOfPreview(of, {}))).toEqual([]);
  expect(writePages(reviewsOfPreview(of, {}), join(folder, "review"))).toEqual(
    ["dev", "prod"].map((name) => join(folder, "review", `${name}.html`)),
  );
});

it("shows a stack without a result as failed, and what reads it as skipped", () => {
  write("previewed", { succeeded: false, diagnostics: [{ severity: "error", message: "no luck" }] });
  const of = left({ dev: ["network", "eks", "rds"], prod: ["rds"] });
  expect(failedStacks(reviewsOfPreview(of, {}))).toEqual([
    "network in dev",
    "eks in dev",
    "rds in dev",
    "rds in prod",
  ]);
  const text = comment(of);
  expect(text).toContain("no luck");
  expect(text).toMatch(/network did not succeed/);
  expect(text).toMatch(/its job did; the run says why/);
});

it("says that nothing is affected only where that is known", () => {
  expect(comment(left({}))).toContain("No stack is affected");
  expect(comment(left({}), false)).toMatch(/The preview failed[^]*could not be told/);
  expect(comment(left({}), false)).not.toContain("No stack is affected");
});

it("names what was not looked at for drift", () => {
  write("drifted", { operation: "drift" });
  write("drifted", { stack: "eks", operation: "drift", succeeded: false });
  expect(notLookedAt(left({ dev: ["network"] }))).toEqual([]);
  expect(notLookedAt(left({ dev: ["network", "eks"] }))).toEqual([
    "Not looked at for drift, since a stack is new or could not be reached: `eks` in dev.",
  ]);
});

it("refuses a file that is no change set, by name", () => {
  write("previewed", {});
  writeFileSync(join(folder, "previewed", "other.json"), "{}");
  expect(() => reviewsOfPreview(left({ dev: ["network"] }), {})).toThrow(
    /other\.json: a change set of version/,
  );
});
