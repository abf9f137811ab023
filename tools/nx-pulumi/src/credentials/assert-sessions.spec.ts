import { environmentDefinition } from "@strata/environment";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assertSessions, type SessionRequest } from "./assert-sessions.ts";
import { identityOfStack } from "./stack-sessions.ts";
import { callerOf, EXPIRED, type StandInSts, standInSts } from "./stand-in-sts.ts";

const now = new Date("2030-01-01T12:00:00Z");
const dev = environmentDefinition("dev");
const environment = {
  ...dev,
  accounts: {
    workloads: { ...dev.accounts.workloads, id: "111111111111" },
    shared: { ...dev.accounts.shared, id: "222222222222" },
  },
};
let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "strata-home-"));
  mkdirSync(join(home, ".aws/sso/cache"), { recursive: true });
});
afterEach(() => rmSync(home, { recursive: true }));

const config = (text: string): void => writeFileSync(join(home, ".aws/config"), text);
const signIn = (id: string, token: object): void =>
  writeFileSync(
    join(home, ".aws/sso/cache", `${createHash("sha1").update(id).digest("hex")}.json`),
    JSON.stringify(token),
  );
const tokenFile = (exp: number): string => {
  const file = join(home, "token");
  writeFileSync(file, `e30.${Buffer.from(JSON.stringify({ exp })).toString("base64url")}.x`);
  return file;
};

async function check(more: Partial<SessionRequest> = {}): Promise<string> {
  const request = { environment, accounts: ["workloads"] as const, operation: "apply" as const, now };
  try {
    return (await assertSessions({ ...request, ...more, variables: { HOME: home, ...more.variables } })).join(
      "\n",
    );
  } catch (error) {
    expect((error as Error).name).toBe("StackError");
    return (error as Error).message;
  }
}

const SSO = `[profile strata-dev-workloads]
sso_session = company
sso_account_id = 111111111111
[profile strata-dev-shared]
sso_start_url = https://company.awsapps.com/start
sso_account_id = 333333333333
[sso-session company]
sso_start_url = https://company.awsapps.com/start
`;

it("lets a sign-in of IAM Identity Center pass that lasts, or that renews itself", async () => {
  config(SSO);
  signIn("company", { expiresAt: "2030-01-01T13:00:00Z" });
  expect(await check()).toBe("");
  signIn("company", { expiresAt: "2030-01-01T12:05:00Z", refreshToken: "hunter2" });
  expect(await check()).toBe("");
});

it("says which command renews one that has expired or ends too soon", async () => {
  config(SSO);
  signIn("company", { expiresAt: "2030-01-01T11:00:00Z", refreshToken: "hunter2" });
  const expired = await check({ operation: "preview" });
  expect(expired).toMatch(
    /"dev".*Nothing was run[^]*expired at 2030-01-01T11:00:00.*aws sso login --profile strata-dev-workloads/,
  );
  expect(expired).not.toContain("hunter2");
  signIn("company", { expiresAt: "2030-01-01T12:10:00Z" });
  expect(await check()).toMatch(/10 min more.*15 min.*aws sso login --profile strata-dev-workloads/);
  expect(await check({ operation: "preview" })).toBe("");
  expect(await check({ variables: { STRATA_MINIMUM_SESSION_MINUTES: "5" } })).toBe("");
  expect(await check({ variables: { STRATA_MINIMUM_SESSION_MINUTES: "soon" } })).toMatch(/whole number/);
});

it("prints both accounts where a profile is for another, with every other problem", async () => {
  config(SSO);
  signIn("https://company.awsapps.com/start", { expiresAt: "2030-01-01T12:01:00Z" });
  const message = await check({ accounts: ["workloads", "shared"] });
  expect(message).toMatch(
    /"strata-dev-shared" signs in to account 333333333333, and "shared" of "dev" is account 222222222222/,
  );
  expect(message.match(/aws sso login --profile/g)).toHaveLength(2);
});

it("says what is missing: the profile, the sign-in, the profile that it takes credentials from", async () => {
  expect(await check()).toMatch(/not in .*config.*aws configure sso --profile strata-dev-workloads/);
  config(SSO);
  expect(await check()).toMatch(/Nobody is signed in.*aws sso login --profile strata-dev-workloads/);
  config(
    "[profile strata-dev-workloads]\nrole_arn = arn:aws:iam::111111111111:role/x\nsource_profile = base\n",
  );
  expect(await check()).toMatch(/"base", which there is not/);
  config(
    "[profile strata-dev-workloads]\nsource_profile = b\n[profile b]\nsource_profile = strata-dev-workloads\n",
  );
  expect(await check()).toMatch(/leads to itself/);
});

describe("a profile whose account no file says", () => {
  const variables = { STRATA_CREDENTIALS: "roles-anywhere" };
  const key = { AccessKeyId: "ASIA1", SecretAccessKey: "hunter2", SessionToken: "t" };
  let sts: StandInSts | undefined;
  afterEach(() => sts?.close());

  /** The profile gives a key that lasts; STS answers as given. */
  const gives = async (answer: Parameters<typeof standInSts>[0], profile = "strata-dev-workloads-apply") => {
    const printed = { Version: 1, ...key, Expiration: "2099-01-01T12:01:00Z" };
    writeFileSync(join(home, "credentials.json"), JSON.stringify(printed));
    config(`[profile ${profile}]\ncredential_process = cat ${home}/credentials.json\n`);
    sts = await standInSts(answer);
    return { ...variables, ...sts.variables };
  };

  it("passes if it is the account that is meant, and lasts", async () => {
    expect(await check({ variables: await gives(callerOf("111111111111")) })).toBe("");
  });

  it("is refused if it is another: both are named, and nothing of the key", async () => {
    const message = await check({ variables: await gives(callerOf("333333333333")) });
    expect(message).toMatch(/Nothing was run/);
    expect(message).toMatch(
      /"strata-dev-workloads-apply" signs in to account 333333333333, and "workloads" of "dev" is account 111111111111/,
    );
    expect(message).toContain("aws sts get-caller-identity --profile strata-dev-workloads-apply");
    expect(message).not.toMatch(/hunter2|ASIA1/);
  });

  it("is refused if AWS refuses what it gives", async () => {
    expect(await check({ variables: await gives(EXPIRED) })).toMatch(
      /AWS refuses the credentials of the profile "strata-dev-workloads-apply": ExpiredToken/,
    );
  });

  it("is told where AWS does not say", async () => {
    expect(await check({ variables: await gives({ status: 503, body: "" }) })).toMatch(
      /its account was not checked before the run/,
    );
  });

  it("is one's own: for any account where a role follows from it, and for the one that is meant where it is the role", async () => {
    const other = callerOf("333333333333");
    const asDeveloper = { ...(await gives(other, "mine")), STRATA_CREDENTIALS: "" };
    expect(await check({ profile: "mine", variables: asDeveloper })).toBe("");
    sts?.close();
    const asMachine = await gives(other, "mine-apply");
    expect(await check({ profile: "mine", variables: asMachine })).toMatch(/333333333333.*111111111111/);
  });

  it("gives no credentials, or nobody knows when they end", async () => {
    config("[profile strata-dev-workloads-apply]\ncredential_process = false\n");
    expect(await check({ variables })).toMatch(/"strata-dev-workloads-apply" gives no credentials/);
    config("[profile strata-dev-workloads]\nregion = eu-central-1\n");
    expect(await check()).toMatch(/strata-dev-workloads: how long it lasts is not known/);
  });

  it("holds keys: long-lived ones are refused and not shown, temporary ones are compared", async () => {
    const keys = (id: string, more = "") =>
      config(
        `[profile strata-dev-workloads]\naws_access_key_id = ${id}\naws_secret_access_key = hunter2\n${more}`,
      );
    keys("AKIAIOSFODNN7EXAMPLE");
    const message = await check();
    expect(message).toMatch(
      /"strata-dev-workloads" holds a long-lived access key \(not shown\).*aws configure sso --profile/,
    );
    expect(message).not.toMatch(/hunter2|AKIAIOSFODNN7EXAMPLE/);
    sts = await standInSts(callerOf("333333333333"));
    keys("ASIAIOSFODNN7EXAMPLE", "aws_session_token = t\n");
    expect(await check({ variables: sts.variables })).toMatch(/333333333333.*111111111111/);
  });
});

it("reads the token of a CI job, which need not last longer than its exchange", async () => {
  const seconds = now.getTime() / 1000;
  const check2 = (exp: number) => check({ variables: { AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile(exp) } });
  expect(await check2(seconds + 300)).toBe("");
  expect(await check2(seconds - 1)).toMatch(/web identity token in .* expired.*the step of the job/);
  expect(await check({ variables: { AWS_WEB_IDENTITY_TOKEN_FILE: "/nowhere" } })).toMatch(/cannot be read/);
});

it("reads AWS_CREDENTIAL_EXPIRATION of temporary keys", async () => {
  config(SSO);
  signIn("company", { expiresAt: "2030-01-01T13:00:00Z" });
  const variables = { AWS_ACCESS_KEY_ID: "ASIA1", AWS_CREDENTIAL_EXPIRATION: "2030-01-01T11:00:00Z" };
  expect(await check({ variables })).toMatch(/AWS_ACCESS_KEY_ID expired at.*unset AWS_ACCESS_KEY_ID/);
});

it("has nothing to check in local and against an emulator", async () => {
  for (const name of ["local", "sandbox"] as const) {
    expect(await check({ environment: environmentDefinition(name) })).toBe("");
  }
});

it("takes accounts and profile out of the configuration of a stack", () => {
  const text =
    "config:\n  eks:account: workloads\n  eks:accounts: [shared, nobody]\n  aws:profile: mine\n  x:account: shared\n";
  expect(identityOfStack(text, "eks")).toEqual({ accounts: ["workloads", "shared"], profile: "mine" });
  expect(identityOfStack("config:\n  aws:profile: { secure: v1 }\n", "eks")).toEqual({
    accounts: [],
    profile: undefined,
  });
  expect(identityOfStack("", "eks")).toEqual({ accounts: [], profile: undefined });
});
