import { environmentDefinition, routeKey } from "@strata/environment";
import { environmentsOf, readConfig } from "@strata/testing";
import { runtime } from "@pulumi/pulumi";
import { loadNetworkConfig, NetworkConfig } from "./config.ts";

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

describe("loadNetworkConfig", () => {
  const load = async (stack: string, changes: Record<string, unknown>) => {
    const values = {
      accounts: ["workloads"],
      regions: ["eu-central-1"],
      tags: { owner: "platform", costCentre: "CC-1000", dataClassification: "internal" },
      zones: ["a", "b"],
      nat: "onePerAz",
      ...changes,
    };
    const texts = Object.entries(values).map(([key, value]) => [
      `network:${key}`,
      typeof value === "string" ? value : JSON.stringify(value),
    ]);
    const mocks = { call: () => ({}), newResource: () => ({ id: "", state: {} }) };
    await runtime.setMocks(mocks, "network", stack);
    runtime.setAllConfig(Object.fromEntries(texts) as Record<string, string>);
    return loadNetworkConfig();
  };

  it("has sensible defaults: new addresses, no interface endpoints, no block, 90 days of flow logs", async () => {
    expect(await load("prod", {})).toMatchObject({
      natAllocationIds: {},
      interfaceEndpoints: [],
      blockPublicAccess: "off",
      flowLogRetentionInDays: 90,
    });
  });

  it.each<[Record<string, unknown>, RegExp]>([
    [{ nat: "single" }, /network:nat: got "single"; in prod the failure of one zone/],
    [
      { flowLogRetentionInDays: 30 },
      /network:flowLogRetentionInDays: got 30; prod keeps flow logs for 90 days/,
    ],
  ])("lets dev have %j, and refuses it for prod with the command", async (changes, message) => {
    expect(await load("dev", changes)).toMatchObject(changes);
    await expect(load("prod", changes)).rejects.toThrow(message);
    await expect(load("prod", changes)).rejects.toThrow(/Set it with: pulumi config set/);
  });

  it.each<[Record<string, unknown>, RegExp]>([
    [{ zones: ["a"] }, /network:zones: .*2/],
    [{ zones: ["a", "a"] }, /each zone is allowed once/],
    [{ nat: "both" }, /network:nat: got "both"; .*none.*single.*onePerAz.*regional/],
    [{ flowLogRetentionInDays: 10 }, /network:flowLogRetentionInDays: got 10; .*14/],
    [{ natAllocationIds: { "workloads/eu-central-1": { a: "203.0.113.1" } } }, /expected eipalloc-…/],
    [{ natAllocationIds: { "workloads/mars": { a: "eipalloc-0a" } } }, /workloads\/mars/],
    [{ natAllocationIds: { "workloads/eu-central-1": { a: "eipalloc-0a" } } }, /got nothing for b/],
    [{ blockPublicAccess: "bidirectional" }, /stops the NAT gateways/],
    [{ interfaceEndpoints: ["sts", "sts"] }, /each service is allowed once/],
  ])("refuses %j", async (changes, message) => {
    await expect(load("dev", changes)).rejects.toThrow(message);
  });
});
