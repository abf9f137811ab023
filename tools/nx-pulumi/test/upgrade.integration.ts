import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { WorkspaceCopy } from "./support/workspace-copy.ts";

const EXPECTED = ".ci/expected-replacements.json";
const POLICY = "aws:iam/policy:Policy::application-read";

describe("npm run test:upgrade", () => {
  let workspace: WorkspaceCopy;
  beforeAll(() => {
    workspace = new WorkspaceCopy();
    workspace.edit(EXPECTED, () => "[ ]\n");
    workspace.commit("nothing is expected");
  });
  afterAll(() => workspace.remove());

  const upgrade = (args: readonly string[], options?: Parameters<WorkspaceCopy["run"]>[2]) =>
    workspace.run("npm", ["run", "--silent", "test:upgrade", "--", ...args], options);
  const leftBehind = (): string[] => {
    const folder = join(workspace.root, ".strata/upgrade");
    return existsSync(folder) ? readdirSync(folder) : [];
  };
  /** Another logical name, which to Pulumi is another resource. */
  const renamePolicy = () =>
    workspace.edit("stacks/secrets/secret-container.ts", (text) => text.replace("-read`", "-reader`"));
  const restore = () => workspace.git("checkout", "--quiet", ".");

  it("passes where nothing is lost, and cleans up", async () => {
    workspace.edit("stacks/secrets/Pulumi.local.yaml", (text) =>
      text.replace("secrets:keyDeletionWindowInDays: 7", "secrets:keyDeletionWindowInDays: 8"),
    );
    const { code, text } = await upgrade(["--projects", "secrets"]);
    restore();
    expect([code, text]).toEqual([0, expect.stringMatching(/the upgrade of 1 stacks is safe/)]);
    expect(text).toMatch(/the last commit, since there are changes that are not committed/);
    expect(text).toMatch(/secrets {2}.*to update/);
    expect(leftBehind()).toEqual([]);
  });

  it("fails where a resource has lost its name, unless that is expected", async () => {
    renamePolicy();
    const refused = await upgrade(["--projects", "secrets"]);
    expect([refused.code, refused.text]).toEqual([
      1,
      expect.stringMatching(new RegExp(`unexpected delete of urn:\\S*${POLICY}\n.*application-reader`)),
    ]);
    const entry = /\{"urn".*\}/.exec(refused.text)?.[0].replace("…", "a policy that nobody has, made anew") ?? "";
    workspace.edit(EXPECTED, () => `[${entry}]`);
    const allowed = await upgrade(["--projects", "secrets"]);
    expect([allowed.code, allowed.text]).toEqual([0, expect.stringMatching(/but what is expected/)]);
  });

  it("fails where an expectation is new and does not come true", async () => {
    workspace.git("checkout", "--quiet", "stacks");
    const { code, text } = await upgrade(["--projects", "secrets"]);
    restore();
    expect([code, text]).toEqual([1, expect.stringMatching(/expects the delete of .*which does not happen/)]);
  });

  it("names the property that causes a replacement", async () => {
    workspace.edit("libs/environment/src/definitions.ts", (text) =>
      text.replace("cidrBlocksFrom(0)", "cidrBlocksFrom(64)"),
    );
    const { code, text } = await upgrade(["--projects", "secrets,network"]);
    restore();
    const cause = /unexpected replace of \S*aws:ec2\/vpc:Vpc::\S+\n +because of cidrBlock: "10\.\S+ -> "10\./;
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
