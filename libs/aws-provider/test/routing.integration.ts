import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { environmentDefinition, REGIONS, type AccountAlias, ACCOUNT_ALIASES } from "@strata/environment";
import { type MotoServer, motoServer } from "@strata/testing/moto-server";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CredentialSettings, credentialsFor, type ProviderOperation } from "../src/index.ts";
import { credentialsOf } from "./credentials-of-spec.ts";

const IDS: Readonly<Record<AccountAlias, string>> = { workloads: "111111111111", shared: "222222222222" };
/** Where the people of the organization are: nobody's route. */
const HOME_ACCOUNT = "999999999999";
const ROUTES = ACCOUNT_ALIASES.flatMap((account) => REGIONS.map((region) => [account, region] as const));
const OPERATIONS = ["preview", "apply"] as const;

let moto: MotoServer;
let folder: string;

beforeAll(async () => {
  moto = await motoServer();
  folder = mkdtempSync(join(tmpdir(), "strata-routing-"));
});
afterAll(async () => {
  await moto.stop();
  rmSync(folder, { recursive: true });
});

function sts(region: string, credentials?: ReturnType<typeof credentialsOf>): STSClient {
  const keys = { accessKeyId: "moto", secretAccessKey: "moto" };
  return new STSClient({ endpoint: moto.endpoint.origin, region, credentials: credentials ?? keys });
}

/** Writes a profile whose `credential_process` gives the credentials of a role, as a sign-in or a certificate would. */
async function profileOf(name: string, roleArn: string): Promise<string> {
  const { Credentials } = await sts("eu-central-1").send(
    new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: "signed-in" }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
  const json = JSON.stringify({ Version: 1, AccessKeyId, SecretAccessKey, SessionToken, Expiration });
  const printed = join(folder, `${name}.json`);
  writeFileSync(printed, json);
  return `[profile ${name}]\nregion = eu-central-1\ncredential_process = cat ${printed}\n`;
}

function writeConfig(...profiles: string[]): string {
  const file = join(folder, "config");
  writeFileSync(file, profiles.join(""));
  return file;
}

function settingsFor(
  account: AccountAlias,
  operation: ProviderOperation,
  variables: Record<string, string>,
): CredentialSettings {
  const prod = environmentDefinition("prod");
  const accounts = {
    workloads: { ...prod.accounts.workloads, id: IDS.workloads },
    shared: { ...prod.accounts.shared, id: IDS.shared },
  };
  const environment = { ...prod, accounts };
  return credentialsFor({ environment, account, operation, sessionName: "alice@network-prod", variables });
}

/** Who a provider of these settings acts as. */
async function callerOf(settings: CredentialSettings, region: string, configFile = "/dev/null") {
  const credentials = credentialsOf(settings, { configFile, stsEndpoint: moto.endpoint.origin, region });
  const { Account, Arn } = await sts(region, credentials).send(new GetCallerIdentityCommand({}));
  return { account: Account, arn: Arn };
}

const roleOf = (id: string, operation: string) => ({
  account: id,
  arn: `arn:aws:sts::${id}:assumed-role/strata-${operation}/alice@network-prod`,
});

describe.each(ROUTES)("the caller on the route %s/%s", (account, region) => {
  const id = IDS[account];

  it.each(OPERATIONS)("is the role %s for a developer, through their own profile", async (operation) => {
    const name = `strata-prod-${account}`;
    const file = writeConfig(await profileOf(name, `arn:aws:iam::${HOME_ACCOUNT}:role/developer`));
    const settings = settingsFor(account, operation, {});
    expect(await callerOf(settings, region, file)).toEqual(roleOf(id, operation));
  });

  it.each(OPERATIONS)("is the role %s for a CI job, by its web identity", async (operation) => {
    const token = join(folder, "token");
    writeFileSync(token, `e30.${Buffer.from('{"sub":"repo:o/r"}').toString("base64url")}.x`);
    const settings = settingsFor(account, operation, { AWS_WEB_IDENTITY_TOKEN_FILE: token });
    expect(await callerOf(settings, region)).toEqual(roleOf(id, operation));
  });

  it.each(OPERATIONS)("is the role %s for a machine with a certificate", async (operation) => {
    const role = `arn:aws:iam::${id}:role/strata-${operation}`;
    const file = writeConfig(await profileOf(`strata-prod-${account}-${operation}`, role));
    const settings = settingsFor(account, operation, { STRATA_CREDENTIALS: "roles-anywhere" });
    expect(await callerOf(settings, region, file)).toMatchObject({
      account: id,
      arn: expect.stringContaining(`assumed-role/strata-${operation}/`),
    });
  });
});

it("is the last of a chain of roles", async () => {
  const file = writeConfig(await profileOf("start", `arn:aws:iam::${HOME_ACCOUNT}:role/developer`));
  const assumeRoles = ["333333333333", IDS.shared].map((id) => ({
    roleArn: `arn:aws:iam::${id}:role/step`,
    sessionName: "alice@network-prod",
  }));
  const caller = await callerOf({ profile: "start", assumeRoles }, "eu-central-1", file);
  expect(caller).toMatchObject({ account: IDS.shared });
});

it("is nobody where a specification names no identity", () => {
  const surroundings = { configFile: "/dev/null", stsEndpoint: moto.endpoint.origin, region: "eu-central-1" };
  expect(() => credentialsOf({}, surroundings)).toThrow(/no identity/);
});
