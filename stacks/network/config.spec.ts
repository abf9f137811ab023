import { accountOf } from "@strata/aws-provider";
import { environmentsOf, readConfig } from "@strata/testing";
import { NetworkConfig } from "./config.ts";

const folder = import.meta.dirname;

it("has an environment to try, one to develop in, and one for production", () => {
  expect(environmentsOf(folder)).toEqual(expect.arrayContaining(["local", "dev", "prod"]));
});

describe.each(environmentsOf(folder))("the configuration of %s", (environment) => {
  it("is valid, and binds one account; a real one through a role", async () => {
    const { aws } = await readConfig(folder, environment, NetworkConfig);
    expect(accountOf(aws)).toMatch(/^\d{12}$/);
    const roles = aws.assumeRoles?.map((role) => role.roleArn) ?? [];
    expect(roles.filter((role) => !role.includes(accountOf(aws)))).toEqual([]);
    expect(roles.length > 0).toBe(environment !== "local");
  });
});

it("gives no two environments the same addresses, so that they can be connected one day", async () => {
  const environments = environmentsOf(folder);
  const blocks = await Promise.all(
    environments.map(async (environment) => (await readConfig(folder, environment, NetworkConfig)).cidrBlock),
  );
  expect(new Set(blocks.map((block) => block.split(".").slice(0, 2).join("."))).size).toBe(
    environments.length,
  );
});
