import { rmSync } from "node:fs";
import { join } from "node:path";
import { WorkspaceCopy } from "./support/workspace-copy.ts";

describe("bad input", () => {
  let workspace: WorkspaceCopy;
  beforeAll(() => (workspace = new WorkspaceCopy()));
  afterAll(() => workspace.remove());
  afterEach(() => workspace.git("checkout", "--quiet", "."));

  /** Runs Nx, which must fail, without a stack trace. */
  const fail = async (...args: string[]): Promise<string> => {
    const { code, text } = await workspace.nx(args);
    expect([code, text]).toEqual([1, expect.any(String)]);
    expect(text).not.toMatch(/^\s+at .*:\d+:\d+/m);
    return text;
  };

  it("an unknown environment: the list", async () => {
    expect(await fail("run-many", "-t", "preview", "-c", "staging")).toContain(
      'Unknown environment "staging". Allowed: local, sandbox, dev, prod.',
    );
  });

  it("an environment that a stack lacks: what it has", async () => {
    rmSync(join(workspace.root, "stacks/secrets/Pulumi.sandbox.yaml"));
    const text = await fail("run-many", "-t", "preview", "-c", "sandbox", "-p", "secrets");
    expect(text).toContain('Stack "secrets" has no environment "sandbox"');
    expect(text).toContain("It has: dev, local, prod.");
  });

  it("a malformed Pulumi.local.yaml: the file and the place, and downstream is skipped", async () => {
    workspace.edit("stacks/network/Pulumi.local.yaml", (text) => `${text}\n  broken: [`);
    const text = await fail("run-many", "-t", "preview");
    expect(text).toMatch(/network\/Pulumi\.local\.yaml:\d+:\d+: /);
    expect(text).toMatch(/eks +skipped.*network did not succeed/);
    expect(text).toMatch(/secrets +succeeded/);
  });

  it("configuration with several wrong values: all of them at once", async () => {
    workspace.edit("stacks/network/Pulumi.local.yaml", (text) =>
      text.replace("zones: [a, b, c]", "zones: [a, a]").replace("onePerAz", "twoPerAz"),
    );
    const text = await fail("run", "network:preview");
    expect(text).toContain("each zone is allowed once");
    expect(text).toContain("twoPerAz");
    expect(text).toContain("pulumi config set");
  });

  it("a program that throws: its message and its place", async () => {
    workspace.edit("stacks/secrets/index.ts", (text) => `${text}\nthrow new Error("no luck today");\n`);
    const { code, text } = await workspace.nx(["run", "secrets:preview"]);
    expect(code).toBe(1);
    expect(text).toContain("no luck today");
    expect(text).toContain("stacks/secrets/index.ts");
  });

  it("a program that does not parse: the file", async () => {
    workspace.edit("stacks/secrets/keys.ts", (text) => `${text}\nconst = ;\n`);
    const { code, text } = await workspace.nx(["run", "secrets:preview"]);
    expect(code).toBe(1);
    expect(text).toContain("stacks/secrets/keys.ts");
  });

  it("an upstream that is not deployed: what to run", async () => {
    const text = await fail("run", "rds:up");
    expect(text).toMatch(/(secrets|network) is not deployed in the environment "local"/);
    expect(text).toMatch(/Deploy it first: npx nx run (secrets|network):up/);
  });

  it("a stack of a shared environment: not made on demand, and no self-built engine", async () => {
    const text = await fail("run", "secrets:preview", "-c", "prod");
    expect(text).toMatch(
      /was built on this machine and serves local and sandbox only|does not exist yet|credentials/,
    );
  });

  it("two runs at once in one workspace: no port or file of one is in the way of the other", async () => {
    const runs = await Promise.all([
      workspace.nx(["run", "secrets:preview"]),
      workspace.nx(["run", "secrets:preview"]),
    ]);
    for (const { code, text } of runs)
      expect([code, text]).toEqual([0, expect.stringMatching(/\d\d to create/)]);
  });

  it("an update of a shared environment without --yes", async () => {
    expect(await fail("run", "secrets:up", "-c", "dev")).toContain("--yes");
  });
});
