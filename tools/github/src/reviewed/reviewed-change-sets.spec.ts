import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emptyChangeSet } from "../../../change-set/src/empty-change-set.ts";
import { REPOSITORY_ID } from "../../test/support/github-server.ts";
import { ServerForTest } from "../../test/support/server-for-test.ts";
import { readRunContext } from "../actions/run-context.ts";
import { lastApplied } from "../affected/last-applied.ts";
import { reviewedPulls } from "./reviewed-change-sets.ts";

let root: string;
const git = (...args: string[]): string =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.invalid", ...args], {
    cwd: root,
    encoding: "utf8",
  }).trim();
const commit = (message: string): string => {
  git("commit", "--quiet", "--allow-empty", "--message", message);
  return git("rev-parse", "HEAD");
};
let commits: string[];
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "strata-reviewed-"));
  git("init", "--quiet", "--initial-branch=main");
  commits = ["one", "two", "three"].map(commit);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const MAY = { actions: "read", contents: "read", "pull-requests": "read" };
const HEADS = ["a".repeat(40), "b".repeat(40)];
const client = { backoffMilliseconds: 1 };

/** Two pull requests, merged as the second and the third commit, each with its preview. */
async function start(): Promise<ServerForTest> {
  const github = await ServerForTest.start();
  const { server } = github;
  server.treeOf = () => git("rev-parse", "HEAD^{tree}");
  HEADS.forEach((headSha, index) => {
    server.pulls.set(index + 1, {
      number: index + 1,
      headSha,
      headRepositoryId: REPOSITORY_ID,
      mergeCommit: commits[index + 1] ?? "",
    });
    server.runs.push({
      id: index + 1,
      workflow: "preview.yml",
      event: "pull_request",
      headSha,
      headRepositoryId: REPOSITORY_ID,
      conclusion: "success",
    });
    const fields = { commit: { revision: "e".repeat(40), dirty: false } };
    const text = (of: object) => Buffer.from(JSON.stringify(emptyChangeSet({ ...fields, ...of })));
    server.artifacts.set(
      index + 1,
      new Map([
        ["review", new Map([["dev.html", Buffer.from("<!doctype html>")]])],
        [
          "change-sets-dev-1-1",
          new Map([["dev/network.json", text({ environment: "dev", startedAt: `run ${index + 1}` })]]),
        ],
        ["change-sets-prod-1-1", new Map([["prod/network.json", text({ environment: "prod" })]])],
        [
          "change-sets-dev-2-1",
          new Map([["dev/eks.json", text({ environment: "dev", stack: "eks", succeeded: false })]]),
        ],
      ]),
    );
  });
  return github;
}
const reviewed = (github: ServerForTest, since: string | undefined = commits[0]) =>
  reviewedPulls({
    context: readRunContext(github.variables(MAY)),
    environment: "dev",
    since,
    workspaceRoot: root,
    workflow: "preview.yml",
    client,
  });
const summary = async (github: ServerForTest, since?: string) =>
  (await reviewed(github, since)).map(({ number, changeSets, note }) => [
    number,
    changeSets.map((it) => `${it.stack} ${it.startedAt}`),
    note,
  ]);

it("finds what reviewers saw of all that was merged since, the newest first, of one environment", async () => {
  await using github = await start();
  expect(await summary(github)).toEqual([
    [2, ["network run 2"], undefined],
    [1, ["network run 1"], undefined],
  ]);
  expect((await reviewed(github, commits[1])).map(({ number }) => number)).toEqual([2]);
});

it("says of an older base that it was one", async () => {
  await using github = await start();
  github.server.treeOf = () => "f".repeat(40);
  expect((await summary(github, commits[1]))[0]?.[2]).toMatch(
    /#2: what was previewed \(tree f{12}\) is not what was merged/,
  );
});

it("takes nothing from a run of another repository, from one that failed, or of another commit", async () => {
  await using github = await start();
  const [first, second] = github.server.runs;
  if (first === undefined || second === undefined) throw new Error("no runs");
  first.headRepositoryId = 999;
  second.conclusion = "failure";
  expect(await summary(github)).toEqual([
    [2, [], "#2: no preview of bbbbbbb has succeeded"],
    [1, [], "#1: it is from another repository, whose previews are of local alone"],
  ]);
});

it("refuses an artifact that is no change set", async () => {
  await using github = await start();
  github.server.artifacts.set(
    2,
    new Map([["change-sets-dev-1-1", new Map([["x.json", Buffer.from("{}")]])]]),
  );
  await expect(reviewed(github)).rejects.toThrow(
    /The artifact change-sets-dev-1-1\/x\.json is no change set/,
  );
});

it("knows which commit was applied last, and passes over what is no ancestor", async () => {
  await using github = await ServerForTest.start();
  const last = (): Promise<string | undefined> =>
    lastApplied({
      context: readRunContext(github.variables(MAY)),
      workflow: "apply.yml",
      workspaceRoot: root,
      client,
    });
  const run = (id: number, headSha: string, conclusion: "success" | "failure", event = "push"): void =>
    void github.server.runs.push({
      id,
      workflow: "apply.yml",
      event,
      headSha,
      headRepositoryId: REPOSITORY_ID,
      conclusion,
    });
  expect(await last()).toBeUndefined();
  run(1, commits[0] ?? "", "success");
  run(2, commits[1] ?? "", "failure");
  run(3, "f".repeat(40), "success");
  expect(await last()).toBe(commits[0]);
  run(4, commits[2] ?? "", "success", "workflow_dispatch");
  expect(await last()).toBe(commits[2]);
});
