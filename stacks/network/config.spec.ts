import { environmentDefinition, routeKey } from "@strata/environment";
import { environmentsOf, readConfig } from "@strata/testing";
import { NetworkConfig } from "./config.ts";

const folder = import.meta.dirname;

it("has an environment to try, one to develop in, and one for production", () => {
  expect(environmentsOf(folder)).toEqual(expect.arrayContaining(["local", "dev", "prod"]));
});

describe.each(environmentsOf(folder))("the configuration of %s", (environment) => {
  it("is valid, and binds accounts to regions of the environment", async () => {
    const { accounts, regions } = await readConfig(folder, environment, NetworkConfig);
    const { cidrBlocks, regions: allowed } = environmentDefinition(environment);
    expect(allowed).toEqual(expect.arrayContaining(regions));
    for (const route of accounts.flatMap((account) =>
      regions.map((region) => routeKey({ account, region })),
    )) {
      expect(cidrBlocks).toHaveProperty([route]);
    }
  });
});

it.each(["local", "prod"])("has a network in two accounts and two regions of %s", async (environment) => {
  const { accounts, regions } = await readConfig(folder, environment, NetworkConfig);
  expect([accounts, regions]).toEqual([
    ["workloads", "shared"],
    ["eu-central-1", "eu-west-1"],
  ]);
});
