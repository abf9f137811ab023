import { listResources } from "@strata/aws-local";
import { WorkspaceCopy } from "./support/workspace-copy.ts";

const CONFIGURATION = "stacks/secrets/Pulumi.local.yaml";

/** What a user gets wrong about accounts, regions, addresses, keys and tags, through the real command. */
describe("bad accounts, regions and tags", () => {
  let workspace: WorkspaceCopy;
  beforeAll(() => (workspace = new WorkspaceCopy()));
  afterAll(() => workspace.remove());
  afterEach(() => workspace.git("checkout", "--quiet", "."));

  /** Previews secrets, which must fail without a stack trace; what it printed. */
  const fail = async (): Promise<string> => {
    const { code, text } = await workspace.nx(["run", "secrets:preview"]);
    expect([code, text]).toEqual([1, expect.any(String)]);
    expect(text).not.toMatch(/^\s+at .*:\d+:\d+/m);
    return text;
  };
  const configure = (from: RegExp | string, to: string): void =>
    workspace.edit(CONFIGURATION, (text) => text.replace(from, to));

  it("an account alias and a region that there are not: the nearest of each, and the lists, at once", async () => {
    configure(/accounts: .*/, "accounts: [workload, shared]");
    configure(/regions: .*/, "regions: [eu-centrl-1]");
    const text = await fail();
    expect(text).toMatch(
      /secrets:accounts\[0\]: got "workload"; did you mean "workloads"\? Allowed: workloads, shared\. Set it with: pulumi config set --path 'accounts\[0\]'/,
    );
    expect(text).toMatch(
      /secrets:regions\[0\]: got "eu-centrl-1"; did you mean "eu-central-1"\? Allowed: eu-central-1, eu-west-1/,
    );
  });

  it("a region of aws:region that is not the environment's", async () => {
    workspace.edit(CONFIGURATION, (text) => `${text}\n  aws:region: eu-wst-1\n`);
    expect(await fail()).toMatch(/aws:region: Unknown region "eu-wst-1". Did you mean "eu-west-1"\?/);
  });

  it("an owner and a cost centre that there are not: the nearest, and the lists", async () => {
    configure(/owner: \w+, costCentre: [\w-]+/, "owner: platfrom, costCentre: CC-1");
    const text = await fail();
    expect(text).toMatch(
      /secrets:tags\.owner: got "platfrom"; did you mean "platform"\? Allowed: platform, /,
    );
    expect(text).toMatch(/secrets:tags\.costCentre: got "CC-1"; .*Allowed: CC-1000, /i);
  });

  it("a tag of the stack's own with a key of 129 characters, in its place and beside it: AWS's rule", async () => {
    const long = "k".repeat(129);
    configure(/tags: \{/, `tags: {${long}: v, more: {${long}: v}, `);
    const text = await fail();
    expect(text).toMatch(/a key has at most 128 characters, and this has 129/);
    expect(text.match(/at most 128 characters/g)).toHaveLength(2);
    expect(text).toContain("tags of the stack's own belong in more");
  });

  it("a tag of the stack's own is on its resources", async () => {
    configure(/tags: \{/, `tags: {more: {Product: checkout}, `);
    const { code, text } = await workspace.nx(["run", "secrets:up"]);
    expect([code, text]).toEqual([0, expect.any(String)]);
    const keys = listResources(workspace.cloudStore).filter(({ type }) => type === "aws:kms/key:Key");
    expect(keys.map(({ outputs }) => outputs["tagsAll"])).toContainEqual(
      expect.objectContaining({ Product: "checkout", Owner: "platform" }),
    );
  });

  it("ranges of addresses that overlap: both owners", async () => {
    workspace.edit("libs/environment/src/definitions.ts", (text) =>
      text.replace('"shared/eu-west-1": `10.${second + 9}.0.0/16`', '"shared/eu-west-1": "10.0.128.0/17"'),
    );
    const text = await fail();
    expect(text).toMatch(
      /CIDR ranges overlap: 10\.0\.0\.0\/16 of local workloads\/eu-central-1 and 10\.0\.128\.0\/17 of local shared\/eu-west-1/,
    );
  });

  it("static keys in an argument of a provider: refused by the place, and not shown", async () => {
    workspace.edit(
      "stacks/secrets/index.ts",
      (text) =>
        `import { Provider } from "@pulumi/aws/provider.js";\n${text}\n` +
        `new Provider("mine", { accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: "hunter2" });\n`,
    );
    const { code, text } = await workspace.nx(["run", "secrets:preview"]);
    expect(code).toBe(1);
    expect(text).toMatch(/::mine is an AWS provider which provisionProviders did not make/);
    expect(text).toMatch(
      /::mine has static credentials in accessKey, secretKey \(not shown\); none is allowed/,
    );
    expect(text).not.toMatch(/hunter2|AKIAIOSFODNN7EXAMPLE/);
  });
});
