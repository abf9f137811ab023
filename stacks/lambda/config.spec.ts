import { environmentDefinition } from "@strata/environment";
import { environmentsOf, readConfig } from "@strata/testing";
import { LambdaConfig } from "./config.ts";

const folder = import.meta.dirname;

it("has an environment to try, one to develop in, and one for production", () => {
  expect(environmentsOf(folder)).toEqual(expect.arrayContaining(["local", "dev", "prod"]));
});

describe.each(environmentsOf(folder))("the configuration of %s", (environment) => {
  it("is valid, and binds one account in one region of the environment", async () => {
    const { account, region } = await readConfig(folder, environment, LambdaConfig);
    const { accounts, regions } = environmentDefinition(environment);
    expect(accounts).toHaveProperty([account]);
    expect(regions).toContain(region);
  });
});
