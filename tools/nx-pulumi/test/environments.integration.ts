import { type MotoServer, motoServer } from "@strata/testing/moto-server";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommandResult, WorkspaceCopy } from "./support/workspace-copy.ts";

const BUCKET = "example-strata-state-prod";
const IDS_FILE = "libs/environment/src/account-ids.json";

/** What is said of the stacks, the accounts and the backends of environments, by the real commands with the real engine. */
describe("environments", () => {
  let workspace: WorkspaceCopy;
  beforeAll(() => (workspace = new WorkspaceCopy()));
  afterAll(() => workspace.remove());
  afterEach(() => workspace.git("checkout", "--quiet", "."));

  const strata = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CommandResult> =>
    workspace.run(join(workspace.root, "node_modules/.bin/strata"), args, { env });

  it("strata accounts record writes the ID into the catalogue, which then has it", async () => {
    const recorded = await strata(["accounts", "record", "prod", "workloads", "333333333333"]);
    expect(recorded).toEqual({
      code: 0,
      text: expect.stringContaining("prod workloads: not created yet -> 333333333333"),
    });
    expect(workspace.git("diff", "--name-only")).toBe(IDS_FILE);
    const ids = JSON.parse(readFileSync(join(workspace.root, IDS_FILE), "utf8")) as Record<string, object>;
    expect(ids["prod"]).toEqual({ workloads: "333333333333", shared: null });
    expect((await strata(["accounts"])).text).toMatch(/prod +workloads +333333333333 +Workloads\/Prod/);

    const again = await strata(["accounts", "record", "dev", "shared", "333333333333"]);
    expect(again.code).toBe(1);
    expect(again.text).toContain('333333333333 is the ID of "workloads" of "prod" already');
  });

  it("an account that is recorded for two environments stops every command, with both", async () => {
    workspace.edit(IDS_FILE, () =>
      JSON.stringify({
        local: { workloads: "000000000000", shared: "000000000001" },
        sandbox: { workloads: "000000000010", shared: "000000000011" },
        dev: { workloads: "333333333333", shared: null },
        prod: { workloads: "333333333333", shared: null },
      }),
    );
    const { code, text } = await workspace.nx(["run", "secrets:preview"]);
    expect(code).toBe(1);
    expect(text).toContain("333333333333 is recorded for dev workloads and prod workloads");
    expect(text).not.toMatch(/^\s+at .*:\d+:\d+/m);
  });

  it.each([
    [["init", "secrets", "-c", "prd"], 'Unknown environment "prd". Did you mean "prod"?'],
    [["init", "secret", "-c", "sandbox"], 'Unknown stack "secret". Did you mean "secrets"?'],
    [["init", "secrets"], "expects an environment: -c <environment>"],
  ])("strata %j: %s", async (args, message) => {
    const { code, text } = await strata(args);
    expect(code).not.toBe(0);
    expect(text).toContain(message);
  });

  it("the backend of another environment in PULUMI_BACKEND_URL: refused, by both commands", async () => {
    const env = {
      STRATA_ALLOW_SELF_BUILT_ENGINE: "1",
      PULUMI_BACKEND_URL: "s3://example-strata-state-dev?region=eu-central-1&awssdk=v2",
    };
    const init = await strata(["init", "secrets", "-c", "sandbox"], env);
    const preview = await workspace.nx(["run", "secrets:preview", "-c", "prod"], { env });
    for (const [{ code, text }, environment] of [
      [init, "sandbox"],
      [preview, "prod"],
    ] as const) {
      expect(code).toBe(1);
      expect(text).toContain(`the backend of "dev"; "${environment}" has`);
      expect(text).toContain("Clear it with: unset PULUMI_BACKEND_URL");
    }
  });

  describe("with state in S3", () => {
    let moto: MotoServer;
    let env: NodeJS.ProcessEnv;
    beforeAll(async () => {
      moto = await motoServer();
      env = {
        ...moto.env,
        // As a session has them; moto checks neither.
        AWS_ACCESS_KEY_ID: "ASIAIOSFODNN7EXAMPLE",
        AWS_SESSION_TOKEN: "session",
        STRATA_ALLOW_SELF_BUILT_ENGINE: "1",
      };
    }, 300_000);
    afterAll(() => moto.stop());

    const init = () => strata(["init", "secrets", "-c", "prod"], env);
    const preview = () => workspace.nx(["run", "secrets:preview", "-c", "prod"], { env });

    it("a bucket that is not there: the command that makes it, and no stack trace", async () => {
      for (const { code, text } of [await init(), await preview()]) {
        expect(code).toBe(1);
        expect(text).toContain(`there is no bucket ${BUCKET}. Make it with: npx strata bootstrap -c prod`);
        expect(text).not.toMatch(/^\s+at .*:\d+:\d+|StatusCode/m);
      }
    });

    it("a key that is not there: which", async () => {
      await fetch(new URL(BUCKET, moto.endpoint), { method: "PUT", headers: signedFor("s3") });
      const { code, text } = await init();
      expect(code).toBe(1);
      expect(text).toContain(
        'The key that encrypts secrets of "prod" does not exist: awskms://alias/strata-pulumi-prod',
      );
    });

    it("a stack is made only by strata init, and found from then on", async () => {
      await makeKey(moto.endpoint, "alias/strata-pulumi-prod");
      const before = await preview();
      expect([before.code, before.text]).toEqual([
        1,
        expect.stringContaining("Make it with: npx strata init secrets -c prod"),
      ]);
      const made = await init();
      expect(made).toEqual({
        code: 0,
        text: expect.stringContaining(`Made the stack "prod" of secrets in s3://`),
      });
      expect(readFileSync(join(workspace.root, "stacks/secrets/Pulumi.prod.yaml"), "utf8")).toContain(
        "encryptedkey:",
      );
      const twice = await init();
      expect(twice.code).toBe(1);
      expect(twice.text).toContain("already exists");
      // Found, so that its program runs; it has no account yet.
      expect((await preview()).text).toContain("npx strata accounts record prod workloads <12-digit-id>");
    });

    it("static keys in Pulumi.prod.yaml and in the environment: refused, not shown", async () => {
      workspace.edit("stacks/secrets/Pulumi.prod.yaml", (text) => `${text}\n  aws:secretKey: hunter2\n`);
      const inFile = await preview();
      expect(inFile.code).toBe(1);
      expect(inFile.text).toMatch(
        /aws:secretKey: static credentials are never written down[^]*pulumi config rm 'aws:secretKey'/,
      );
      const inVariables = await workspace.nx(["run", "secrets:preview", "-c", "prod"], {
        env: { ...env, AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "hunter2" },
      });
      expect(inVariables.code).toBe(1);
      expect(inVariables.text).toContain("AWS_ACCESS_KEY_ID in the environment: got a long-lived access key");
      for (const { text } of [inFile, inVariables]) expect(text).not.toMatch(/hunter2|AKIAIOSFODNN7EXAMPLE/);
    });

    describe("with accounts that exist", () => {
      const home = mkdtempSync(join(tmpdir(), "strata-home-"));
      afterAll(() => rmSync(home, { recursive: true }));
      beforeEach(() => {
        mkdirSync(join(home, ".aws/sso/cache"), { recursive: true });
        workspace.edit(IDS_FILE, (text) => {
          const ids = JSON.parse(text) as Record<string, object>;
          return JSON.stringify({ ...ids, prod: { workloads: "333333333333", shared: "444444444444" } });
        });
      });

      /** Previews with an AWS configuration file of its own; what it printed, and after how many milliseconds. */
      const previewWith = async (profiles: string, variables: NodeJS.ProcessEnv = {}) => {
        const file = join(home, ".aws/config");
        writeFileSync(file, profiles);
        const started = Date.now();
        const result = await workspace.nx(["run", "secrets:preview", "-c", "prod"], {
          env: { ...env, HOME: home, AWS_CONFIG_FILE: file, ...variables },
        });
        return { ...result, duration: Date.now() - started };
      };

      it("the sign-in has expired: refused within seconds, with the command that renews it", async () => {
        const start = "https://company.awsapps.com/start";
        const token = { accessToken: "hunter2", expiresAt: "2026-01-01T11:00:00Z" };
        const name = `${createHash("sha1").update("company").digest("hex")}.json`;
        writeFileSync(join(home, ".aws/sso/cache", name), JSON.stringify(token));
        const profile = (alias: string, id: string) =>
          `[profile strata-prod-${alias}]\nsso_session = company\nsso_account_id = ${id}\nsso_role_name = Developer\n`;
        const { code, text, duration } = await previewWith(
          profile("workloads", "333333333333") +
            profile("shared", "444444444444") +
            `[sso-session company]\nsso_start_url = ${start}\nsso_region = eu-central-1\n`,
        );
        expect(code).toBe(1);
        expect(text).toMatch(
          /the sign-in of profile strata-prod-workloads expired at 2026-01-01T11:00:00\.000Z\. Renew it with: aws sso login --profile strata-prod-workloads/,
        );
        expect(text).not.toContain("hunter2");
        expect(duration).toBeLessThan(20_000);
      });

      it("a process gives credentials of another account: both accounts, before the engine runs", async () => {
        const gives = async (alias: string, account: string) => {
          const file = join(home, `${alias}.json`);
          writeFileSync(file, JSON.stringify(await assumeRole(moto.endpoint, account)));
          return `[profile strata-prod-${alias}-preview]\ncredential_process = cat ${file}\n`;
        };
        const asMachine = { STRATA_CREDENTIALS: "roles-anywhere" };
        const workloads = await gives("workloads", "333333333333");
        const wrong = await previewWith(workloads + (await gives("shared", "555555555555")), asMachine);
        expect(wrong.code).toBe(1);
        expect(wrong.text).toMatch(
          /The profile "strata-prod-shared-preview" signs in to account 555555555555, and "shared" of "prod" is account 444444444444/,
        );
        expect(wrong.text).not.toMatch(/"strata-prod-workloads-preview" signs in/);
        expect(wrong.text).toContain("Nothing was run");
        // With the right one the program runs, and what is missing then is the provider itself.
        const right = await previewWith(workloads + (await gives("shared", "444444444444")), asMachine);
        expect(right.text).not.toMatch(/signs in to account|Nothing was run/);
      });
    });

    it("nobody is signed in: the command that signs in, within seconds", async () => {
      const started = Date.now();
      const { code, text } = await workspace.nx(["run", "secrets:preview", "-c", "prod"], {
        env: { ...env, AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "", AWS_SESSION_TOKEN: "" },
      });
      expect(code).toBe(1);
      expect(text).toContain("aws sso login --profile strata-prod-shared");
      expect(Date.now() - started).toBeLessThan(20_000);
    });
  });
});

/** A header that moto takes the service and the region from; it checks no signature. */
function signedFor(service: string, region = "us-east-1"): Record<string, string> {
  const scope = `ASIAIOSFODNN7EXAMPLE/20260101/${region}/${service}/aws4_request`;
  return { Authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` };
}

/** What `credential_process` prints, of a session in an account. */
async function assumeRole(endpoint: URL, account: string): Promise<object> {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: signedFor("sts"),
    body: new URLSearchParams({
      Action: "AssumeRole",
      Version: "2011-06-15",
      RoleArn: `arn:aws:iam::${account}:role/strata-preview`,
      RoleSessionName: "machine",
    }),
  });
  const text = await response.text();
  const of = (name: string): string => new RegExp(`<${name}>([^<]+)</${name}>`).exec(text)?.[1] ?? text;
  const keys = ["AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"];
  return { Version: 1, ...Object.fromEntries(keys.map((name) => [name, of(name)])) };
}

async function makeKey(endpoint: URL, alias: string): Promise<void> {
  const call = async (operation: string, body: object): Promise<unknown> => {
    const response = await fetch(endpoint, {
      method: "POST",
      body: JSON.stringify(body),
      headers: {
        ...signedFor("kms", "eu-central-1"),
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": `TrentService.${operation}`,
      },
    });
    if (!response.ok) throw new Error(`${operation}: ${response.status} ${await response.text()}`);
    const text = await response.text();
    return text === "" ? undefined : JSON.parse(text);
  };
  const { KeyMetadata } = (await call("CreateKey", {})) as { KeyMetadata: { KeyId: string } };
  await call("CreateAlias", { AliasName: alias, TargetKeyId: KeyMetadata.KeyId });
}
