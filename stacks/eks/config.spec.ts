import { accountOf } from "@strata/aws-provider";
import { environmentsOf, readConfig } from "@strata/testing";
import { EksConfig } from "./config.ts";

const folder = import.meta.dirname;

it("has an environment to try, one to develop in, and one for production", () => {
  expect(environmentsOf(folder)).toEqual(expect.arrayContaining(["local", "dev", "prod"]));
});

describe.each(environmentsOf(folder))("the configuration of %s", (environment) => {
  it("is valid, and binds one account; a real one through a role", async () => {
    const { aws } = await readConfig(folder, environment, EksConfig);
    expect(accountOf(aws)).toMatch(/^\d{12}$/);
    const roles = aws.assumeRoles?.map((role) => role.roleArn) ?? [];
    expect(roles.filter((role) => !role.includes(accountOf(aws)))).toEqual([]);
    expect(roles.length > 0).toBe(environment !== "local");
  });
});

it("opens the API to the internet in no environment", async () => {
  for (const environment of environmentsOf(folder)) {
    expect((await readConfig(folder, environment, EksConfig)).publicAccessCidrs).toEqual([]);
  }
});
