import { emptyChangeSet } from "../../../change-set/src/empty-change-set.ts";
import { type AppliedEnvironment, resultComment } from "./apply-result.ts";

const graph = new Map([["network", { pulumiProject: "network", upstreams: [] }]]);
const of = (fields: Partial<AppliedEnvironment>): AppliedEnvironment => ({
  environment: "dev",
  result: "success",
  stacks: ["network"],
  changeSets: [],
  comparison: undefined,
  ...fields,
});
const text = (...applied: AppliedEnvironment[]): string =>
  resultComment(applied, graph, { key: "apply", commit: undefined, runUrl: undefined });
const up = (environment: string) =>
  emptyChangeSet({ environment, operation: "up", outputs: [{ name: "word", kind: "add", new: "x" }] });

it("says what was applied, and what comes after a failure was not", () => {
  const found = text(
    of({ result: "failure", changeSets: [{ ...up("dev"), succeeded: false }] }),
    of({ environment: "prod", result: "skipped" }),
  );
  expect(found).toMatch(/^<!-- strata:apply -->\n/);
  expect(found).toMatch(/Up(date)? of `dev`/);
  expect(found).toContain("### prod: nothing was applied\n\ndev comes first, and did not succeed.");
});

it("says what would have been more than was reviewed, and how to accept it", () => {
  const difference = { stack: "network", urn: "urn:`@team`", message: "replace; reviewed: no change" };
  const comparison = {
    environment: "dev",
    digest: "0123456789abcdef",
    accepted: false,
    differences: [difference],
  };
  const found = text(of({ result: "failure", comparison }));
  expect(found).toContain("network: urn:`@team`: replace; reviewed: no change");
  expect(found).toContain("--field accept=0123456789abcdef");
});

it("says that nothing had to be applied", () => expect(text()).toContain("No stack is affected"));
