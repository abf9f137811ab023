import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runtime } from "@pulumi/pulumi";
import { environmentDefinition } from "@strata/environment";
import { loadConfig } from "@strata/environment/config";
import { environmentsOf, readConfig } from "@strata/testing";
import { RdsConfig } from "./config.ts";

const folder = import.meta.dirname;

it("has an environment to try, one to develop in, and one for production", () => {
  expect(environmentsOf(folder)).toEqual(expect.arrayContaining(["local", "dev", "prod"]));
});

describe.each(environmentsOf(folder))("the configuration of %s", (environment) => {
  it("is valid, and binds one account in one region of the environment", async () => {
    const { account, region } = await readConfig(folder, environment, RdsConfig);
    const { accounts, regions } = environmentDefinition(environment);
    expect(accounts).toHaveProperty([account]);
    expect(regions).toContain(region);
  });

  it("lets nothing replace the database, unless it is one that nobody misses", async () => {
    const { allowReplacementOf } = await readConfig(folder, environment, RdsConfig);
    const missed = environment === "dev" || environment === "prod";
    expect(allowReplacementOf).toBe(missed ? undefined : `strata-${environment}`);
  });
});

it("keeps the database of prod: a standby, protected from deletion, with the longest backups", async () => {
  expect(await readConfig(folder, "prod", RdsConfig)).toMatchObject({
    multiAz: true,
    deletionProtection: true,
    finalSnapshot: true,
    backupRetentionPeriod: 35,
    backupReplicationRegion: "eu-west-1",
  });
});

const LOWEST = {
  account: "workloads",
  region: "eu-central-1",
  tags: '{"owner":"platform","costCentre":"CC-1000","dataClassification":"confidential"}',
  instanceClass: "db.r7g.large",
  allocatedStorage: "100",
  maxAllocatedStorage: "1000",
  multiAz: "true",
  deletionProtection: "true",
  backupRetentionPeriod: "14",
};

/** The least that `prod` takes, with one setting changed. */
async function load(stack: string, setting?: string, value?: string) {
  await runtime.setMocks({ call: () => ({}), newResource: () => ({ id: "", state: {} }) }, "rds", stack);
  const values = { ...LOWEST, ...(setting === undefined ? {} : { [setting]: value }) };
  runtime.setAllConfig(
    Object.fromEntries(Object.entries(values).map(([key, text]) => [`rds:${key}`, String(text)])),
  );
  return loadConfig(RdsConfig);
}

it("has defaults that prod takes", async () => {
  expect(await load("prod")).toMatchObject({ finalSnapshot: true, logRetentionInDays: 90, proxy: false });
});

describe.each([
  ["multiAz", "false", "prod has a standby in another zone"],
  ["deletionProtection", "false", "the database of prod is protected from deletion"],
  ["finalSnapshot", "false", "the database of prod is not deleted without a final snapshot"],
  ["backupRetentionPeriod", "13", "backups of prod are kept for 14 days at least"],
  ["logRetentionInDays", "30", "logs of prod are kept for 90 days at least"],
])("%s of %s", (setting, value, sentence) => {
  it("is refused in prod, with a sentence and the command", async () => {
    await expect(load("prod", setting, value)).rejects.toThrow(
      new RegExp(`rds:${setting}: got ${value}; ${sentence}.*pulumi config set '${setting}' <value> -s prod`),
    );
  });

  it("is accepted elsewhere", async () => {
    expect(await load("dev", setting, value)).toMatchObject({ [setting]: JSON.parse(value) as unknown });
  });
});

it.each([
  ["databaseName", "Application", "expected small letters"],
  ["users", '["o\'brien"]', "expected small letters"],
  ["backupWindow", "2-3", "expected a window such as 02:00-03:00"],
  ["maintenanceWindow", "sunday", "expected a window such as sun:03:30-sun:04:30"],
  ["majorVersion", "17.2", "expected int"],
  ["alarmTopicArn", "alarms", "expected the ARN of an SNS topic"],
  ["backupReplicationRegion", "us-east-1", "eu-west-1"],
  ["masterPasswordRotationDays", "0", ">=1"],
])("refuses %s %j", async (setting, value, allowed) => {
  await expect(load("dev", setting, value)).rejects.toThrow(allowed);
});

it.each(["dev", "prod"])(
  "refuses updates of a copy in %s, as the master password is RDS's, with the page that says so",
  async (stack) => {
    expect(await load(stack, "blueGreenUpdate", "false")).toMatchObject({ blueGreenUpdate: false });
    await expect(load(stack, "blueGreenUpdate", "true")).rejects.toThrow(
      new RegExp(
        "rds:blueGreenUpdate: got true; a database whose master password RDS manages has no blue/green " +
          "deployments .*blue-green-deployments-considerations.html.*README.md",
      ),
    );
  },
);

it("makes in users.sql each user that is there by default", async () => {
  const { users } = await readConfig(folder, "dev", RdsConfig);
  const sql = readFileSync(join(folder, "set-up/users.sql"), "utf8");
  for (const user of users) {
    expect(sql).toContain(`CREATE ROLE ${user};`);
    expect(sql).toContain(`GRANT rds_iam TO ${user};`);
  }
});
