import type { ChangeSet } from "@strata/change-set";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type SmallStack, writeSmallStack } from "../../nx-pulumi/test/support/small-stacks.ts";
import { WorkspaceCopy } from "../../nx-pulumi/test/support/workspace-copy.ts";
import { BOT, GithubServer, REPOSITORY_ID } from "./support/github-server.ts";
import { type RunOutcome, type Trigger, WorkflowRunner } from "./support/workflow-runner.ts";

/** The workflows themselves, step by step, with the real engine and a stand-in of GitHub alone. */

const alpha = (name: string): SmallStack => ({
  name: "alpha",
  upstreams: [],
  resources: [{ name: "group", kind: "logGroup", value: { text: name }, tag: name }],
  outputs: [{ name: "arn", value: { resource: "group", attribute: "arn" } }],
});
const beta: SmallStack = {
  name: "beta",
  upstreams: ["alpha"],
  resources: [{ name: "copy", kind: "parameter", value: { upstream: "alpha", output: "arn" } }],
  outputs: [],
};

let workspace: WorkspaceCopy;
let server: GithubServer;
let runner: WorkflowRunner;
let pullNumber = 10;

beforeAll(async () => {
  workspace = new WorkspaceCopy();
  // Two stacks are enough to see what travels between them, and quick.
  workspace.git("rm", "-r", "--quiet", "stacks");
  for (const stack of [alpha("one"), beta]) writeSmallStack(workspace.root, stack);
  // In this copy dev has accounts, so that its jobs are there to be held back.
  workspace.edit("libs/environment/src/account-ids.json", (text) =>
    text.replace(
      '"dev": { "workloads": null, "shared": null }',
      '"dev": { "workloads": "111111111111", "shared": "222222222222" }',
    ),
  );
  for (const name of ["alpha", "beta"])
    workspace.edit(
      `stacks/${name}/Pulumi.dev.yaml`,
      () => "secretsprovider: awskms://alias/strata-pulumi-dev\nconfig: {}\n",
    );
  workspace.commit("two stacks");
  await done(workspace.nx(["run-many", "-t", "up"]));
});
beforeEach(async () => {
  server = await GithubServer.start();
  server.treeOf = (commit) => workspace.git("rev-parse", `${commit}^{tree}`);
  runner = new WorkflowRunner(workspace, server);
});
afterEach(() => server.stop());
afterAll(() => workspace.remove());

async function done(result: Promise<{ code: number | null; text: string }>): Promise<string> {
  const { code, text } = await result;
  if (code !== 0) throw new Error(text);
  return text;
}

interface Pull {
  readonly number: number;
  readonly baseSha: string;
  headSha: string;
  /** The merge with the base, which GitHub makes and a run checks out. */
  sha: string;
}

/** A pull request of a branch on main, with an edit. */
function openPull(edit: () => void, { fork = false } = {}): Pull {
  workspace.git("checkout", "--quiet", "--force", "main");
  const baseSha = workspace.git("rev-parse", "HEAD");
  const pull = { number: pullNumber++, baseSha, headSha: baseSha, sha: baseSha };
  push(pull, edit, fork);
  return pull;
}

/** One more commit on the branch of a pull request. */
function push(pull: Pull, edit: () => void, fork = false): void {
  workspace.git("checkout", "--quiet", "--force", "--detach", pull.headSha);
  edit();
  pull.headSha = workspace.commit("a change");
  workspace.git("checkout", "--quiet", "--force", "--detach", pull.baseSha);
  workspace.git("merge", "--quiet", "--no-ff", "--message", `Merge ${pull.number}`, pull.headSha);
  pull.sha = workspace.git("rev-parse", "HEAD");
  server.pulls.set(pull.number, {
    number: pull.number,
    headSha: pull.headSha,
    headRepositoryId: fork ? 999 : REPOSITORY_ID,
  });
}

/** Merges a pull request as a merge commit of its own, as GitHub does. Returns the commit on main. */
function merge(pull: Pull): string {
  workspace.git("checkout", "--quiet", "--force", "main");
  workspace.git(
    "merge",
    "--quiet",
    "--no-ff",
    "--message",
    `Merge pull request #${pull.number}`,
    pull.headSha,
  );
  const sha = workspace.git("rev-parse", "HEAD");
  const stored = server.pulls.get(pull.number);
  if (stored !== undefined) server.pulls.set(pull.number, { ...stored, mergeCommit: sha });
  return sha;
}

const preview = (
  { number, headSha, baseSha, sha }: Pull,
  more: Partial<Trigger> & { fork?: boolean } = {},
): Promise<RunOutcome> =>
  runner.run("preview.yml", {
    event: "pull_request",
    sha,
    pull: { number, headSha, baseSha, fork: more.fork ?? false },
    vars: { STRATA_ENVIRONMENTS: "local" },
    ...more,
  });
const apply = (sha: string, more: Partial<Trigger> = {}): Promise<RunOutcome> =>
  runner.run("apply.yml", { event: "push", sha, vars: { STRATA_ENVIRONMENTS: "local" }, ...more });

const rename = (name: string) => () => writeSmallStack(workspace.root, alpha(name));
const comments = (pull: Pull): string[] => (server.comments.get(pull.number) ?? []).map(({ body }) => body);
const results = ({ jobs }: RunOutcome): Record<string, string> =>
  Object.fromEntries([...jobs].map(([name, { result }]) => [name.replace(/ \(\{.*?\}\)/, ""), result]));
const written = (): string[] =>
  server.log.filter((line) => /^(POST|PATCH)/.test(line)).map((line) => line.split(" ")[0] ?? "");
const groupName = (): unknown => {
  const file = join(workspace.root, ".strata/state/.pulumi/stacks/alpha/local.json");
  const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as {
    checkpoint: { latest: { resources: { type: string; inputs?: { tags?: { Note?: string } } }[] } };
  };
  return checkpoint.latest.resources.find(({ type }) => type.includes("LogGroup"))?.inputs?.tags?.Note;
};
const ups = ({ log }: RunOutcome): boolean => /up in local/.test(log);

/** Changes the group of alpha behind Pulumi's back. */
async function byHand(note: string): Promise<void> {
  const strata = join(workspace.root, "node_modules/.bin/strata");
  await done(workspace.run(strata, ["cloud", "edit", "group", `tags.Note=${JSON.stringify(note)}`]));
}

/** What CI's sample leaves to the nightly run, for its time. */
const nightly = process.env["STRATA_NIGHTLY"] === "1" ? it : it.skip;

describe("preview.yml", () => {
  it("comments what a change does, edits the comment at the next push, and says when nothing is left", async () => {
    const pull = openPull(rename("two"));
    // Others' comments fill two pages; none of them is ours, whatever its marker says.
    for (const [login, body] of [
      ["alice", "Looks good"],
      ["mallory", "<!-- strata:preview -->\nNothing changes, trust me"],
      [BOT, "<!-- strata:preview-2 -->\nof another bot of ours"],
      [BOT, "<!-- other:preview -->"],
    ] as const)
      server.addComment(pull.number, login, body);
    // GitHub has a bad minute: the comment is written, and its answer is lost.
    server.fail("GET", /comments$/, 502);
    server.fail("POST", /comments$/, 502, { done: true });
    const first = await preview(pull);
    expect([first.result, first.log]).toEqual(["success", expect.any(String)]);
    expect(comments(pull)).toHaveLength(5);
    const [comment] = comments(pull).slice(4);
    expect(comment).toMatch(/^<!-- strata:preview -->\n/);
    expect(comment).toContain(`<!-- strata:of ${pull.headSha} -->`);
    expect(comment).toMatch(/Preview of `local`.*replace/);
    expect(comment).not.toMatch(/another revision|Not looked at/);
    expect(comment).toContain("https://github.example/acme/cloud/actions/runs/1/artifacts/1");
    expect(server.artifacts.get(first.id)?.get("review")?.get("local.html")?.toString()).toContain(
      "<!doctype html>",
    );
    expect([...(server.artifacts.get(first.id)?.get("change-sets-local-1-1")?.keys() ?? [])].sort()).toEqual([
      "local/alpha.json",
      "local/beta.json",
    ]);

    // The comment is on the third page by now.
    push(pull, rename("three"));
    server.log.length = 0;
    const second = await preview(pull);
    expect([second.result, comments(pull).length]).toEqual(["success", 5]);
    expect(written()).toEqual(["PATCH", "PATCH"]);
    expect(second.log).toContain("Marked as outdated");
    expect(comments(pull)[4]).toContain(`<!-- strata:of ${pull.headSha} -->`);
    expect(comments(pull)[4]).not.toContain("Outdated");
    expect(comments(pull)[1]).toContain("trust me");

    push(pull, () => {
      rename("one")();
      workspace.edit("README.md", (text) => `${text}\nMore.\n`);
    });
    const third = await preview(pull);
    expect(results(third)).toEqual({
      affected: "success",
      "round-1": "skipped",
      "round-2": "skipped",
      "round-3": "skipped",
      review: "success",
    });
    expect(comments(pull)[4]).toContain("No stack is affected");
    expect(server.identities).toEqual([]);
  });

  nightly("says that a preview failed, and fails", async () => {
    const pull = openPull(() =>
      workspace.edit("stacks/alpha/index.ts", (text) =>
        text.replace("export default", 'throw new Error("no <b>luck</b>");\nexport default'),
      ),
    );
    const run = await preview(pull);
    expect(run.result).toBe("failure");
    expect(results(run)).toMatchObject({ "round-1": "failure", review: "failure" });
    expect(comments(pull)).toEqual([expect.stringMatching(/Preview of `local`.*fail/i)]);
    expect(comments(pull)[0]).toContain("luck");
    // What the program says is shown as text.
    expect(comments(pull)[0]?.replace(/`[^`]*`|```[^]*?```/g, "")).not.toContain("<b>");
  });

  nightly(
    "spreads stacks over machines, which hand on what they plan, and shows what has drifted",
    async () => {
      await byHand("by hand");
      const pull = openPull(rename("four"));
      const run = await preview(pull, {
        vars: { STRATA_ENVIRONMENTS: "local", STRATA_STACKS_PER_MACHINE: "1" },
      });
      expect([results(run), run.log]).toEqual([
        expect.objectContaining({ "round-1": "success", "round-2": "success", "round-3": "skipped" }),
        expect.any(String),
      ]);
      const artifacts = server.artifacts.get(run.id);
      expect([...(artifacts?.keys() ?? [])].sort()).toEqual(
        expect.arrayContaining(["change-sets-local-1-1", "change-sets-local-2-1", "drift-local-1-1"]),
      );
      const file = artifacts?.get("change-sets-local-2-1")?.get("local/beta.json")?.toString() ?? "{}";
      expect((JSON.parse(file) as ChangeSet).resources.map(({ name, change }) => [name, change])).toEqual([
        ["copy", "update"],
      ]);
      expect(comments(pull)[0]).toMatch(/drift/i);
    },
  );

  it("gives a fork no credentials, and puts what it has to say into the summary", async () => {
    const pull = openPull(rename("five"), { fork: true });
    const run = await preview(pull, { fork: true, vars: { STRATA_ENVIRONMENTS: "dev" } });
    expect([run.result, run.log]).toEqual(["success", expect.stringContaining("From another repository")]);
    expect(comments(pull)).toEqual([]);
    expect(run.summary).toMatch(/Preview of `local`.*replace/);
    expect(server.log.filter((line) => / 403$/.test(line))).not.toEqual([]);
    expect(server.identities).toEqual([]);
  });

  nightly("disturbs nobody where nothing is affected", async () => {
    const pull = openPull(() => workspace.edit("README.md", (text) => `${text}\nEven more.\n`));
    expect((await preview(pull)).result).toBe("success");
    expect(comments(pull)).toEqual([]);
    expect(server.identities).toEqual([]);
  });
});

describe("apply.yml", () => {
  /** A run that has applied all there was, so that only what comes after it is to be applied. */
  const applied = (sha: string): void => {
    server.runs.push({
      id: 0,
      workflow: "apply.yml",
      event: "push",
      headSha: sha,
      headRepositoryId: REPOSITORY_ID,
      conclusion: "success",
    });
  };

  it("applies what was reviewed, and comments it", async () => {
    const pull = openPull(rename("six"));
    applied(pull.baseSha);
    await preview(pull);
    const asked: string[] = [];
    const run = await apply(merge(pull), { approve: (environment) => asked.push(environment) > 0 });
    expect([run.result, run.log]).toEqual([
      "success",
      expect.stringContaining("the plans do nothing that was not reviewed"),
    ]);
    expect(asked).toEqual(["local-preview", "local"]);
    expect(groupName()).toBe("six");
    expect(comments(pull)).toEqual([
      expect.stringContaining("strata:preview"),
      expect.stringMatching(/^<!-- strata:apply -->/),
    ]);
    expect(results(run)).toMatchObject({ dev: "skipped", prod: "skipped", result: "success" });
  });

  it("stops before anything is applied where the plans do more than was reviewed, until that is accepted", async () => {
    const pull = openPull(() => workspace.edit("stacks/beta/index.ts", (text) => `${text}// A comment.\n`));
    applied(pull.baseSha);
    await preview(pull);
    merge(pull);
    const before = groupName();
    // Somebody pushes to main by hand: nobody has reviewed that.
    rename("seven")();
    const sha = workspace.commit("by hand");
    const run = await apply(sha);
    expect(results(run)).toMatchObject({
      local: "failure",
      "local / plan": "failure",
      "local / apply": "skipped",
      dev: "skipped",
    });
    expect([groupName(), ups(run)]).toEqual([before, false]);
    expect(run.log).toMatch(/the plans do more than was reviewed/);
    const [, comment = ""] = comments(pull);
    expect(comment).toMatch(/nothing was applied/);
    const digest = /--field accept=([0-9a-f]{16})/.exec(comment)?.[1] ?? "";

    const refused = await apply(sha, {
      event: "workflow_dispatch",
      inputs: { accept: digest },
      approve: (name) => name !== "local",
    });
    expect([results(refused)["local / plan"], results(refused)["local / apply"], ups(refused)]).toEqual([
      "success",
      "failure",
      false,
    ]);

    const accepted = await apply(sha, { event: "workflow_dispatch", inputs: { accept: digest } });
    expect([accepted.result, accepted.log]).toEqual([
      "success",
      expect.stringContaining("Accepted by their digest"),
    ]);
    expect(groupName()).toBe("seven");
  });

  nightly(
    "stops at the first failure: neither what reads the stack nor the next environment is touched",
    async () => {
      const pull = openPull(() => {
        rename("eight")();
        workspace.edit(
          "stacks/alpha/index.ts",
          (text) =>
            `import { runtime } from "@pulumi/pulumi";\n${text.replace("const provider =", 'if (!runtime.isDryRun()) throw new Error("no capacity");\nconst provider =')}`,
        );
      });
      applied(pull.baseSha);
      const vars = { STRATA_ENVIRONMENTS: "local" };
      await preview(pull, { vars });
      const run = await apply(merge(pull), { vars: { STRATA_ENVIRONMENTS: "local,dev" } });
      expect([results(run), run.log]).toEqual([
        expect.objectContaining({
          "local / plan": "success",
          "local / apply": "failure",
          dev: "skipped",
          prod: "skipped",
          result: "success",
        }),
        expect.stringMatching(/beta.*skipped: alpha did not succeed/),
      ]);
      expect(server.identities).toEqual([]);
      const [, comment = ""] = comments(pull);
      expect(comment).toMatch(/`local`.*fail/i);
      expect(comment).toContain("no capacity");
      expect(comment).toMatch(/dev: nothing was applied\n\nlocal comes first, and did not succeed/);
    },
  );
});

describe("drift.yml", () => {
  const drift = (): Promise<RunOutcome> =>
    runner.run("drift.yml", {
      event: "schedule",
      sha: workspace.git("rev-parse", "main"),
      vars: { STRATA_ENVIRONMENTS: "local" },
    });

  it("opens an issue, keeps it up to date, and closes it when the drift is gone", async () => {
    workspace.git("checkout", "--quiet", "--force", "main");
    rename("nine")();
    workspace.commit("a program that works");
    await done(workspace.nx(["run-many", "-t", "refresh"]));
    await done(workspace.nx(["run-many", "-t", "up"]));
    const none = await drift();
    expect([none.result, none.log]).toEqual(["success", expect.stringContaining("No drift in local.")]);
    expect(server.issues).toEqual([]);

    await byHand("by hand");
    const opened = await drift();
    expect([opened.result, opened.log]).toEqual([
      "success",
      expect.stringContaining("Opened https://github.example"),
    ]);
    expect(server.issues.map(({ title, state }) => [title, state])).toEqual([
      ["Drift in local: alpha", "open"],
    ]);
    expect(server.issues[0]?.body).toMatch(/^<!-- strata:drift:local -->\n/);
    expect(server.issues[0]?.body).toContain("by hand");

    await byHand("by another hand");
    expect((await drift()).log).toContain("up to date");
    expect(server.issues).toHaveLength(1);
    expect(server.issues[0]?.body).toContain("by another hand");

    await done(workspace.nx(["run", "alpha:refresh"]));
    const gone = await drift();
    expect([gone.result, gone.log]).toEqual([
      "success",
      expect.stringContaining("The drift of local is gone"),
    ]);
    expect(server.issues.map(({ state }) => state)).toEqual(["closed"]);
    expect(server.comments.get(server.issues[0]?.number ?? 0)?.map(({ body }) => body)).toEqual([
      expect.stringContaining("The drift is gone."),
    ]);
  });
});
