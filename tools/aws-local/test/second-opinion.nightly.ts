import { describeOpinion, type Judged, secondOpinion } from "../second-opinion/second-opinion.ts";
import { openStore } from "../src/index.ts";
import { Sandbox } from "./pulumi.ts";
import { everyOption } from "./every-option.ts";
import { StackFolders, type StackName, STACKS, succeed } from "./stack-folders.ts";

/**
 * What the embedded AWS accepts in an update of all five stacks.
 *
 * @param configurations the files of their configurations, from a folder for these. @default those of the workspace
 */
async function acceptedOf(
  configurations: (folder: string) => Partial<Record<StackName, string>> = () => ({}),
): Promise<Judged[]> {
  const sandbox = await Sandbox.create();
  const stacks = new StackFolders(sandbox);
  try {
    const files = configurations(sandbox.folder);
    for (const stack of STACKS) {
      const file = files[stack];
      await succeed(stacks.pulumi(stack, "stack", "init", "local", "--no-select"));
      await succeed(stacks.up(stack, ...(file === undefined ? [] : ["--config-file", file])));
    }
    const store = openStore(sandbox.storePath);
    const found = store.list().map(({ type, urn, id, inputs }) => ({
      type,
      urn,
      id,
      inputs: JSON.parse(inputs) as Record<string, unknown>,
    }));
    store.close();
    return found;
  } finally {
    await stacks.close();
    await sandbox.close();
  }
}

describe("botocore, which the embedded AWS does not use,", () => {
  let accepted: Judged[];
  beforeAll(async () => {
    accepted = await acceptedOf();
  });

  async function expectValid(judged: readonly Judged[]): Promise<void> {
    const opinion = await secondOpinion([...judged]);
    process.stdout.write(`${describeOpinion(opinion)}\n`);
    expect(opinion.types.flatMap(({ failures }) => failures)).toEqual([]);
    // By name, so that a type or a property without a mapping is added here or mapped, never passed over.
    expect(opinion.notCovered).toEqual([]);
    expect(opinion.types.filter(({ notMapped }) => notMapped.length > 0)).toEqual([]);
    expect(opinion.types.reduce((sum, { resources }) => sum + resources, 0)).toBe(judged.length);
    expect(opinion.types.length).toBeGreaterThan(30);
  }

  it("finds the inputs of all five stacks valid", () => expectValid(accepted));

  it("finds them valid with every option that is off for local", async () => {
    const more = await acceptedOf(everyOption);
    const types = (judged: readonly Judged[]): Set<string> => new Set(judged.map(({ type }) => type));
    const added = [...types(more)].filter((type) => !types(accepted).has(type));
    process.stdout.write(`${more.length} resources; types beyond those of local: ${added.join(", ")}\n`);
    expect(added.length).toBeGreaterThan(5);
    await expectValid(more);
  });

  const of = (type: string, change: Record<string, unknown>): Judged[] => {
    const found = accepted.find((resource) => resource.type === type);
    if (found === undefined) throw new Error(`no ${type} in the five stacks`);
    return [{ ...found, inputs: { ...found.inputs, ...change } }];
  };

  it.each([
    ["a wrong type", "aws:rds/instance:Instance", { allocatedStorage: "many" }, /AllocatedStorage.*type/],
    ["a missing one", "aws:kms/alias:Alias", { targetKeyId: undefined }, /Missing required.*TargetKeyId/],
    [
      "an unknown one",
      "aws:eks/cluster:Cluster",
      { vpcConfig: { subnets: [] } },
      /Unknown parameter.*subnets/,
    ],
    [
      "a value outside an enumeration",
      "aws:lambda/function:Function",
      { runtime: "nodejs1" },
      /"nodejs1" is none of/,
    ],
    ["a text outside a pattern", "aws:kms/alias:Alias", { name: "alias/a b" }, /does not match/],
    [
      "a number that is too large",
      "aws:lambda/function:Function",
      { timeout: 100000 },
      /100000 as value, at most \d+/,
    ],
    [
      "a name of the wrong length",
      "aws:iam/role:Role",
      { name: "r".repeat(65) },
      /65 characters, at most 64/,
    ],
  ])("can fail: %s", async (_, type, change, message) => {
    const { types } = await secondOpinion(of(type, change));
    expect(types.flatMap(({ failures }) => failures.map((failure) => failure.message)).join("\n")).toMatch(
      message,
    );
  });

  it("names what it has no mapping for", async () => {
    const [vpc] = of("aws:ec2/vpc:Vpc", { somethingNew: 1 }) as [Judged];
    const opinion = await secondOpinion([vpc, { ...vpc, type: "aws:ec2/keyPair:KeyPair" }]);
    expect(opinion.notCovered).toEqual(["aws:ec2/keyPair:KeyPair"]);
    expect(opinion.types[0]?.notMapped).toEqual(["somethingNew"]);
    expect(describeOpinion(opinion)).toMatch(
      /not compared: somethingNew[^]*not covered: aws:ec2\/keyPair:KeyPair/,
    );
  });
});
