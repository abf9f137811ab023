import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { WORKSPACE } from "../src/store/paths.ts";
import { type Outcome, Sandbox } from "./pulumi.ts";
import { StackFolders, succeed } from "./stack-folders.ts";

const INSTANCE = "strata:rds:Database$aws:rds/instance:Instance::database";

/** The stack rds with a configuration file of the test's own, so that the workspace's stays as it is. */
class Rds {
  readonly #folders: StackFolders;
  readonly #file: string;

  constructor(sandbox: Sandbox, folders: StackFolders) {
    this.#folders = folders;
    this.#file = join(sandbox.folder, "Pulumi.local.yaml");
  }

  /** The workspace's configuration, without what allows a replacement, and with these settings. */
  configure(settings: Record<string, string> = {}): void {
    const text = readFileSync(join(WORKSPACE, "stacks/rds/Pulumi.local.yaml"), "utf8");
    const replaced = ["allowReplacementOf", ...Object.keys(settings)];
    const lines = text.split("\n").filter((line) => !replaced.some((key) => line.includes(`rds:${key}:`)));
    const more = Object.entries(settings).map(([key, value]) => `  rds:${key}: ${value}`);
    writeFileSync(this.#file, [...lines, ...more, ""].join("\n"));
  }

  up(...options: string[]): Promise<Outcome> {
    return this.#folders.up("rds", "--config-file", this.#file, ...options);
  }
  preview(): Promise<Outcome> {
    return this.#folders.pulumi("rds", "preview", "--config-file", this.#file, "--diff");
  }
  destroy(...options: string[]): Promise<Outcome> {
    return this.#folders.pulumi("rds", "destroy", "--config-file", this.#file, ...options);
  }

  /** The name of the first database on the instance in the state; undefined if there is none. */
  database(): unknown {
    return this.#folders.checkpoint("rds").resources.find(({ urn }) => urn.endsWith(INSTANCE))?.outputs?.[
      "dbName"
    ];
  }
}

describe("the database of stacks/rds", () => {
  let sandbox: Sandbox;
  let folders: StackFolders;
  let rds: Rds;
  beforeAll(async () => {
    sandbox = await Sandbox.create();
    folders = new StackFolders(sandbox);
    rds = new Rds(sandbox, folders);
    for (const stack of ["secrets", "network", "rds"] as const)
      await succeed(folders.pulumi(stack, "stack", "init", "local", "--no-select"));
    for (const stack of ["secrets", "network"] as const) await succeed(folders.up(stack));
    rds.configure();
    await succeed(rds.up());
  });
  afterAll(async () => {
    await folders.close();
    await sandbox.close();
  });

  it("is not replaced by a preview, which says what would allow it", async () => {
    rds.configure({ databaseName: "renamed" });
    const { code, text } = await rds.preview();
    expect(code).not.toBe(0);
    expect(text).toMatch(/unable to replace resource "\S+\$aws:rds\/instance:Instance::database"\s+as it is/);
    expect(text).toContain("pulumi config set rds:allowReplacementOf strata-local -s local");
  });

  it("is not replaced by an update, even without a preview", async () => {
    const { code, text } = await rds.up();
    expect(code).not.toBe(0);
    expect(text).toMatch(/unable to replace resource "\S+\$aws:rds\/instance:Instance::database"/);
    expect(rds.database()).toBe("application");
  });

  it("is not deleted", async () => {
    const refusal = /\$aws:rds\/instance:Instance::database" cannot be deleted\s+because it is protected/;
    for (const options of [["--preview-only"], ["--yes", "--skip-preview"]]) {
      const { code, text } = await rds.destroy(...options);
      expect(code).not.toBe(0);
      expect(text).toMatch(refusal);
    }
    expect(rds.database()).toBe("application");
  });

  it("is not replaced where the configuration names another", async () => {
    rds.configure({ databaseName: "renamed", allowReplacementOf: "strata-prod" });
    const { code, text } = await rds.preview();
    expect(code).not.toBe(0);
    expect(text).toContain('got "strata-prod"; the database of this stack is "strata-local"');
  });

  it("is replaced, and then deleted, where the configuration names it", async () => {
    rds.configure();
    await succeed(rds.up());
    rds.configure({ databaseName: "renamed", allowReplacementOf: "strata-local" });
    // The update that lifts the protection may be the one that replaces: AWS's own protection is off in local.
    expect(await succeed(rds.preview())).toMatch(/aws:rds\/instance:Instance: \(replace\)/);
    await succeed(rds.up());
    expect(rds.database()).toBe("renamed");
    await succeed(rds.destroy("--yes", "--skip-preview"));
    expect(rds.database()).toBeUndefined();
  });

  it("keeps AWS's own protection until an update has named it", async () => {
    const protectedByAws = { deletionProtection: "true" };
    const named = { ...protectedByAws, allowReplacementOf: "strata-local" };
    rds.configure(protectedByAws);
    await succeed(rds.up());
    rds.configure({ ...named, databaseName: "renamed" });
    const { code, text } = await rds.up();
    expect(code).not.toBe(0);
    expect(text).toContain("its deletion protection is on");
    rds.configure(named);
    expect(await succeed(rds.up())).toContain('"strata-local" may be replaced and deleted');
    await succeed(rds.destroy("--yes", "--skip-preview"));
  });

  it("moves to the parameters of another major version without being replaced", async () => {
    rds.configure();
    await succeed(rds.up());
    rds.configure({ majorVersion: "18", allowMajorVersionUpgrade: "true" });
    const text = await succeed(rds.up());
    const done =
      /aws:rds:(?:ParameterGroup|Instance) database (created replacement|updated|deleted original)/g;
    expect([...text.matchAll(done)].map(([, what]) => what)).toEqual([
      "created replacement",
      "updated",
      "deleted original",
    ]);
  });
});
