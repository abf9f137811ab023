import { refusalOf } from "@strata/testing";
import type { Provider } from "@pulumi/aws/provider.js";
import { Vpc } from "@pulumi/aws/ec2/vpc.js";
import { runtime } from "@pulumi/pulumi";
import { constructProviders } from "./construct-providers.ts";
import { AwsProviderSpec } from "./index.ts";
import { eksProviders } from "./eks-provider.ts";

const spec: AwsProviderSpec = {
  region: "eu-central-1",
  allowedAccountIds: ["111111111111"],
  tags: {
    owner: "platform",
    costCentre: "CC-1000",
    dataClassification: "internal",
    repository: "acme/strata",
  },
  assumeRoles: [{ roleArn: "arn:aws:iam::111111111111:role/deploy", sessionName: "strata" }],
};

interface Registered {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  provider?: string;
}
let registered: Registered[] = [];

async function inEnvironment(stack: string): Promise<void> {
  await runtime.setMocks(
    {
      call: () => ({}),
      newResource: (args) => {
        registered.push(args as Registered);
        return { id: `${args.name}-id`, state: args.inputs as object };
      },
    },
    "network",
    stack,
  );
}

const awsProvider = (name: string, given: AwsProviderSpec) =>
  constructProviders([{ name, origin: "here", spec: given }])[0] as Provider;

const urnOf = (resource: { urn: unknown }) => (resource.urn as { promise(): Promise<string> }).promise();

beforeEach(() => {
  registered = [];
  runtime.setAllConfig({});
});
afterEach(() => {
  delete process.env["PULUMI_DEBUG_PROVIDERS"];
});

describe("constructProviders", () => {
  it("binds region, account and identity, and tags everything", async () => {
    await inEnvironment("dev");
    await urnOf(awsProvider("aws", spec));
    expect(registered).toHaveLength(1);
    const inputs = registered[0]?.inputs ?? {};
    // Providers take their settings as JSON texts.
    expect(inputs["region"]).toBe("eu-central-1");
    expect(JSON.parse(String(inputs["allowedAccountIds"]))).toEqual(["111111111111"]);
    expect(JSON.parse(String(inputs["assumeRoles"]))).toEqual(spec.assumeRoles);
    expect(JSON.parse(String(inputs["defaultTags"]))).toEqual({
      tags: {
        Owner: "platform",
        Environment: "dev",
        CostCentre: "CC-1000",
        DataClassification: "internal",
        Repository: "acme/strata",
        Stack: "network",
        ManagedBy: "pulumi",
      },
    });
  });

  it("binds what is created with it", async () => {
    await inEnvironment("dev");
    await urnOf(new Vpc("vpc", { cidrBlock: "10.0.0.0/16" }, { provider: awsProvider("aws", spec) }));
    expect(registered.find((it) => it.name === "vpc")?.provider).toMatch(
      /pulumi:providers:aws::aws::aws-id$/,
    );
  });

  it("reports every problem at once, and registers nothing", async () => {
    await inEnvironment("dev");
    const bad = { ...spec, region: "Frankfurt", allowedAccountIds: [], regoin: "x", maxRetries: -1 } as never;
    const message = refusalOf(() => awsProvider("aws", bad));
    expect(message).toContain('The AWS providers of network in "dev" are not valid. Nothing was registered');
    expect(message).toMatch(/region: got "Frankfurt"; expected a region such as eu-central-1/);
    expect(message).toMatch(/allowedAccountIds: got \[\]/);
    expect(message).toMatch(/unrecognized key: "regoin"/);
    expect(message).toMatch(/maxRetries: got -1/);
    expect(registered).toEqual([]);
  });

  it.each([
    [
      "the specification",
      { ...spec, accessKey: "AKIAEXAMPLE", secretKey: "hunter2" },
      /accessKey: .*secretKey: /s,
    ],
    ["a role", { ...spec, assumeRoles: [{ ...spec.assumeRoles?.[0], secretKey: "hunter2" }] }, /"secretKey"/],
    [
      "a web identity",
      {
        ...spec,
        assumeRoles: undefined,
        assumeRoleWithWebIdentity: {
          roleArn: "arn:aws:iam::111111111111:role/ci",
          webIdentityToken: "hunter2",
          webIdentityTokenFile: "/token",
        },
      },
      /assumeRoleWithWebIdentity\.webIdentityToken: .*use profile/,
    ],
  ])("refuses static credentials in %s, and shows none", async (_, bad, expected) => {
    await inEnvironment("dev");
    const message = refusalOf(() => awsProvider("aws", bad as never));
    expect(message).toMatch(expected);
    expect(message).not.toMatch(/hunter2|AKIA/);
  });

  it("takes the token of a web identity from a variable, as a secret, and says when there is none", async () => {
    await inEnvironment("dev");
    const roleArn = "arn:aws:iam::111111111111:role/ci";
    const { assumeRoles, ...rest } = spec;
    void assumeRoles;
    const byVariable = {
      ...rest,
      assumeRoleWithWebIdentity: { roleArn, webIdentityTokenVariable: "CI_TOKEN" },
    };
    expect(refusalOf(() => awsProvider("aws", byVariable))).toMatch(/got nothing in CI_TOKEN/);
    process.env["CI_TOKEN"] = "hunter2";
    const provider = awsProvider("aws", byVariable);
    delete process.env["CI_TOKEN"];
    await urnOf(provider);
    const sent = registered[0]?.inputs["assumeRoleWithWebIdentity"];
    expect(JSON.stringify(sent)).toContain("hunter2");
    for (const more of [{}, { webIdentityTokenFile: "/t", webIdentityTokenVariable: "CI_TOKEN" }]) {
      const bad = { ...rest, assumeRoleWithWebIdentity: { roleArn, ...more } };
      expect(refusalOf(() => awsProvider("aws", bad))).toMatch(
        /either webIdentityTokenFile or webIdentityTokenVariable/,
      );
    }
  });

  it("reports tags that AWS does not accept with the rest, and a key of 129 characters", async () => {
    await inEnvironment("dev");
    const long = "k".repeat(129);
    const tags = { ...spec.tags, repository: "a\u0000b", [long]: "v", more: { [long]: "v", Owner: "me" } };
    const message = refusalOf(() => awsProvider("aws", { ...spec, tags, region: "Frankfurt" } as never));
    expect(message).toMatch(/here: region: got "Frankfurt"/);
    expect(message).toMatch(/here: tags\.repository: got .*a value has letters, numbers/);
    expect(message).toMatch(/here: tags: got .*belong in more; a key has at most 128 characters/);
    expect(message).toMatch(
      /here: tags\.more\.k{129}: got .*a key has at most 128 characters, and this has 129/,
    );
    expect(message).toMatch(/here: tags\.more\.Owner: .*it is a mandatory tag; set "owner" instead/);
    expect(registered).toEqual([]);
  });

  it("refuses two ways to assume a role at once", () => {
    const both = {
      ...spec,
      assumeRoleWithWebIdentity: {
        roleArn: "arn:aws:iam::111111111111:role/ci",
        webIdentityTokenFile: "/token",
      },
    };
    expect(AwsProviderSpec.safeParse(both).error?.issues.map((issue) => issue.path)).toEqual([
      ["assumeRoles"],
    ]);
  });

  it.each(["sandbox", "dev", "prod"])(
    "registers nothing in %s while a local provider is attached",
    async (stack) => {
      await inEnvironment(stack);
      process.env["PULUMI_DEBUG_PROVIDERS"] = "aws:4242";
      expect(refusalOf(() => awsProvider("aws", spec))).toMatch(/aws:4242.*unset PULUMI_DEBUG_PROVIDERS/);
      expect(registered).toEqual([]);
    },
  );

  it("lets an attached provider pass in local, and refuses an environment that there is not", async () => {
    process.env["PULUMI_DEBUG_PROVIDERS"] = "aws:4242";
    await inEnvironment("local");
    await urnOf(awsProvider("aws", spec));
    expect(registered).toHaveLength(1);
    await inEnvironment("staging");
    expect(refusalOf(() => awsProvider("aws", spec))).toMatch(/Unknown environment "staging"/);
  });
});

describe("eksProviders", () => {
  it("are one for package aws and one for package eks", async () => {
    await inEnvironment("local");
    const providers = eksProviders("eks", awsProvider("aws", spec));
    await Promise.all(providers.map(urnOf));
    expect(registered.map((it) => it.type).sort()).toEqual(["pulumi:providers:aws", "pulumi:providers:eks"]);
  });
});
