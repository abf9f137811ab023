import { runtime } from "@pulumi/pulumi";
import { environmentDefinition } from "@strata/environment";
import { loadConfig } from "@strata/environment/config";
import { environmentsOf, readConfig } from "@strata/testing";
import { EksConfig } from "./config.ts";

const folder = import.meta.dirname;

it("has an environment to try, one to develop in, and one for production", () => {
  expect(environmentsOf(folder)).toEqual(expect.arrayContaining(["local", "dev", "prod"]));
});

describe.each(environmentsOf(folder))("the configuration of %s", (environment) => {
  it("is valid, and binds one account in one region of the environment", async () => {
    const { account, region } = await readConfig(folder, environment, EksConfig);
    const { accounts, regions } = environmentDefinition(environment);
    expect(accounts).toHaveProperty([account]);
    expect(regions).toContain(region);
  });
});

it("opens the API to the internet in no environment", async () => {
  for (const environment of environmentsOf(folder)) {
    expect((await readConfig(folder, environment, EksConfig)).publicAccessCidrs).toEqual([]);
  }
});

it("protects prod from deletion by default", async () => {
  expect((await readConfig(folder, "prod", EksConfig)).deletionProtection).toBe(true);
  expect((await readConfig(folder, "dev", EksConfig)).deletionProtection).toBe(false);
});

it("makes nothing for Karpenter unless it is told to", async () => {
  for (const environment of environmentsOf(folder)) {
    expect((await readConfig(folder, environment, EksConfig)).karpenter).toBe(false);
  }
});

const VALID = {
  account: "workloads",
  tags: { owner: "platform", costCentre: "CC-1000", dataClassification: "internal" },
  kubernetesVersion: "1.34",
  administratorRoles: ["admin"],
  nodeGroups: { nodes: { instanceTypes: ["m7g.large"], minSize: 2, maxSize: 4, desiredSize: 2 } },
};

/** The configuration as a program of the environment reads it, with some settings changed. */
async function load(environment: string, changes: Record<string, unknown>) {
  const mocks = { call: () => ({}), newResource: () => ({ id: "", state: {} }) };
  await runtime.setMocks(mocks, "eks", environment);
  const values = Object.entries({ ...VALID, ...changes }).map(([key, value]) => [
    `eks:${key}`,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  runtime.setAllConfig(Object.fromEntries(values) as Record<string, string>);
  return loadConfig(EksConfig);
}

const nodes = (changes: object) => ({ nodes: { ...VALID.nodeGroups.nodes, ...changes } });

describe("below its protections prod", () => {
  it.each<[string, Record<string, unknown>, RegExp]>([
    ["is not deletable", { deletionProtection: false }, /got false; prod is protected from deletion/],
    ["is not without administrators", { administratorRoles: [] }, /prod has at least one administrator/],
    ["is not without nodes", { nodeGroups: nodes({ minSize: 1 }) }, /prod has at least two nodes/],
    ["is not on spot alone", { nodeGroups: nodes({ capacityType: "SPOT" }) }, /prod has at least two nodes/],
    ["does not forget its logs", { logRetentionInDays: 30 }, /prod keeps the logs .* for at least 90 days/],
  ])("%s, while dev may be", async (_what, changes, sentence) => {
    await expect(load("prod", changes)).rejects.toThrow(sentence);
    await expect(load("dev", changes)).resolves.toBeDefined();
  });
});

describe("in every environment", () => {
  it.each<[string, Record<string, unknown>, RegExp]>([
    ["the API open to the world", { publicAccessCidrs: ["0.0.0.0/0"] }, /never open to the whole internet/],
    [
      "the API open to half of it",
      { publicAccessCidrs: ["128.0.0.0/1"] },
      /never open to the whole internet/,
    ],
    ["an unknown Kubernetes", { kubernetesVersion: "1.12" }, /kubernetesVersion: got 1\.12; .*"1.34"/],
    ["no nodes", { nodeGroups: {} }, /at least one group of nodes/],
    [
      "two architectures",
      { nodeGroups: nodes({ instanceTypes: ["m7g.large", "m7i.large"] }) },
      /one architecture/,
    ],
    ["sizes out of order", { nodeGroups: nodes({ desiredSize: 9 }) }, /minSize <= desiredSize <= maxSize/],
    ["a group's wrong name", { nodeGroups: { "My nodes": VALID.nodeGroups.nodes } }, /1 to 30 characters/],
    ["a Karpenter of a version", { karpenter: "1.14" }, /karpenter: got/],
    ["an unknown add-on", { addonVersions: { dns: "v1.0.0-eksbuild.1" } }, /addonVersions/],
    ["the newest version of an add-on", { addonVersions: { coredns: "latest" } }, /addonVersions\.coredns/],
    [
      "an access policy that EKS does not have",
      { access: [{ role: "dev", policy: "Admin", scope: "cluster" }] },
      /AmazonEKSViewPolicy/,
    ],
    [
      "a policy in no namespace",
      { access: [{ role: "dev", policy: "AmazonEKSViewPolicy", scope: { namespaces: [] } }] },
      /access\[0\]\.scope.*at least one namespace/,
    ],
    [
      "a policy twice",
      {
        access: ["a", "b"].map((namespace) => ({
          role: "dev",
          policy: "AmazonEKSViewPolicy",
          scope: { namespaces: [namespace] },
        })),
      },
      /a role has a policy once: put its namespaces into one scope/,
    ],
  ])("refuses %s", async (_what, changes, problem) => {
    await expect(load("local", changes)).rejects.toThrow(problem);
  });
});
