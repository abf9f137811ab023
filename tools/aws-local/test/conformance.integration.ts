import { listResources } from "../src/index.ts";
import { changesIn, type Outcome, type PlannedStep, type Project, Sandbox } from "./pulumi.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await Sandbox.create();
  await sandbox.serve();
});
afterAll(() => sandbox.close());

const IMPORTS = `
import { ComponentResource, output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/aws/provider.js";
import { Vpc } from "@pulumi/aws/ec2/vpc.js";
import { Subnet } from "@pulumi/aws/ec2/subnet.js";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { Key } from "@pulumi/aws/kms/key.js";
const provider = new Provider("aws", { region: "eu-central-1" }, { version: "7.48.0-local.1" });
`;

async function expectSuccess(outcome: Promise<Outcome>): Promise<string> {
  const { code, text } = await outcome;
  if (code !== 0) throw new Error(text.slice(-2000));
  return text;
}

/** Puts a program in place and says what it would change. */
async function planOf(project: Project, program: string): Promise<string[]> {
  await project.program(IMPORTS + program);
  return changesIn(await project.plan());
}

const stored = (type: string): string[] =>
  listResources(sandbox.storePath)
    .filter((resource) => resource.type === type)
    .map(({ id }) => id);

describe("aliases", () => {
  const VPC = "aws:ec2/vpc:Vpc";

  it("keep a resource that gets another name, or another parent", async () => {
    const project = await sandbox.project("aliases");
    await project.program(`${IMPORTS}
const vpc = new Vpc("old", { cidrBlock: "10.0.0.0/16" }, { provider });
export default { id: vpc.id };`);
    await expectSuccess(project.up());
    const before = await project.outputs();

    const renamed = `
const vpc = new Vpc("new", { cidrBlock: "10.0.0.0/16" }, { provider, aliases: [{ name: "old" }] });
export default { id: vpc.id };`;
    expect(await planOf(project, renamed)).toEqual([]);
    await expectSuccess(project.up());
    expect(await project.outputs()).toEqual(before);

    const moved = `
const parent = new ComponentResource("test:index:Parent", "parent");
const vpc = new Vpc("new", { cidrBlock: "10.0.0.0/16" }, { provider, parent, aliases: [{ parent: undefined }] });
export default { id: vpc.id };`;
    expect(await planOf(project, moved)).toEqual(["parent: create"]);
    await expectSuccess(project.up());
    expect(await project.outputs()).toEqual(before);
    expect(stored(VPC)).toEqual([before.id]);

    await expectSuccess(project.refresh());
    await expectSuccess(project.preview("--expect-no-changes"));
    await expectSuccess(project.destroy());
    expect(stored(VPC)).toEqual([]);
  });

  it("are what keeps it: without them it is another resource", async () => {
    const project = await sandbox.project("no-aliases");
    await project.program(`${IMPORTS}new Vpc("old", { cidrBlock: "10.0.0.0/16" }, { provider });`);
    await expectSuccess(project.up());
    expect(await planOf(project, `new Vpc("new", { cidrBlock: "10.0.0.0/16" }, { provider });`)).toEqual([
      "new: create",
      "old: delete",
    ]);
    await expectSuccess(project.destroy());
  });
});

describe("ignoreChanges", () => {
  it("leaves a property as it was, whatever the program says, and lets the others change", async () => {
    const project = await sandbox.project("ignore-changes");
    const program = (cidr: string, name: string, more = "") => `
new Vpc("v", { cidrBlock: "${cidr}", tags: { Name: "${name}"${more} } },
  { provider, ignoreChanges: ["cidrBlock", "tags.Name"] });`;
    await project.program(IMPORTS + program("10.0.0.0/16", "one"));
    await expectSuccess(project.up());
    expect(await planOf(project, program("10.1.0.0/16", "two"))).toEqual([]);
    expect(await planOf(project, program("10.1.0.0/16", "two", `, Owner: "me"`))).toEqual(["v: update"]);
    await expectSuccess(project.up());
    const [vpc] = listResources(sandbox.storePath);
    expect(vpc?.outputs).toMatchObject({ cidrBlock: "10.0.0.0/16", tags: { Name: "one", Owner: "me" } });
    await expectSuccess(project.destroy());
  });
});

describe("protect", () => {
  it("refuses deletion and replacement until it is taken off", async () => {
    const project = await sandbox.project("protect");
    const program = (cidr: string, protect: boolean) =>
      `new Vpc("v", { cidrBlock: "${cidr}" }, { provider, protect: ${protect} });`;
    await project.program(IMPORTS + program("10.0.0.0/16", true));
    await expectSuccess(project.up());
    const before = stored("aws:ec2/vpc:Vpc");

    const refusals: [string, () => Promise<Outcome>][] = [
      [program("10.1.0.0/16", true), () => project.up()],
      ["", () => project.up()],
      [program("10.0.0.0/16", true), () => project.destroy()],
    ];
    for (const [text, operation] of refusals) {
      await project.program(IMPORTS + text);
      const { code, text: printed } = await operation();
      expect([code === 0, printed]).toEqual([false, expect.stringMatching(/protect/)]);
      expect(stored("aws:ec2/vpc:Vpc")).toEqual(before);
    }
    await project.program(IMPORTS + program("10.0.0.0/16", false));
    await expectSuccess(project.up());
    await expectSuccess(project.destroy());
    expect(stored("aws:ec2/vpc:Vpc")).toEqual([]);
  });
});

describe("deleteBeforeReplace", () => {
  const orderOf = (steps: readonly PlannedStep[], name: string): string[] =>
    steps.filter(({ urn }) => urn.endsWith(`::${name}`)).map(({ op }) => op);

  it("turns the order of a replacement round, for what depends on it too", async () => {
    const project = await sandbox.project("delete-before-replace");
    const program = (cidr: string, first: boolean) => `
const vpc = new Vpc("v", { cidrBlock: "${cidr}" }, { provider, deleteBeforeReplace: ${first} });
new Subnet("s", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" }, { provider, deleteBeforeReplace: ${first} });`;
    await project.program(IMPORTS + program("10.0.0.0/16", true));
    await expectSuccess(project.up());

    await project.program(IMPORTS + program("10.0.0.0/20", false));
    const creationFirst = orderOf(await project.plan(), "v");
    expect(creationFirst.indexOf("create-replacement")).toBeLessThan(
      creationFirst.indexOf("delete-replaced"),
    );

    await project.program(IMPORTS + program("10.0.0.0/20", true));
    const steps = await project.plan();
    const deletionFirst = orderOf(steps, "v");
    expect(deletionFirst.indexOf("delete-replaced")).toBeGreaterThanOrEqual(0);
    expect(deletionFirst.indexOf("delete-replaced")).toBeLessThan(
      deletionFirst.indexOf("create-replacement"),
    );
    const deletions = steps
      .filter(({ op }) => op === "delete-replaced")
      .map(({ urn }) => urn.split("::").pop());
    expect(deletions).toEqual(["s", "v"]);
    await expectSuccess(project.up());
    expect([stored("aws:ec2/vpc:Vpc").length, stored("aws:ec2/subnet:Subnet").length]).toEqual([1, 1]);
    await expectSuccess(project.destroy());
  });
});

describe("other options of resources", () => {
  it("retainOnDelete leaves the resource in the cloud, from where an import takes it back", async () => {
    const project = await sandbox.project("retain");
    await project.program(
      `${IMPORTS}new LogGroup("kept", { name: "kept" }, { provider, retainOnDelete: true });`,
    );
    await expectSuccess(project.up());
    await expectSuccess(project.destroy());
    expect(stored("aws:cloudwatch/logGroup:LogGroup")).toEqual(["kept"]);
    await project.program(`${IMPORTS}new LogGroup("kept", { name: "kept" }, { provider });`);
    const refused = await project.up();
    expect([refused.code === 0, refused.text]).toEqual([false, expect.stringMatching(/kept exists already/)]);
    await project.program(`${IMPORTS}new LogGroup("kept", { name: "kept" }, { provider, import: "kept" });`);
    await expectSuccess(project.up());
    await expectSuccess(project.destroy());
    expect(stored("aws:cloudwatch/logGroup:LogGroup")).toEqual([]);
  });

  it("replaceOnChanges replaces where AWS could update", async () => {
    const project = await sandbox.project("replace-on-changes");
    const program = (name: string) =>
      `new Vpc("v", { cidrBlock: "10.0.0.0/16", tags: { Name: "${name}" } }, { provider, replaceOnChanges: ["tags"] });`;
    await project.program(IMPORTS + program("one"));
    await expectSuccess(project.up());
    expect(await planOf(project, program("two"))).toContain("v: create-replacement");
    await expectSuccess(project.destroy());
  });
});

describe("unknown values", () => {
  it("reach what depends on them, through components and lists, and nothing else", async () => {
    const project = await sandbox.project("unknowns");
    await project.program(`${IMPORTS}
const key = new Key("k", { description: "k" }, { provider });
const group = new LogGroup("g", { name: "g", kmsKeyId: key.arn, retentionInDays: 7 }, { provider });
const vpc = new Vpc("v", { cidrBlock: "10.0.0.0/16", tags: { KeyArn: key.arn, Name: "v" } }, { provider });
export default { key: group.kmsKeyId, days: group.retentionInDays, tag: vpc.tags.apply((tags) => tags?.Name), cidr: vpc.cidrBlock };`);
    const text = await expectSuccess(project.preview());
    expect(text).toMatch(/key *: \[unknown\]/);
    expect(text).toMatch(/days *: 7/);
    expect(text).toMatch(/cidr *: "10\.0\.0\.0\/16"/);
    expect(stored("aws:kms/key:Key")).toEqual([]);
    await expectSuccess(project.up());
    expect(await project.outputs()).toMatchObject({
      key: expect.stringMatching(/^arn:aws:kms:/) as string,
      days: 7,
      tag: "v",
    });
    await expectSuccess(project.preview("--expect-no-changes"));
    await expectSuccess(project.destroy());
  });
});

describe("a failure in the middle of a replacement", () => {
  it("keeps the old resource, and the next up goes on from there", async () => {
    const project = await sandbox.project("partial-replacement");
    const program = (description: string, cidr: string) => `
const vpc = new Vpc("v", { cidrBlock: "10.0.0.0/16" }, { provider });
const one = new Subnet("one", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" }, { provider });
const two = new Subnet("two", { vpcId: vpc.id, cidrBlock: "${cidr}" }, { provider, dependsOn: [one] });
new SecurityGroup("g", { vpcId: vpc.id, description: "${description}" }, { provider, dependsOn: [two] });`;
    await project.program(IMPORTS + program("first", "10.0.2.0/24"));
    await expectSuccess(project.up());
    const before = listResources(sandbox.storePath)
      .map(({ id }) => id)
      .sort();
    await project.program(IMPORTS + program("second", "10.0.1.128/25"));
    const { code, text } = await project.up();
    expect([code === 0, text]).toEqual([false, expect.stringMatching(/overlaps/)]);
    expect(
      listResources(sandbox.storePath)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(before);
    await project.program(IMPORTS + program("second", "10.0.3.0/24"));
    await expectSuccess(project.up());
    await expectSuccess(project.preview("--expect-no-changes"));
    await expectSuccess(project.destroy());
    expect(listResources(sandbox.storePath)).toEqual([]);
  });
});
