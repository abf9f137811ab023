import { existsSync, globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { parse } from "yaml";

interface KnownProvider {
  region: string | undefined;
  provisioned: boolean;
}
const require = createRequire(import.meta.url);
const { bindingProblems, configurationProblems, plainText, providerProblems, urnOf } =
  require("./binding-rules.cjs") as {
    bindingProblems(binding: object, known: ReadonlyMap<string, KnownProvider>): string[];
    configurationProblems(config: Readonly<Record<string, string | undefined>>, stack: string): string[];
    plainText(value: unknown): string | undefined;
    providerProblems(token: string, provider: KnownProvider, given: readonly string[]): string[];
    urnOf(parts: Record<string, string>): string;
  };
const { programPlace } = require("./program-place.cjs") as {
  programPlace(stack: string, folder: string): string | undefined;
};

const workspace = resolve(import.meta.dirname, "../../..");
const frankfurt = "urn:pulumi:dev::network::pulumi:providers:aws::aws-workloads-eu-central-1";
const known = new Map([
  [frankfurt, { region: "eu-central-1", provisioned: true }],
  ["urn:pulumi:dev::network::pulumi:providers:aws::mine", { region: "eu-west-1", provisioned: false }],
]);
const vpc = { token: "aws:ec2/vpc:Vpc", provider: `${frankfurt}::id`, providers: {}, remote: false };
const cluster = { token: "eks:index:Cluster", provider: "", remote: true };
const eks = "urn:pulumi:dev::network::pulumi:providers:eks::eks::id";

describe("what is bound as it should be", () => {
  it.each([
    ["to a provider of a route", vpc],
    ["with the region of its provider", { ...vpc, region: "eu-central-1" }],
    ["with a region that is not known yet", { ...vpc, region: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }],
    ["as a component, to both", { ...cluster, providers: { eks, aws: `${frankfurt}::id` } }],
    ["as the engine's own", { ...vpc, token: "pulumi:pulumi:StackReference", provider: "" }],
    ["to a provider that is reported itself", { ...vpc, provider: `${frankfurt.slice(0, -26)}mine::id` }],
  ])("%s", (_how, binding) => {
    expect(bindingProblems(binding, known)).toEqual([]);
  });
});

describe("what is not", () => {
  const secret = {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    value: "eu-west-1",
  };
  it.each([
    ["no provider", { ...vpc, provider: "" }, /no explicit provider of package aws.*providers\.at/],
    [
      "another region",
      { ...vpc, region: "eu-west-1" },
      /"eu-west-1", but its provider aws-workloads-eu-central-1 is in eu-central-1.*at\(account, "eu-west-1"\)/,
    ],
    ["another region, secret", { ...vpc, region: secret }, /argument region "eu-west-1"/],
    [
      "a component without its own",
      { ...cluster, providers: { aws: `${frankfurt}::id` } },
      /package eks.*eksProviders/,
    ],
    ["a component without AWS", { ...cluster, providers: { eks } }, /no AWS provider.*eksProviders/],
    [
      "an unknown provider",
      { ...vpc, provider: "urn:x::y::z::other::id" },
      /other, which provisionProviders/,
    ],
    [
      "another package",
      { ...vpc, token: "kubernetes:core/v1:Pod", provider: "" },
      /new kubernetes\.Provider/,
    ],
  ])("%s", (_how, binding, message) => {
    expect(bindingProblems(binding, known)).toEqual([expect.stringMatching(message)]);
  });
});

it("refuses an AWS provider of the program's own, and the static credentials that it was given", () => {
  const own = { region: undefined, provisioned: false };
  const aws = "pulumi:providers:aws";
  expect(providerProblems(aws, { ...own, provisioned: true }, [])).toEqual([]);
  expect(providerProblems("pulumi:providers:kubernetes", own, ["token"])).toEqual([]);
  expect(providerProblems(aws, own, ["region"])).toEqual([expect.stringMatching(/provisionProviders/)]);
  expect(providerProblems(aws, own, ["accessKey", "secretKey", "region"])).toEqual([
    expect.stringMatching(/provisionProviders/),
    expect.stringMatching(/static credentials in accessKey, secretKey \(not shown\)/),
  ]);
});

it("knows the URN of a resource before the engine does", () => {
  const parts = { stack: "dev", project: "network", type: "aws:ec2/vpc:Vpc", name: "a::b" };
  const root = "urn:pulumi:dev::network::pulumi:pulumi:Stack::network-dev";
  expect(urnOf({ ...parts, parent: root })).toBe("urn:pulumi:dev::network::aws:ec2/vpc:Vpc::a::b");
  expect(urnOf({ ...parts, parent: "urn:pulumi:dev::network::x:y:Outer$x:y:Inner::n" })).toBe(
    "urn:pulumi:dev::network::x:y:Outer$x:y:Inner$aws:ec2/vpc:Vpc::a::b",
  );
  expect(plainText(7)).toBeUndefined();
});

it("finds the line of the program in a stack trace", () => {
  const stack = [
    "Error",
    "    at placeOfCaller (/w/node_modules/@pulumi/aws/getCallerIdentity.js:9:1)",
    "    at file:///w/stacks/network/index.ts:12:7",
    "    at ModuleJob.run (node:internal/modules/esm/module_job:1:1)",
  ].join("\n");
  expect(programPlace(stack, "/w/stacks/network")).toBe("index.ts:12");
  expect(programPlace("Error\n    at node:internal/x:1:1", "/w")).toBeUndefined();
});

describe("every stack of the workspace", () => {
  const files = globSync("stacks/*/Pulumi.*.yaml", { cwd: workspace });

  it("has environments", () => {
    expect(files.length).toBeGreaterThan(0);
  });

  it.each(files)("%s disables default providers", (file) => {
    const { config } = parse(readFileSync(resolve(workspace, file), "utf8")) as {
      config: Record<string, unknown>;
    };
    expect(config["pulumi:disable-default-providers"]).toEqual(["*"]);
  });

  it.each(globSync("stacks/*/Pulumi.yaml", { cwd: workspace }))("%s names the preload", (file) => {
    expect(existsSync(resolve(workspace, dirname(file), "index.ts"))).toBe(true);
    const { runtime } = parse(readFileSync(resolve(workspace, file), "utf8")) as {
      runtime: { options: { nodeargs: string } };
    };
    expect(runtime.options.nodeargs).toContain("--require @strata/program/preload");
  });

  it("is refused where its configuration does not", () => {
    expect(configurationProblems({ "pulumi:disable-default-providers": '["*"]' }, "dev")).toEqual([]);
    for (const config of [{}, { "pulumi:disable-default-providers": '["aws"]' }]) {
      expect(configurationProblems(config, "dev")).toEqual([expect.stringContaining("Pulumi.dev.yaml")]);
    }
  });
});
