import { refusalOf } from "@strata/testing";
import { runtime } from "@pulumi/pulumi";
import { ACCOUNT_ALIASES, ENVIRONMENTS, environmentDefinition, REGIONS } from "@strata/environment";
import { problemsOf } from "@strata/environment/problems";
import { z } from "zod";
import { accountIdOf, applyRoleArnOf, manyRoutes, oneRoute, routeName, routeOf } from "./route-config.ts";

const inEnvironment = async (stack: string, config: Record<string, string> = {}): Promise<void> => {
  await runtime.setMocks(
    { call: () => ({}), newResource: ({ name }) => ({ id: name, state: {} }) },
    "network",
    stack,
  );
  runtime.setAllConfig(config);
};

describe("the settings of routes", () => {
  const tags = { owner: "platform", costCentre: "CC-1000", dataClassification: "internal" };
  const problems = (shape: z.ZodRawShape, value: object): string[] => {
    const result = z.strictObject(shape).safeParse(value);
    if (result.success) return [];
    return problemsOf(result.error, value).map(({ path, allowed }) => `${path.join(".")}: ${allowed}`);
  };

  it("are one account, and a region or aws:region", () => {
    expect(problems(oneRoute, { account: "workloads", region: "eu-west-1", tags })).toEqual([]);
    expect(problems(oneRoute, { account: "workloads", tags })).toEqual([]);
  });

  it("are accounts and regions, of each at least one", () => {
    expect(problems(manyRoutes, { accounts: ["shared"], regions: ["eu-west-1"], tags })).toEqual([]);
    expect(problems(manyRoutes, { accounts: [], regions: [], tags })).toHaveLength(2);
  });

  it("have the nearest name and the list of the catalogue where a name is none of it", () => {
    expect(
      problems(oneRoute, { account: "shard", region: "eu-wst-1", tags: { ...tags, owner: "plat" } }),
    ).toEqual([
      'account: did you mean "shared"? Allowed: workloads, shared',
      'region: did you mean "eu-west-1"? Allowed: eu-central-1, eu-west-1',
      expect.stringMatching(/^tags\.owner: .*llowed: platform, /),
    ]);
    expect(problems(manyRoutes, { accounts: ["workload"], regions: [7], tags })).toEqual([
      'accounts.0: did you mean "workloads"? Allowed: workloads, shared',
      "regions.0: allowed: eu-central-1, eu-west-1",
    ]);
  });
});

describe("routeOf", () => {
  it("takes the region of the stack, of aws:region, or of both where they agree", async () => {
    await inEnvironment("local");
    const route = { account: "workloads", region: "eu-west-1" } as const;
    expect(routeOf(route)).toEqual(route);
    await inEnvironment("local", { "aws:region": "eu-west-1" });
    expect(routeOf({ account: "workloads" })).toEqual(route);
    expect(routeOf(route)).toEqual(route);
  });

  it("says what to set where there is none, and what to remove where they differ", async () => {
    await inEnvironment("local");
    expect(refusalOf(() => routeOf({ account: "shared" }))).toBe(
      "network:region: got nothing; allowed: eu-central-1, eu-west-1. " +
        "Set it with: pulumi config set network:region <region> -s local",
    );
    await inEnvironment("local", { "aws:region": "eu-west-1" });
    expect(refusalOf(() => routeOf({ account: "shared", region: "eu-central-1" }))).toMatch(
      /network:region is eu-central-1, and aws:region is eu-west-1.*pulumi config rm aws:region -s local/,
    );
  });
});

describe("what is named after a route", () => {
  it("has a name of its own for each route", () => {
    const names = ACCOUNT_ALIASES.flatMap((account) =>
      REGIONS.map((region) => routeName("network", { account, region })),
    );
    expect(names).toContain("network-workloads-eu-central-1");
    expect(new Set(names).size).toBe(ACCOUNT_ALIASES.length * REGIONS.length);
  });

  it("is in the account that the catalogue has, or says how to record it", async () => {
    await inEnvironment("local");
    expect(accountIdOf({ account: "shared" })).toBe("000000000001");
    await inEnvironment("prod");
    expect(refusalOf(() => accountIdOf({ account: "shared" }))).toMatch(
      /not created yet.*npx strata accounts record prod shared/,
    );
  });

  it("is changed by the role that applies, where one is assumed", async () => {
    for (const name of ENVIRONMENTS) {
      await inEnvironment(name);
      const { profile } = environmentDefinition(name).accounts.shared;
      if (profile === undefined) expect(applyRoleArnOf({ account: "shared" })).toBeUndefined();
      else expect(refusalOf(() => applyRoleArnOf({ account: "shared" }))).toMatch(/accounts record/);
    }
  });
});
