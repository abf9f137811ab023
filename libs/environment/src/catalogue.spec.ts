import fc from "fast-check";
import type { AccountIds } from "./account-ids.ts";
import { buildCatalogue, catalogue, environmentDefinition, requireAccountId } from "./catalogue.ts";
import { overlaps } from "./catalogue-problems.ts";
import { cidrBlocksOverlap, firstAddress } from "./cidr.ts";
import { DEFINITIONS, type EnvironmentSettings } from "./definitions.ts";
import { ENVIRONMENTS } from "./environments.ts";

const IDS: AccountIds = {
  local: { workloads: "000000000000", shared: "000000000001" },
  sandbox: { workloads: "000000000010", shared: "000000000011" },
  dev: { workloads: null, shared: null },
  prod: { workloads: "222222222222", shared: null },
};

/** What is said of the catalogue in which one environment differs. */
function problem(
  change: Partial<Record<keyof typeof DEFINITIONS, Partial<EnvironmentSettings>>>,
  ids = IDS,
): string {
  const definitions = Object.fromEntries(
    ENVIRONMENTS.map((name) => [name, { ...DEFINITIONS[name], ...change[name] }]),
  ) as typeof DEFINITIONS;
  try {
    buildCatalogue(definitions, ids);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("the catalogue was accepted");
}

describe("the catalogue", () => {
  it("of this repository is valid and has every environment", () => {
    expect(Object.keys(catalogue())).toEqual([...ENVIRONMENTS]);
  });

  it.each(["local", "sandbox"])("has accounts of %s that exist nowhere", (name) => {
    for (const { id } of Object.values(environmentDefinition(name).accounts))
      expect(id).toMatch(/^0{10}\d\d$/);
  });

  it("names both owners of overlapping CIDR ranges, across environments and regions", () => {
    const text = problem({
      dev: { cidrBlocks: { "workloads/eu-central-1": "10.32.128.0/17", "shared/eu-west-1": "10.25.0.0/16" } },
      prod: {
        cidrBlocks: {
          "workloads/eu-central-1": "10.32.0.0/16",
          "workloads/eu-west-1": "10.40.0.0/16",
          "shared/eu-central-1": "10.40.16.0/20",
        },
      },
    });
    expect(text).toContain(
      "CIDR ranges overlap: 10.32.128.0/17 of dev workloads/eu-central-1 and 10.32.0.0/16 of prod " +
        "workloads/eu-central-1. Give one of them another block in libs/environment/src/definitions.ts.",
    );
    expect(text).toContain(
      "10.40.0.0/16 of prod workloads/eu-west-1 and 10.40.16.0/20 of prod shared/eu-central-1",
    );
    expect(text.match(/overlap/g)).toHaveLength(2);
  });

  it("checks secondary blocks like the others, and against them", () => {
    const text = problem({
      dev: {
        secondaryCidrBlocks: {
          "workloads/eu-central-1": ["100.64.0.0/16", "172.16.0.0/16"],
          "shared/eu-west-1": ["100.64.128.0/17"],
          ...{ "shard/eu-west-1": ["100.65.0.0/16"] },
        },
      },
      prod: { secondaryCidrBlocks: { "workloads/eu-central-1": ["10.16.0.0/20", "100.66.0.0/8"] } },
    });
    for (const line of [
      'secondaryCidrBlocks of dev workloads/eu-central-1: got "172.16.0.0/16"; AWS adds nothing of 172.16.0.0/12',
      "100.64.0.0/16 of dev workloads/eu-central-1 and 100.64.128.0/17 of dev shared/eu-west-1",
      "10.16.0.0/16 of dev workloads/eu-central-1 and 10.16.0.0/20 of prod workloads/eu-central-1",
      'secondaryCidrBlocks of prod workloads/eu-central-1: got "100.66.0.0/8"; allowed: /16 to /26',
      'secondaryCidrBlocks of dev shard/eu-west-1: got "100.65.0.0/16"; In the route "shard/eu-west-1"',
    ]) {
      expect(text).toContain(line);
    }
    expect(text.match(/overlap/g)).toHaveLength(5);
  });

  it("gives a route its secondary blocks, and none where none are written down", () => {
    const secondaryCidrBlocks = { "workloads/eu-central-1": ["100.64.0.0/16"] } as const;
    const built = buildCatalogue({ ...DEFINITIONS, dev: { ...DEFINITIONS.dev, secondaryCidrBlocks } }, IDS);
    expect(built.dev.secondaryCidrBlocks).toEqual(secondaryCidrBlocks);
    expect(built.prod.secondaryCidrBlocks).toEqual({});
  });

  it("gives a route its pool of IPAM, which needs the block that it is asked for", () => {
    const ipamPools = { "workloads/eu-central-1": "ipam-pool-0a1b" } as const;
    const built = buildCatalogue({ ...DEFINITIONS, dev: { ...DEFINITIONS.dev, ipamPools } }, IDS);
    expect([built.dev.ipamPools, built.prod.ipamPools]).toEqual([ipamPools, {}]);
    const text = problem({
      dev: { cidrBlocks: {}, ipamPools },
      prod: { ipamPools: { "shared/eu-west-1": "ipam-pool-0c", ...{ "shard/eu-west-1": "ipam-pool-0a1b" } } },
    });
    expect(text).toContain(
      'ipamPools of dev workloads/eu-central-1: got "ipam-pool-0a1b"; the route has no block',
    );
    expect(text).toContain(
      'ipamPools of prod shard/eu-west-1: got "ipam-pool-0a1b"; In the route "shard/eu-west-1"',
    );
    expect(problem({ dev: { ipamPools: { "workloads/eu-central-1": "pool" } } })).toContain(
      "expected ipam-pool-…",
    );
  });

  it("says all that is wrong at once", () => {
    const text = problem(
      {
        local: { regions: [] },
        sandbox: { regions: ["eu-central-1"], cidrBlocks: { "shared/eu-west-1": "10.57.0.0/16" } },
        dev: {
          cidrBlocks: {
            "workloads/eu-central-1": "10.16.0.1/16",
            "workloads/eu-west-1": "10.17.0.0/8",
            "shared/eu-west-1": "ten",
            ...{ "shard/eu-west-1": "10.30.0.0/16" },
          },
        },
      },
      { ...IDS, dev: { workloads: "222222222222", shared: null } },
    );
    for (const line of [
      "The account ID 222222222222 is recorded for dev workloads and prod workloads; each has its own.",
      "local.regions: got []; at least one is needed",
      'cidrBlocks of sandbox shared/eu-west-1: got "10.57.0.0/16"; the environment is not in eu-west-1; its regions: eu-central-1',
      'cidrBlocks of dev workloads/eu-central-1: got "10.16.0.1/16"; this block starts at 10.16.0.0/16',
      'cidrBlocks of dev workloads/eu-west-1: got "10.17.0.0/8"; allowed: /16 to /28',
      'cidrBlocks of dev shared/eu-west-1: got "ten"; expected an IPv4 block such as 10.0.0.0/16',
      'Unknown account "shard". Did you mean "shared"?',
    ]) {
      expect(text).toContain(line);
    }
  });

  it("refuses what has not the form it must have, with what is allowed", () => {
    const dev = DEFINITIONS.dev;
    const roles = { preview: "strata", apply: "strata" };
    const text = problem({
      local: { backend: { url: "file:///tmp/state", account: "shared", lockTable: "locks" } },
      sandbox: { secretsProvider: "awskms://alias/strata", regions: ["eu-west-1", "eu-west-1"] },
      dev: {
        accounts: {
          workloads: {
            ...dev.accounts.workloads,
            roles: { preview: "arn:aws:iam::111111111111:role/x", apply: "a" },
          },
          shared: { organizationalUnit: "/Shared", roles, profile: "two words" },
        },
        backend: { url: "s3://Bucket?region=eu-central-1", account: "shared" },
        regions: ["eu-central-2" as "eu-central-1"],
      },
      prod: { backend: { url: "s3://state-of-prod" }, secretsProvider: "passphrase" },
    });
    for (const line of [
      'local.backend.url: got "file:///tmp/state"; expected file:// and a path relative to the root',
      'local.backend.account: got "shared"; a folder is in no account',
      'sandbox.secretsProvider: got "awskms://alias/strata"; expected passphrase, awskms://alias/<name>?region=<region>',
      'sandbox.regions: got ["eu-west-1","eu-west-1"]; each is allowed once',
      'dev.accounts.workloads.roles.preview: got "arn:aws:iam::111111111111:role/x"; expected the name of a role',
      'dev.accounts.shared.organizationalUnit: got "/Shared"; expected a path of organizational units',
      "dev.accounts.shared.roles: got {",
      'dev.accounts.shared.profile: got "two words"; expected the name of a profile',
      'dev.backend.url: got "s3://Bucket?region=eu-central-1"; expected file://<folder>, s3://<bucket>',
      'dev.regions[0]: got "eu-central-2"; invalid option: expected one of "eu-central-1"|"eu-west-1"',
      'prod.backend.url: got "s3://state-of-prod"; expected the region of the bucket',
      "prod.backend.account: got nothing; expected the account of the bucket",
      'local.backend.lockTable: got "locks"; the stacks of a folder have no leases',
      "dev.backend.lockTable: got nothing; expected the name of the DynamoDB table of the bucket's leases",
      'prod.secretsProvider: got "passphrase"; a passphrase protects no state',
    ]) {
      expect(text).toContain(line);
    }
  });

  it("refuses one backend for two environments", () =>
    expect(
      problem({
        prod: { backend: { ...DEFINITIONS.dev.backend, url: `${DEFINITIONS.dev.backend.url}&x=1` } },
      }),
    ).toContain("dev and prod have the same backend, s3://example-strata-state-dev; each has its own."));

  it("accepts a Pulumi Cloud, which locks by itself and has keys of its own, for several environments", () => {
    const cloud = { backend: { url: "https://api.pulumi.com" }, secretsProvider: "default" };
    const definitions = {
      ...DEFINITIONS,
      dev: { ...DEFINITIONS.dev, ...cloud },
      prod: { ...DEFINITIONS.prod, ...cloud },
    };
    expect(buildCatalogue(definitions, IDS).prod.backend.lockTable).toBeUndefined();
    expect(
      problem({ prod: { backend: { ...cloud.backend, account: "shared", lockTable: "locks" } } }),
    ).toMatch(
      /prod.backend.account: got "shared"; a Pulumi Cloud is in no account[^]*prod.backend.lockTable: got "locks"/,
    );
    expect(problem({ prod: { secretsProvider: "default" } })).toContain(
      'prod.secretsProvider: got "default"; only a Pulumi Cloud has keys of its own',
    );
  });

  it("knows where a bucket is copied to, and that nothing else is", () => {
    const replication = {
      bucketArn: "arn:aws:s3:::elsewhere",
      roleArn: "arn:aws:iam::111111111111:role/replication",
      keyArn: "arn:aws:kms:eu-west-1:111111111111:key/1a2b-3c",
    };
    const backend = { ...DEFINITIONS.dev.backend, replication };
    const definitions = { ...DEFINITIONS, dev: { ...DEFINITIONS.dev, backend } };
    expect(buildCatalogue(definitions, IDS).dev.backend.replication).toEqual(replication);
    expect(problem({ local: { backend: { url: "file://x", replication } } })).toContain(
      "only a bucket is copied",
    );
    expect(
      problem({ dev: { backend: { ...backend, replication: { ...replication, keyArn: "alias/x" } } } }),
    ).toMatch(/dev\.backend\.replication\.keyArn: got "alias\/x"; expected an ARN such as arn:aws:kms/);
  });

  it.each([
    "awskms://alias/strata?region=eu-west-1&context_environment=dev",
    "hashivault://strata",
    "awskms://alias/strata?region=eu-west-1",
    "awskms:///arn:aws:kms:eu-west-1:111111111111:key/1a2b-3c",
  ])("accepts the key %s", (secretsProvider) => {
    const definitions = { ...DEFINITIONS, dev: { ...DEFINITIONS.dev, secretsProvider } };
    expect(() => buildCatalogue(definitions, IDS)).not.toThrow();
  });

  it("finds an overlap exactly where some address has two owners", () => {
    const block = fc.record({
      network: fc.nat({ max: 63 }),
      prefix: fc.integer({ min: 26, max: 32 }),
      owner: fc.string(),
    });
    const addresses = (it: { network: number; prefix: number }): number[] =>
      Array.from({ length: 2 ** (32 - it.prefix) }, (_, index) => firstAddress(it) + index);
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), (blocks) => {
        const all = blocks.flatMap(addresses);
        expect(overlaps(blocks).length > 0).toBe(new Set(all).size < all.length);
        const pairs = blocks.flatMap((left, index) =>
          blocks.slice(index + 1).map((right) => [left, right] as const),
        );
        expect(overlaps(blocks)).toHaveLength(pairs.filter(([a, b]) => cidrBlocksOverlap(a, b)).length);
      }),
    );
  });
});

describe("an account's ID", () => {
  const built = buildCatalogue(DEFINITIONS, IDS);

  it("is the recorded one", () => expect(requireAccountId(built.prod, "workloads")).toBe("222222222222"));

  it("that is not recorded: the command", () => {
    expect(() => requireAccountId(built.prod, "shared")).toThrow(
      'The account "shared" of "prod" is not created yet: the catalogue has no ID for it. Make it in the ' +
        "organization, then record its ID with: npx strata accounts record prod shared <12-digit-id>",
    );
  });

  it("of an unknown alias: the nearest and the list", () => {
    expect(() => requireAccountId(built.prod, "workload")).toThrow(
      'Unknown account "workload". Did you mean "workloads"? Allowed: workloads, shared.',
    );
  });
});
