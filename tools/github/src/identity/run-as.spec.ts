import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GithubServer } from "../../test/support/github-server.ts";
import { requestJobToken } from "./job-token.ts";
import { runAs } from "./run-as.ts";

let server: GithubServer;
let folder: string;
beforeEach(async () => {
  server = await GithubServer.start();
  folder = mkdtempSync(join(tmpdir(), "strata-run-as-"));
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const roleArn = "arn:aws:iam::222222222222:role/strata-preview";
const variables = (): Record<string, string> => {
  const { url, token } = server.identity("repo:acme/cloud:pull_request");
  return {
    PATH: process.env["PATH"] ?? "",
    GITHUB_ACTIONS: "true",
    GITHUB_RUN_ID: "7",
    ACTIONS_ID_TOKEN_REQUEST_URL: url,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: token,
  };
};
/** A command that writes down what it was given, and ends with 3. */
const command = (): string[] => {
  const script =
    'const { readFileSync, writeFileSync } = require("fs"); const file = process.env.AWS_WEB_IDENTITY_TOKEN_FILE;' +
    `writeFileSync(${JSON.stringify(join(folder, "given.json"))}, JSON.stringify({ ...process.env, token: file && readFileSync(file, "utf8") }));` +
    "process.exit(3)";
  return [process.execPath, "-e", script];
};
const given = (): Record<string, string> =>
  JSON.parse(readFileSync(join(folder, "given.json"), "utf8")) as Record<string, string>;

it("hands a command the job's token and the role for as long as it runs, and its exit code on", async () => {
  const said: string[] = [];
  const masked: string[] = [];
  const code = await runAs({
    purpose: "preview in dev",
    roleArn,
    command: command(),
    variables: variables(),
    say: (line) => said.push(line),
    mask: (text) => masked.push(text),
  });
  expect([code, said]).toEqual([3, [`preview in dev as ${roleArn}`]]);
  const env = given();
  expect(env).toMatchObject({ AWS_ROLE_ARN: roleArn, AWS_ROLE_SESSION_NAME: "strata-7" });
  const claims = Buffer.from(env["token"]?.split(".")[1] ?? "", "base64url").toString();
  expect(JSON.parse(claims)).toMatchObject({ sub: "repo:acme/cloud:pull_request", aud: "sts.amazonaws.com" });
  expect(masked).toEqual([env["token"]]);
  expect(existsSync(env["AWS_WEB_IDENTITY_TOKEN_FILE"] ?? "")).toBe(false);
  expect(Object.keys(env).filter((name) => name.startsWith("ACTIONS_"))).toEqual([]);
});

it.each([
  ["no identity is needed", undefined, {}],
  ["developers have profiles", roleArn, { GITHUB_ACTIONS: "" }],
])("asks for no token where %s", async (_what, role, more) => {
  const code = await runAs({
    purpose: "preview",
    roleArn: role,
    command: command(),
    variables: { ...variables(), ...more },
    say: () => undefined,
    mask: () => undefined,
  });
  expect([code, server.identities, server.log]).toEqual([3, [], []]);
  expect(Object.keys(given()).filter((name) => /^(ACTIONS_|AWS_)/.test(name))).toEqual([]);
});

it("says what is missing, before the command runs", async () => {
  const run = (fields: { command?: string[]; more?: Record<string, string> }): Promise<number> =>
    runAs({
      purpose: "preview",
      roleArn,
      command: fields.command ?? command(),
      variables: { ...variables(), ...fields.more },
      say: () => undefined,
      mask: () => undefined,
    });
  await expect(run({ more: { ACTIONS_ID_TOKEN_REQUEST_URL: "" } })).rejects.toThrow(
    /permission id-token: write/,
  );
  await expect(run({ more: { ACTIONS_ID_TOKEN_REQUEST_TOKEN: "wrong" } })).rejects.toThrow(
    /no token.*answered 401/,
  );
  expect(existsSync(join(folder, "given.json"))).toBe(false);
  await expect(run({ command: ["no-such-program"] })).rejects.toThrow(
    /"no-such-program" was not run: there is no such/,
  );
});

it("asks again after a passing failure", async () => {
  server.fail("GET", /oidc/, 503, { times: 2 });
  const { lifetime } = await requestJobToken(variables(), 1);
  expect([lifetime, server.log]).toEqual([300_000, ["GET /oidc 503", "GET /oidc 503", "GET /oidc 200"]]);
});
