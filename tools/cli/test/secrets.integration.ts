import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { environmentDefinition, requireAccountId } from "@strata/environment";
import { execFileSync, spawn } from "node:child_process";
import { readFileSync, globSync } from "node:fs";
import { join } from "node:path";
import { type MotoServer, motoServer } from "@strata/testing/moto-server";

const WORKSPACE = join(import.meta.dirname, "../../..");
const STRATA = join(WORKSPACE, "tools/cli/bin/strata.js");
const NODE = join(WORKSPACE, "node_modules/.bin/node");
/** As the provider makes names: 26 hexadecimal digits after the prefix. */
const SUFFIX = "20261124190000000000000001";
const VALUE = 'p4ss "w0rd" $(x) schlüssel';

let moto: MotoServer;
let client: SecretsManagerClient;

beforeAll(async () => {
  moto = await motoServer();
});
afterAll(() => moto.stop());
beforeEach(async () => {
  await moto.reset();
  const place = { endpoint: moto.endpoint.origin, region: "eu-central-1" };
  const id = requireAccountId(environmentDefinition("sandbox"), "workloads");
  // Of the account that the command's role is of. A reset makes moto forget roles that were assumed.
  const credentials = fromTemporaryCredentials({
    masterCredentials: { accessKeyId: "moto", secretAccessKey: "moto" },
    params: { RoleArn: `arn:aws:iam::${id}:role/test`, RoleSessionName: "test" },
    clientConfig: place,
  });
  client = new SecretsManagerClient({ ...place, credentials });
});
afterEach(() => client.destroy());

async function make(name: string): Promise<string> {
  const { ARN = "" } = await client.send(new CreateSecretCommand({ Name: name }));
  return ARN;
}

const valueOf = async (arn: string) =>
  (await client.send(new GetSecretValueCommand({ SecretId: arn }))).SecretString;

interface Result {
  code: number | null;
  text: string;
}

/** Runs `strata secrets set` with a value piped in. */
function set(value: string, name = "application", environment: Record<string, string> = {}): Promise<Result> {
  return run(NODE, [STRATA, "secrets", "set", name, "-c", "sandbox"], value, environment);
}

function run(
  command: string,
  args: string[],
  input: string,
  more: Record<string, string> = {},
): Promise<Result> {
  const env = { ...process.env, STRATA_SANDBOX_ENDPOINT: moto.endpoint.origin, USER: "alice", ...more };
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: WORKSPACE, env, stdio: ["pipe", "pipe", "pipe"] });
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
    // The command may end without reading what it is sent.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, text }));
  });
}

it("gives the secret of the stack a value, which it shows nowhere", async () => {
  const arn = await make(`strata/sandbox/application-${SUFFIX}`);
  const { code, text } = await set(`${VALUE}\n`);
  expect([code, text]).toEqual([
    0,
    expect.stringMatching(/^Set application of sandbox in workloads\/eu-central-1: version [\w-]+\.\n$/),
  ]);
  expect(text).not.toContain("p4ss");
  expect(await valueOf(arn)).toBe(VALUE);
});

it("makes a new version of a secret that has a value", async () => {
  const arn = await make(`strata/sandbox/application-${SUFFIX}`);
  await set("first");
  const { text } = await set("second");
  expect(await valueOf(arn)).toBe("second");
  const { Versions = [] } = await client.send(new ListSecretVersionIdsCommand({ SecretId: arn }));
  const current = Versions.find(({ VersionStages = [] }) => VersionStages.includes("AWSCURRENT"));
  expect(text).toContain(`version ${current?.VersionId ?? "none"}.`);
});

it("does not take a secret with a longer name, or one that is being deleted, for the one that is meant", async () => {
  await make(`strata/sandbox/application-other-${SUFFIX}`);
  await make("strata/sandbox/application-by-hand");
  const deleted = await make(`strata/sandbox/application-${SUFFIX}`);
  await client.send(new DeleteSecretCommand({ SecretId: deleted, RecoveryWindowInDays: 7 }));
  const { code, text } = await set(VALUE);
  expect([code, text]).toEqual([
    1,
    "The secret application of sandbox is not there yet. Make it with: npx nx run secrets:up -c sandbox\n",
  ]);
});

it("does not choose between two", async () => {
  const arns = [
    await make(`strata/sandbox/application-${SUFFIX}`),
    await make(`strata/sandbox/application-${SUFFIX.replace(/1$/, "2")}`),
  ];
  const { code, text } = await set(VALUE);
  expect(code).toBe(1);
  for (const arn of arns) expect(text).toContain(arn);
  for (const arn of arns) await expect(valueOf(arn)).rejects.toThrow(/AWSCURRENT|can't find/);
});

it.each([
  ["no value", "", /Got no value/],
  ["too long a value", "x".repeat(65_537), /AWS allows 65536/],
])("sets nothing with %s", async (_, value, message) => {
  const arn = await make(`strata/sandbox/application-${SUFFIX}`);
  const { code, text } = await set(value);
  expect([code, text]).toEqual([1, expect.stringMatching(message)]);
  await expect(valueOf(arn)).rejects.toThrow();
});

it("says in a sentence what AWS cannot be reached by", async () => {
  const { code, text } = await set(VALUE, "application", { STRATA_SANDBOX_ENDPOINT: "http://127.0.0.1:9" });
  expect([code, text]).toEqual([1, expect.stringMatching(/^The secret was not set: .*\n$/)]);
  expect(text).not.toMatch(/p4ss| at .*\.ts/);
  const elsewhere = await set(VALUE, "application", { STRATA_SANDBOX_ENDPOINT: "http://example.com" });
  expect([elsewhere.code, elsewhere.text]).toEqual([
    1,
    expect.stringMatching(/needs the URL of an emulator/),
  ]);
});

it("asks at a terminal, which does not show what is typed", async () => {
  const arn = await make(`strata/sandbox/application-${SUFFIX}`);
  // Python's pty gives the command a real terminal; what it echoes comes back.
  const script = `
import os, pty, sys
value = sys.argv[1].encode()
seen = b""
def read(fd):
    global seen
    data = os.read(fd, 1024)
    before = seen
    seen += data
    for prompt in (b"Value (not shown): ", b"Again: "):
        if prompt in seen and prompt not in before: os.write(fd, value + b"\\r")
    return data
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[2:], read)))`;
  const command = [NODE, STRATA, "secrets", "set", "application", "-c", "sandbox"];
  const { code, text } = await run("python3", ["-c", script, VALUE, ...command], "");
  expect([code, text]).toEqual([
    0,
    expect.stringMatching(/Value \(not shown\): \r\nAgain: \r\nSet application/),
  ]);
  expect(text).not.toContain("p4ss");
  expect(await valueOf(arn)).toBe(VALUE);
});

it("leaves the value in no file of the workspace", async () => {
  await make(`strata/sandbox/application-${SUFFIX}`);
  const marker = `marker-${process.pid}-value`;
  await set(marker);
  const changed = execFileSync("git", ["status", "--short"], { cwd: WORKSPACE, encoding: "utf8" });
  expect(changed).not.toContain(marker);
  const files = globSync(".strata/**/*.{json,log,txt}", {
    cwd: WORKSPACE,
    exclude: (it) => it === "node_modules",
  });
  expect(files.filter((file) => contains(join(WORKSPACE, file), marker))).toEqual([]);
});

function contains(file: string, text: string): boolean {
  try {
    return readFileSync(file, "utf8").includes(text);
  } catch {
    return false;
  }
}
