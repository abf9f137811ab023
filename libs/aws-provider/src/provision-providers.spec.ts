import { runtime } from "@pulumi/pulumi";
import { ACCOUNT_ALIASES, environmentDefinition, REGIONS } from "@strata/environment";
import fc from "fast-check";
import { credentialsFor, PLACES, provisionProviders } from "./index.ts";

const tags = {
  owner: "platform",
  costCentre: "CC-1000",
  dataClassification: "internal",
} as const;
const both = { accounts: ["workloads", "shared"], regions: ["eu-central-1", "eu-west-1"], tags } as const;
let registered: { name: string; inputs: Record<string, unknown> }[] = [];

async function inEnvironment(stack: string): Promise<void> {
  registered = [];
  runtime.setAllConfig({});
  const newResource = (args: { name: string; inputs: Record<string, unknown> }) => {
    registered.push(args);
    return { id: `${args.name}-id`, state: args.inputs };
  };
  await runtime.setMocks({ call: () => ({}), newResource }, "network", stack);
}

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("it was accepted");
}

/** The catalogue's environment with accounts that exist. */
function created(name: "dev" | "prod") {
  const environment = environmentDefinition(name);
  const { workloads, shared } = environment.accounts;
  return {
    ...environment,
    accounts: { workloads: { ...workloads, id: "111111111111" }, shared: { ...shared, id: "222222222222" } },
  };
}

const request = {
  environment: created("dev"),
  account: "workloads",
  operation: "apply",
  sessionName: "alice@network-dev-apply",
  variables: {},
} as const;
const role = {
  roleArn: "arn:aws:iam::111111111111:role/strata-apply",
  sessionName: "alice@network-dev-apply",
};

describe("provisionProviders", () => {
  it("constructs one provider for each account and region, bound to them", async () => {
    await inEnvironment("local");
    const providers = provisionProviders(both);
    await runtime.disconnect();
    // Registrations overtake one another.
    expect(
      registered
        .sort((a, b) => a.name.localeCompare(b.name))
        .map(({ name, inputs }) => [name, inputs["region"], JSON.parse(String(inputs["allowedAccountIds"]))]),
    ).toEqual([
      ["aws-shared-eu-central-1", "eu-central-1", ["000000000001"]],
      ["aws-shared-eu-west-1", "eu-west-1", ["000000000001"]],
      ["aws-workloads-eu-central-1", "eu-central-1", ["000000000000"]],
      ["aws-workloads-eu-west-1", "eu-west-1", ["000000000000"]],
    ]);
    expect(providers.specs.at("shared", "eu-west-1").allowedAccountIds).toEqual(["000000000001"]);
    expect(new Set(providers.entries.map(([, provider]) => provider)).size).toBe(4);
  });

  it("has a provider of its own for each route, or refuses them all: no two collide", async () => {
    await inEnvironment("local");
    const list = <Name extends string>(names: readonly Name[], wrong: string) =>
      fc.array(fc.constantFrom(...names, wrong as Name), { maxLength: 3 });
    const requests = fc.record({
      accounts: list(ACCOUNT_ALIASES, "workload"),
      regions: list(REGIONS, "eu-north-1"),
    });
    let expected = 0;
    fc.assert(
      fc.property(requests, ({ accounts, regions }) => {
        const distinct =
          new Set(accounts).size === accounts.length && new Set(regions).size === regions.length;
        const known = [...accounts, ...regions].every((it) =>
          [...ACCOUNT_ALIASES, ...REGIONS].some((name) => name === it),
        );
        const provision = () => provisionProviders({ accounts, regions, tags });
        if (!distinct || !known || accounts.length === 0 || regions.length === 0) {
          expect(messageOf(provision)).toMatch(/Nothing was registered/);
          return;
        }
        const { entries, specs } = provision();
        expected += entries.length;
        expect(entries).toHaveLength(accounts.length * regions.length);
        expect(new Set(entries.map(([, provider]) => provider)).size).toBe(entries.length);
        for (const [{ account, region }] of entries) {
          const id = environmentDefinition("local").accounts[account].id;
          expect(specs.at(account, region)).toMatchObject({ region, allowedAccountIds: [id] });
        }
      }),
      // Chance alone need not come by every route.
      { examples: [[{ accounts: [...ACCOUNT_ALIASES], regions: [...REGIONS] }]] },
    );
    await runtime.disconnect();
    expect(registered).toHaveLength(expected);
    // One name stands for one account and region, and the other way round.
    const bound = registered.map(
      ({ name, inputs }) => `${name}: ${String(inputs["region"])} in ${String(inputs["allowedAccountIds"])}`,
    );
    const distinct = new Set(bound);
    expect(distinct.size).toBe(ACCOUNT_ALIASES.length * REGIONS.length);
    expect(new Set([...distinct].map((it) => it.split(": ")[0])).size).toBe(distinct.size);
    expect(new Set([...distinct].map((it) => it.split(": ")[1])).size).toBe(distinct.size);
  });

  it("fails with the list for a route that it does not have", async () => {
    await inEnvironment("local");
    const providers = provisionProviders({ ...both, accounts: ["workloads"] });
    expect(messageOf(() => providers.at("shared" as never, "eu-west-1"))).toMatch(
      /Unknown route "shared\/eu-west-1".*workloads\/eu-central-1, workloads\/eu-west-1.*provisionProviders/,
    );
  });

  it("reports every problem at once, and constructs nothing", async () => {
    await inEnvironment("local");
    const bad = { accounts: ["workload"], regions: ["eu-central-2", "eu-west-1"], tags } as never;
    const message = messageOf(() => provisionProviders(bad));
    expect(message).toMatch(/"workload".*workloads[^]*"eu-central-2".*eu-central-1/);
    expect(messageOf(() => provisionProviders({ ...both, accounts: [] }))).toMatch(/accounts: got \[\]/);
    expect(registered).toEqual([]);
  });

  it("says that an account is not created yet, and refuses static keys in the environment", async () => {
    await inEnvironment("dev");
    const before = { ...process.env };
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: "AKIAEXAMPLE", AWS_SECRET_ACCESS_KEY: "hunter2" });
    const message = messageOf(() => provisionProviders(both));
    process.env = before;
    expect(message).toMatch(
      /AWS_ACCESS_KEY_ID.*a long-lived access key.*unset AWS_ACCESS_KEY_ID[^]*aws sso login/,
    );
    expect(message).toMatch(
      /"workloads" of "dev" is not created yet[^]*strata accounts record dev workloads/,
    );
    expect(message).not.toMatch(/AKIAEXAMPLE|hunter2/);
    expect(registered).toEqual([]);
  });
});

describe("static keys and profiles in configuration", () => {
  it("refuses keys, and shows none", async () => {
    await inEnvironment("local");
    runtime.setAllConfig({ "aws:secretKey": "hunter2", "aws:accessKey": "AKIAEXAMPLE" }, ["aws:secretKey"]);
    const message = messageOf(() => provisionProviders(both));
    expect(message).toMatch(/aws:secretKey: static credentials.*pulumi config rm 'aws:secretKey' -s local/);
    expect(message).toMatch(/aws:accessKey: static credentials/);
    expect(message).not.toMatch(/hunter2|AKIAEXAMPLE/);
    expect(registered).toEqual([]);
  });

  it("takes aws:profile in place of the catalogue's", () => {
    expect(credentialsFor({ ...request, profile: "mine" })).toMatchObject({ profile: "mine" });
    const variables = { STRATA_CREDENTIALS: "roles-anywhere" };
    expect(credentialsFor({ ...request, profile: "mine", variables })).toEqual({ profile: "mine-apply" });
  });
});

describe("credentialsFor", () => {
  it("becomes the role of the operation: a developer from a profile, a CI job from its token", () => {
    expect(credentialsFor(request)).toEqual({ profile: "strata-dev-workloads", assumeRoles: [role] });
    const variables = { AWS_WEB_IDENTITY_TOKEN_FILE: "/token" };
    expect(credentialsFor({ ...request, variables })).toEqual({
      assumeRoleWithWebIdentity: { ...role, webIdentityTokenFile: "/token" },
    });
    expect(credentialsFor({ ...request, variables: { STRATA_CREDENTIALS: "roles-anywhere" } })).toEqual({
      profile: "strata-dev-workloads-apply",
    });
    expect(credentialsFor({ ...request, environment: environmentDefinition("local") })).toEqual({});
  });

  it("says what is missing", () => {
    const variables = { ACTIONS_ID_TOKEN_REQUEST_URL: "https://x" };
    expect(messageOf(() => credentialsFor({ ...request, variables }))).toMatch(/AWS_WEB_IDENTITY_TOKEN_FILE/);
    const sandbox = { ...request, environment: environmentDefinition("sandbox") };
    for (const url of ["", "https://sts.amazonaws.com", "http://127.0.0.1.example.com"]) {
      const STRATA_SANDBOX_ENDPOINT = url;
      expect(messageOf(() => credentialsFor({ ...sandbox, variables: { STRATA_SANDBOX_ENDPOINT } }))).toMatch(
        /emulator on this machine/,
      );
    }
  });

  it("never leaves a provider of dev or prod without an identity, whatever the variables are", () => {
    const text = fc.option(fc.constantFrom("", "/token", "https://x", "AKIA1", ...PLACES), {
      nil: undefined,
    });
    const names = ["AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE"];
    const variables = fc.dictionary(
      fc.constantFrom(...names, "ACTIONS_ID_TOKEN_REQUEST_URL", "STRATA_CREDENTIALS"),
      text,
    );
    const environment = fc.constantFrom(created("dev"), created("prod"));
    fc.assert(
      fc.property(environment, fc.constantFrom("preview", "apply"), variables, (where, operation, given) => {
        let settings;
        try {
          settings = credentialsFor({ ...request, environment: where, operation, variables: given });
        } catch (error) {
          expect((error as Error).name).toBe("CredentialRouteError");
          return;
        }
        const ways = [settings.profile, settings.assumeRoleWithWebIdentity];
        expect(ways.filter((way) => way !== undefined)).toHaveLength(1);
      }),
    );
  });
});
