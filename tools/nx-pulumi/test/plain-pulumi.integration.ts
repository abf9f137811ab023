import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommandResult, WorkspaceCopy } from "./support/workspace-copy.ts";

describe("plain pulumi in a stack's folder", () => {
  let workspace: WorkspaceCopy;
  let variables: NodeJS.ProcessEnv;
  const home = mkdtempSync(join(tmpdir(), "strata-home-"));
  beforeAll(async () => {
    workspace = new WorkspaceCopy();
    const { code, text } = await workspace.run("npx", ["strata", "env", "local", "--json"]);
    if (code !== 0) throw new Error(text);
    variables = { ...(JSON.parse(text.slice(text.indexOf("{"))) as NodeJS.ProcessEnv), HOME: home };
  });
  afterAll(() => {
    workspace.remove();
    rmSync(home, { recursive: true });
  });

  const pulumi = (
    stack: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
  ): Promise<CommandResult> =>
    workspace.run("npx", ["pulumi", ...args], {
      cwd: join(workspace.root, "stacks", stack),
      env: { ...variables, ...env },
    });

  it("previews, brings up and destroys with the variables of strata env, and no other", async () => {
    const preview = await pulumi("secrets", ["preview"]);
    expect([preview.code, preview.text]).toEqual([0, expect.stringMatching(/\+ \d+ to create/)]);
    const up = await pulumi("secrets", ["up", "--yes"]);
    expect([up.code, up.text]).toEqual([0, expect.stringMatching(/\+ \d+ created/)]);
    const again = await pulumi("secrets", ["preview", "--expect-no-changes"]);
    expect([again.code, again.text]).toEqual([0, expect.any(String)]);
  });

  it("previews a stack with a component of @pulumi/eks once its upstreams are up", async () => {
    const up = await pulumi("network", ["up", "--yes"]);
    expect([up.code, up.text]).toEqual([0, expect.any(String)]);
    const preview = await pulumi("eks", ["preview"]);
    expect([preview.code, preview.text]).toEqual([0, expect.stringContaining("eks:index:Cluster")]);
  });

  it("says what to run where an upstream is not deployed", async () => {
    const { code, text } = await pulumi("lambda", ["preview"]);
    expect(code).not.toBe(0);
    expect(text).toMatch(/rds is not deployed in the environment "local"/);
    expect(text).toContain("npx nx run rds:up");
  });

  it("says in one sentence that an old Node.js cannot run a program", async () => {
    // Pulumi starts the node that its language host names; here the program is started as the official host does.
    const { code, text } = await workspace.run(
      "node",
      [
        "-e",
        "Object.defineProperty(process.versions, 'node', { value: '20.20.2' }); require('@strata/program/preload')",
      ],
      { cwd: join(workspace.root, "stacks/secrets") },
    );
    expect(code).not.toBe(0);
    expect(text.trim().split("\n")).toHaveLength(1);
    expect(text).toContain("Node.js");
    expect(text).toContain("20.20.2");
  });

  /** Makes a stack of a shared environment, without the key that its secrets are encrypted with in AWS. */
  const initialize = async (environment: string): Promise<void> => {
    workspace.edit(`stacks/secrets/Pulumi.${environment}.yaml`, (text) =>
      text.replace(/^(secretsprovider|encryptedkey):.*\n/gm, ""),
    );
    let accounts = 0;
    workspace.edit("libs/environment/src/account-ids.json", (text) =>
      text.replaceAll("null", () => `"12345678901${accounts++}"`),
    );
    const { code, text } = await pulumi("secrets", ["stack", "init", environment]);
    expect([code, text]).toEqual([0, expect.any(String)]);
  };

  it.each(["dev", "prod"])(
    "registers nothing in %s while a local provider is attached",
    async (environment) => {
      await initialize(environment);
      const { code, text } = await pulumi("secrets", ["preview", "--stack", environment], {
        STRATA_ALLOW_SELF_BUILT_ENGINE: "1",
        PULUMI_DEBUG_PROVIDERS: "aws:1",
      });
      await pulumi("secrets", ["stack", "rm", "--yes", "--stack", environment]);
      workspace.git("checkout", "--quiet", ".");
      expect(code).not.toBe(0);
      expect(text).toContain(`must not run while a local provider is attached: PULUMI_DEBUG_PROVIDERS=aws:1`);
      expect(text).not.toMatch(/aws:kms|pulumi:providers:aws/);
    },
  );

  it("does not take the local plugins for those of AWS", async () => {
    await initialize("dev");
    const { code, text } = await pulumi("secrets", ["preview", "--stack", "dev"], {
      STRATA_ALLOW_SELF_BUILT_ENGINE: "1",
    });
    workspace.git("checkout", "--quiet", ".");
    expect(code).not.toBe(0);
    expect(text).toMatch(/plugin.*aws.*7\.48\.0|no resource plugin/s);
    expect(text).not.toContain("aws:kms");
  });
});
