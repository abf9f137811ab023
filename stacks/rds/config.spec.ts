import { environmentDefinition } from "@strata/environment";
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
});

it("keeps the database of prod: a standby, protected from deletion, with the longest backups", async () => {
  expect(await readConfig(folder, "prod", RdsConfig)).toMatchObject({
    multiAz: true,
    deletionProtection: true,
    backupRetentionPeriod: 35,
  });
});
