import { WorkspaceCopy } from "./support/workspace-copy.ts";

const STACKS = ["secrets", "network", "eks", "rds", "lambda"];

describe("nx affected -t preview", () => {
  let workspace: WorkspaceCopy;
  beforeAll(async () => {
    workspace = new WorkspaceCopy();
    const { code, text } = await workspace.nx(["run-many", "-t", "up"]);
    if (code !== 0) throw new Error(text);
  });
  afterAll(() => workspace.remove());

  it.each([
    ["stacks/network/network.ts", ["network", "eks", "rds", "lambda"]],
    ["stacks/rds/database.ts", ["rds", "lambda"]],
    ["libs/tagging/src/index.ts", STACKS],
    ["README.md", []],
  ])("after a change in %s previews %p", async (file, expected) => {
    const base = workspace.git("rev-parse", "HEAD");
    workspace.edit(
      file,
      (text) => `${text}${file.endsWith(".md") ? "\nMore.\n" : "\n// Another comment.\n"}`,
    );
    const head = workspace.commit(`change ${file}`);
    workspace.clearChangeSets();

    const { code, text } = await workspace.nx([
      "affected",
      "-t",
      "preview",
      `--base=${base}`,
      `--head=${head}`,
    ]);

    expect([code, text]).toEqual([0, expect.any(String)]);
    expect(STACKS.filter((stack) => workspace.hasChangeSet(stack)).sort()).toEqual([...expected].sort());
    // A comment changes no resource.
    for (const stack of expected) expect(workspace.changeSet(stack).resources).toEqual([]);
  });
});

describe("nx affected -t preview where nothing is deployed", () => {
  let workspace: WorkspaceCopy;
  beforeAll(() => (workspace = new WorkspaceCopy()));
  afterAll(() => workspace.remove());

  it("previews what the affected stacks read too, and says why", async () => {
    const base = workspace.git("rev-parse", "HEAD");
    workspace.edit("stacks/rds/database.ts", (text) => `${text}\n// Another comment.\n`);
    const head = workspace.commit("change rds");

    const { code, text } = await workspace.nx([
      "affected",
      "-t",
      "preview",
      `--base=${base}`,
      `--head=${head}`,
    ]);

    expect([code, text]).toEqual([
      0,
      expect.stringContaining("not selected; rds reads it, and it is not deployed"),
    ]);
    expect(STACKS.filter((stack) => workspace.hasChangeSet(stack))).toEqual([
      "secrets",
      "network",
      "rds",
      "lambda",
    ]);
    expect(workspace.changeSet("lambda").counts.create).toBeGreaterThan(5);
  });
});
