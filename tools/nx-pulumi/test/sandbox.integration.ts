import { motoServer } from "@strata/testing/moto-server";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { WorkspaceCopy } from "./support/workspace-copy.ts";

const AWS_VERSION = (
  JSON.parse(
    readFileSync(join(import.meta.dirname, "../../../node_modules/@pulumi/aws/package.json"), "utf8"),
  ) as { version: string }
).version;

interface Recorded {
  settings?: Record<string, unknown> & { endpoints: Record<string, string>[] };
  session?: string;
  read?: string;
}

/** The real plugin takes 200 MB of download and is not everywhere in reach; what surrounds it is tested with a stand-in. */
describe("sandbox", () => {
  let workspace: WorkspaceCopy;
  let recordFile: string;
  beforeAll(async () => {
    // Installed in this workspace, where it is installed but once; the copy has it from there.
    await (await motoServer()).stop();
    workspace = new WorkspaceCopy();
    workspace.linkMoto();
    recordFile = join(workspace.root, "recorded.jsonl");
  }, 300_000);
  afterAll(() => workspace.remove());

  const nx = (...args: string[]) => workspace.nx(args, { env: { STRATA_TEST_RECORD: recordFile } });
  const recorded = (): Recorded[] =>
    readFileSync(recordFile, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Recorded);

  it("a stack that nobody made: the command, before any plugin is looked for", async () => {
    const { code, text } = await nx("run", "secrets:preview", "-c", "sandbox");
    expect(code).toBe(1);
    expect(text).toContain("Make it with: npx strata init secrets -c sandbox");
    expect(text).not.toMatch(/download|moto/);
  });

  it("without the real plugin: one sentence, before an emulator is started", async () => {
    const made = await workspace.run(join(workspace.root, "node_modules/.bin/strata"), [
      "init",
      "secrets",
      "-c",
      "sandbox",
    ]);
    expect(made).toEqual({ code: 0, text: expect.stringContaining('Made the stack "sandbox" of secrets') });
    expect(workspace.git("status", "--porcelain")).toBe("");
    const unreachable = "http://127.0.0.1:9";
    const { code, text } = await workspace.nx(["run", "secrets:preview", "-c", "sandbox"], {
      env: { HTTPS_PROXY: unreachable, HTTP_PROXY: unreachable },
    });
    expect(code).toBe(1);
    const errors = text.split("\n").filter((line) => line.startsWith("error: "));
    expect(errors).toEqual([
      expect.stringMatching(
        new RegExp(
          `^error: "sandbox" runs the real providers, and aws ${AWS_VERSION} could not be downloaded \\(.*`,
        ),
      ),
    ]);
    expect(errors[0]).toContain(
      `npx pulumi plugin install resource aws ${AWS_VERSION} --exact --file <archive>`,
    );
    expect(text).not.toContain("emulator");
  });

  it("with a plugin: it is led to a moto server of this run, in the account and the role of the catalogue", async () => {
    installStandIn(workspace);
    const { code, text } = await nx("run", "secrets:preview", "-c", "sandbox");
    expect([code, text]).toEqual([0, expect.stringContaining("to create")]);
    const endpoint = /emulator: (http:\S+) \(moto, for this run alone\)/.exec(text)?.[1] ?? "";
    const [{ settings, session } = {}] = recorded();
    expect(settings).toMatchObject({
      allowedAccountIds: ["000000000010"],
      region: "eu-central-1",
      skipMetadataApiCheck: "true",
      s3UsePathStyle: "true",
      accessKey: "emulator",
    });
    expect(new Set(Object.values(settings?.endpoints[0] ?? {}))).toEqual(new Set([endpoint]));
    expect(session).toMatch(
      /^arn:aws:sts::000000000010:assumed-role\/strata-preview\/.*secrets-sandbox-preview/,
    );
    await expect(fetch(endpoint)).rejects.toThrow();
  });

  it("an emulator of the user's is used and left alone; one that is silent is said to be", async () => {
    const moto = await motoServer();
    try {
      const env = { STRATA_TEST_RECORD: recordFile, STRATA_SANDBOX_ENDPOINT: moto.endpoint.origin };
      const { code, text } = await workspace.nx(["run", "secrets:preview", "-c", "sandbox"], { env });
      expect([code, text]).toEqual([0, expect.stringContaining(`emulator: ${moto.endpoint.origin}\n`)]);
      expect((await fetch(moto.endpoint)).ok).toBe(true);
      await moto.stop();
      const silent = await workspace.nx(["run", "secrets:preview", "-c", "sandbox"], { env });
      expect(silent.code).toBe(1);
      expect(silent.text).toMatch(/nothing answers there \(.*unset STRATA_SANDBOX_ENDPOINT/);
    } finally {
      await moto.stop();
    }
  });

  it("state is kept in the workspace", () =>
    expect(
      existsSync(join(workspace.root, ".strata/sandbox-state/.pulumi/stacks/secrets/sandbox.json")),
    ).toBe(true));
});

/** Puts the stand-in where the engine looks for the real plugin. */
function installStandIn(workspace: WorkspaceCopy): void {
  const folder = join(workspace.root, ".strata/pulumi-home/plugins", `resource-aws-v${AWS_VERSION}`);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "pulumi-resource-aws");
  const program = join(workspace.root, "tools/nx-pulumi/test/support/stand-in-provider.ts");
  writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  chmodSync(file, 0o755);
}
