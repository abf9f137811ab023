import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type SmallStack, writeSmallStack } from "./support/small-stacks.ts";
import { WorkspaceCopy } from "./support/workspace-copy.ts";

const EXPECTED = ".ci/expected-replacements.json";
const ALPHA: SmallStack = {
  name: "alpha",
  upstreams: [],
  resources: [
    { name: "parameter", kind: "parameter", value: { text: "1" } },
    { name: "group", kind: "logGroup", value: { text: "one" } },
  ],
  outputs: [],
};
const [PARAMETER, GROUP] = ALPHA.resources as [
  SmallStack["resources"][number],
  SmallStack["resources"][number],
];

describe("npm run test:upgrade", () => {
  let workspace: WorkspaceCopy;
  beforeAll(() => {
    workspace = new WorkspaceCopy();
    writeSmallStack(workspace.root, ALPHA);
    workspace.edit(EXPECTED, () => "[ ]\n");
    workspace.commit("nothing is expected");
  });
  afterAll(() => workspace.remove());

  const upgrade = (args: readonly string[]) =>
    workspace.run("npm", ["run", "--silent", "test:upgrade", "--", ...args]);
  const leftBehind = (): string[] => {
    const folder = join(workspace.root, ".strata/upgrade");
    return existsSync(folder) ? readdirSync(folder) : [];
  };
  const change = (resources: SmallStack["resources"]) =>
    writeSmallStack(workspace.root, { ...ALPHA, resources });
  const restore = () => workspace.git("checkout", "--quiet", ".");

  it("passes where nothing is lost, and cleans up", async () => {
    change([{ ...PARAMETER, value: { text: "2" } }, GROUP]);
    const { code, text } = await upgrade(["--projects", "alpha"]);
    restore();
    expect([code, text]).toEqual([0, expect.stringMatching(/the upgrade of 1 stacks is safe/)]);
    expect(text).toMatch(/the last commit, since there are changes that are not committed/);
    expect(text).toMatch(/alpha {2}.*1 to update/);
    expect(leftBehind()).toEqual([]);
  });

  it("fails where a resource has lost its name, unless that is expected", async () => {
    change([{ ...PARAMETER, name: "parameter2" }, GROUP]);
    const refused = await upgrade(["--projects", "alpha"]);
    expect([refused.code, refused.text]).toEqual([
      1,
      expect.stringMatching(
        /unexpected delete of urn:\S*aws:ssm\/parameter:Parameter::parameter\n.*parameter2/,
      ),
    ]);
    const entry = /\{"urn".*\}/.exec(refused.text)?.[0].replace("…", "a parameter that is made anew") ?? "";
    workspace.edit(EXPECTED, () => `[${entry}]`);
    const allowed = await upgrade(["--projects", "alpha"]);
    expect([allowed.code, allowed.text]).toEqual([0, expect.stringMatching(/but what is expected/)]);
  });

  it("fails where an expectation is new and does not come true", async () => {
    workspace.git("checkout", "--quiet", "stacks");
    const { code, text } = await upgrade(["--projects", "alpha"]);
    restore();
    expect([code, text]).toEqual([1, expect.stringMatching(/expects the delete of .*which does not happen/)]);
  });

  it("names the property that causes a replacement", async () => {
    change([PARAMETER, { ...GROUP, value: { text: "two" } }]);
    const { code, text } = await upgrade(["--projects", "alpha"]);
    restore();
    const cause =
      /unexpected replace of \S*aws:cloudwatch\/logGroup:LogGroup::group\n +because of name: "group-\w+" -> "group-/;
    expect([code, text]).toEqual([1, expect.stringMatching(cause)]);
  });

  it("says what to do about a revision that is not there", async () => {
    const { code, text } = await upgrade(["--base", "nowhere"]);
    expect([code, text]).toEqual([1, expect.stringMatching(/^This clone does not have nowhere .*--base/)]);
  });

  it("ends and cleans up when it is interrupted", async () => {
    let sent = false;
    let watch: NodeJS.Timeout | undefined;
    const main = "tools/nx-pulumi/test/upgrade/main.ts";
    const { code, text } = await workspace.run("node", [main, "--base", "HEAD"], {
      onStart: (kill) => {
        watch = setInterval(() => {
          if (sent || leftBehind().length === 0) return;
          sent = true;
          kill("SIGINT");
        }, 50);
      },
    });
    clearInterval(watch);
    expect([sent, code, text]).toEqual([true, 130, expect.stringMatching(/stopping, and removing/)]);
    expect(leftBehind()).toEqual([]);
  });
});
