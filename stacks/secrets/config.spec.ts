import { runtime } from "@pulumi/pulumi";
import { environmentDefinition, routeKey } from "@strata/environment";
import { loadConfig } from "@strata/environment/config";
import { environmentsOf, readConfig } from "@strata/testing";
import { SecretsConfig } from "./config.ts";

const folder = import.meta.dirname;

it("has an environment to try, one to develop in, and one for production", () => {
  expect(environmentsOf(folder)).toEqual(expect.arrayContaining(["local", "dev", "prod"]));
});

describe.each(environmentsOf(folder))("the configuration of %s", (environment) => {
  it("is valid, and binds accounts to regions of the environment", async () => {
    const { accounts, regions } = await readConfig(folder, environment, SecretsConfig);
    const { cidrBlocks, regions: allowed } = environmentDefinition(environment);
    expect(allowed).toEqual(expect.arrayContaining(regions));
    for (const route of accounts.flatMap((account) =>
      regions.map((region) => routeKey({ account, region })),
    )) {
      expect(cidrBlocks).toHaveProperty([route]);
    }
  });
});

it("leaves as much time as AWS gives to bring back keys and secrets of prod", async () => {
  expect(await readConfig(folder, "prod", SecretsConfig)).toMatchObject({
    keyDeletionWindowInDays: 30,
    secretRecoveryWindowInDays: 30,
  });
});

describe("the schema", () => {
  const load = async (stack: string, changes: Record<string, unknown>) => {
    const values = {
      accounts: ["workloads"],
      regions: ["eu-central-1"],
      tags: { owner: "platform", costCentre: "CC-1000", dataClassification: "restricted" },
      ...changes,
    };
    const texts = Object.entries(values).map(([key, value]) => [
      `secrets:${key}`,
      typeof value === "string" ? value : JSON.stringify(value),
    ]);
    const mocks = { call: () => ({}), newResource: () => ({ id: "", state: {} }) };
    await runtime.setMocks(mocks, "secrets", stack);
    runtime.setAllConfig(Object.fromEntries(texts) as Record<string, string>);
    return loadConfig(SecretsConfig);
  };
  const functionArn = "arn:aws:lambda:eu-central-1:111111111111:function:rotate";
  const application = (container: unknown) => ({ containers: { application: container } });

  const github = (changes: object = {}) => ({
    githubIdentity: {
      owner: "acme",
      ownerId: 123,
      repository: "cloud",
      repositoryId: 456,
      policyArns: ["arn:aws:iam::aws:policy/PowerUserAccess"],
      ...changes,
    },
  });

  it("has no identity of CI by itself, and one bound to the environments of the stack's name if there is one", async () => {
    expect(await load("prod", {})).not.toHaveProperty("githubIdentity", expect.anything());
    expect(await load("prod", github())).toMatchObject({
      githubIdentity: {
        subjects: "both",
        environments: { preview: "prod-preview", apply: "prod" },
        permissionSets: { preview: [], apply: [] },
      },
    });
  });

  it.each([
    [{ repository: "*" }, /got "\*"; a role trusts one repository by its whole name/],
    [{ repository: "cloud*" }, /one repository by its whole name/],
    [{ owner: "*" }, /one repository by its whole name/],
    [{ owner: "acme/cloud" }, /one repository by its whole name/],
    [{ ownerId: 0 }, /githubIdentity\.ownerId: got 0/],
    [{ ownerId: "*" }, /githubIdentity\.ownerId: got "\*"/],
    [{ environments: { apply: "*" } }, /expected the whole name of an environment/],
    [{ environments: { apply: "dev:ref" } }, /expected the whole name of an environment/],
    [{ environments: { preview: "Dev" } }, /an environment of its own/],
    [{ permissionSets: { apply: ["*"] } }, /expected the name of a permission set/],
    [{ policyArns: [] }, /githubIdentity\.policyArns/],
    [{ policyArns: ["AdministratorAccess"] }, /expected the ARN of a managed policy/],
    [{ decryptableKeyArns: ["arn:aws:kms:eu-central-1:111111111111:key/*"] }, /without wildcards/],
  ])("refuses an identity of CI with %j", async (changes, message) => {
    await expect(load("dev", github(changes))).rejects.toThrow(message);
  });

  it("has the defaults of prod", async () => {
    expect(await load("prod", {})).toMatchObject({
      keyDeletionWindowInDays: 30,
      keyRotationPeriodInDays: 365,
      secretRecoveryWindowInDays: 30,
      containers: { application: { replicate: true } },
      parameters: {},
    });
  });

  it.each<[Record<string, unknown>, RegExp]>([
    [{ keyDeletionWindowInDays: 7 }, /got 7; prod has 30 days to bring back a deleted key/],
    [{ keyRotationPeriodInDays: 730 }, /got 730; prod rotates its keys once a year/],
    [{ secretRecoveryWindowInDays: 0 }, /got 0; prod has 30 days to bring back a deleted secret/],
    [application({ replicate: false }), /prod has a copy of every secret/],
  ])("lets dev have %j, and refuses it for prod", async (changes, message) => {
    expect(await load("dev", changes)).toMatchObject(changes);
    await expect(load("prod", changes)).rejects.toThrow(message);
  });

  it.each<[Record<string, unknown>, RegExp]>([
    [{ containers: {} }, /expected application among them/],
    [{ containers: { application: {}, "Not a name": {} } }, /small letters, digits and hyphens/],
    [application({ value: "hunter2" }), /value/],
    [application({ account: "nobody" }), /got "nobody"; allowed: workloads, shared/],
    [application({ rotation: { functionArn } }), /expected one of everyDays and schedule/],
    [application({ rotation: { functionArn, everyDays: 1, schedule: "rate(1 day)" } }), /expected one of/],
    [application({ rotation: { functionArn: "rotate", everyDays: 1 } }), /expected the ARN of a function/],
    [application({ source: "vault" }), /application is read by its ARN/],
    [
      { containers: { application: {}, partner: { source: "vault", account: "shared" } } },
      /account and rotation are of Secrets Manager/,
    ],
    [{ vault: { address: "http://vault.example.com" } }, /expected the URL of a server, with https/],
    [{ parameters: { "database/password": "x" } }, /no place for secrets: .*npx strata secrets set/],
  ])("refuses %j", async (changes, message) => {
    await expect(load("dev", changes)).rejects.toThrow(message);
  });
});
