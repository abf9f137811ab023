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

describe("what can be configured", () => {
  const { shape } = LambdaConfig;

  it("is not below what SQS and the handler need", () => {
    expect(shape.reservedConcurrentExecutions.safeParse(1).success).toBe(false);
    expect(shape.timeout.safeParse(11).success).toBe(false);
    expect(shape.reservedConcurrentExecutions.parse(2)).toBe(2);
  });

  it("has no URL that is public, or that pages without TLS call", () => {
    expect(shape.functionUrl.safeParse({ authorizationType: "NONE" }).success).toBe(false);
    expect(shape.functionUrl.safeParse({ allowOrigins: ["http://status.example.com"] }).success).toBe(false);
    expect(shape.functionUrl.parse({ allowOrigins: ["https://status.example.com"] })).toBeDefined();
  });
});
