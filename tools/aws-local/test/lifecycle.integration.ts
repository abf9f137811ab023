import { DatabaseSync } from "node:sqlite";
import { listResources } from "../src/index.ts";
import { changesIn, type Project, Sandbox } from "./pulumi.ts";
import { TRUST_POLICY } from "./trust-policy.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await Sandbox.create();
  await sandbox.serve();
});
afterAll(() => sandbox.close());

const IMPORTS = `
import { secret } from "@pulumi/pulumi";
import { Provider } from "@pulumi/aws/provider.js";
import { Vpc } from "@pulumi/aws/ec2/vpc.js";
import { Subnet } from "@pulumi/aws/ec2/subnet.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
const provider = new Provider("aws", {
  region: "eu-central-1",
  allowedAccountIds: ["000000000001"],
  defaultTags: { tags: { Owner: "platform" } },
}, { version: "7.48.0-local.1" });
`;

const network = ({ cidr = "10.0.0.0/16", tags = `{ Name: "main" }`, owner = "platform" } = {}) =>
  `${IMPORTS.replace("platform", owner)}
const vpc = new Vpc("main", { cidrBlock: "${cidr}", tags: ${tags} }, { provider });
const subnet = new Subnet("a", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" }, { provider });
export default { vpcId: vpc.id, vpcArn: vpc.arn, tagsAll: vpc.tagsAll, subnetId: subnet.id,
  cidr: vpc.cidrBlock, region: vpc.region, dnsSupport: vpc.enableDnsSupport };
`;

async function expectSuccess(outcome: Promise<{ code: number; text: string }>): Promise<string> {
  const { code, text } = await outcome;
  if (code !== 0) throw new Error(text.slice(-2000));
  return text;
}

describe("a resource's life", () => {
  let project: Project;
  beforeAll(async () => {
    project = await sandbox.project("network");
  });

  it("keeps unknown in a preview what AWS computes, and known what the program gives", async () => {
    await project.program(network());
    const preview = await expectSuccess(project.preview());
    expect(preview).toMatch(/vpcArn *: \[unknown\]/);
    expect(preview).toMatch(/cidr *: "10\.0\.0\.0\/16"/);
    expect(preview).toMatch(/region *: "eu-central-1"/);
    expect(preview).toMatch(/dnsSupport *: true/);
    const steps = await project.plan();
    expect(changesIn(steps)).toEqual(["a: create", "aws: create", "main: create"]);
    expect(listResources(sandbox.storePath)).toEqual([]);
  });

  it("is created, with IDs and ARNs of its account and region and with all tags", async () => {
    await expectSuccess(project.up());
    const { vpcId, vpcArn, tagsAll } = await project.outputs();
    expect(vpcId).toMatch(/^vpc-010ca1[\da-f]{11}$/);
    expect(vpcArn).toBe(`arn:aws:ec2:eu-central-1:000000000001:vpc/${String(vpcId)}`);
    expect(tagsAll).toEqual({ Name: "main", Owner: "platform" });
    await expectSuccess(project.preview("--expect-no-changes"));
  });

  it("is updated in place for a tag, and everything taggable for a default tag", async () => {
    await project.program(network({ tags: `{ Name: "other" }` }));
    expect(changesIn(await project.plan())).toEqual(["main: update"]);
    await project.program(network({ owner: "data" }));
    expect(changesIn(await project.plan())).toEqual(["a: update", "aws: update", "main: update"]);
    await expectSuccess(project.up());
    expect((await project.outputs()).tagsAll).toEqual({ Name: "main", Owner: "data" });
    await expectSuccess(project.preview("--expect-no-changes"));
  });

  it("is replaced where AWS cannot change it, with what depends on it", async () => {
    const before = await project.outputs();
    await project.program(network({ cidr: "10.0.0.0/20", owner: "data" }));
    const steps = await project.plan();
    expect(changesIn(steps)).toContain("main: create-replacement");
    expect(changesIn(steps)).toContain("a: create-replacement");
    await expectSuccess(project.up());
    const after = await project.outputs();
    expect(after.vpcId).not.toBe(before.vpcId);
    expect(
      listResources(sandbox.storePath)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([after.vpcId, after.subnetId].sort());
  });

  it("shows what was changed behind Pulumi's back, and is put right again", async () => {
    const { vpcId } = await project.outputs();
    edit(String(vpcId), (properties) => ({
      ...properties,
      enableDnsHostnames: true,
      tags: { Name: "drifted" },
    }));
    const refreshed = await expectSuccess(project.refresh());
    expect(refreshed).toContain("drifted");
    const repair = await project.plan();
    expect(changesIn(repair)).toEqual(["main: update"]);
    await expectSuccess(project.up());
    expect(listResources(sandbox.storePath).find(({ id }) => id === vpcId)?.outputs.tags).toEqual({
      Name: "main",
    });
  });

  it("is forgotten by a refresh when it is gone", async () => {
    const { subnetId } = await project.outputs();
    const database = new DatabaseSync(sandbox.storePath);
    database.prepare("DELETE FROM resources WHERE id = ?").run(String(subnetId));
    database.close();
    await expectSuccess(project.refresh());
    expect(changesIn(await project.plan())).toEqual(["a: create"]);
  });

  it("leaves an empty store when it is destroyed", async () => {
    await expectSuccess(project.up());
    await expectSuccess(project.destroy());
    expect(listResources(sandbox.storePath)).toEqual([]);
  });
});

function edit(id: string, change: (properties: Record<string, unknown>) => Record<string, unknown>): void {
  const database = new DatabaseSync(sandbox.storePath);
  const row = database.prepare("SELECT inputs, outputs FROM resources WHERE id = ?").get(id) as Record<
    string,
    string
  >;
  const changed = (text: string | undefined) =>
    JSON.stringify(change(JSON.parse(text ?? "{}") as Record<string, unknown>));
  database
    .prepare("UPDATE resources SET inputs = ?, outputs = ? WHERE id = ?")
    .run(changed(row.inputs), changed(row.outputs), id);
  database.close();
}

describe("names", () => {
  it("are generated, kept by updates, and let a replacement come first; fixed ones let the old one go first", async () => {
    const project = await sandbox.project("names");
    const program = (description: string) => `${IMPORTS}
const vpc = new Vpc("v", { cidrBlock: "10.1.0.0/16" }, { provider });
const generated = new SecurityGroup("generated", { vpcId: vpc.id, description: "${description}" }, { provider });
const fixed = new SecurityGroup("fixed", { vpcId: vpc.id, name: "fixed", description: "${description}" }, { provider });
export default { generated: generated.name, fixed: fixed.name };
`;
    await project.program(program("one"));
    await expectSuccess(project.up());
    const before = await project.outputs();
    expect(before.generated).toMatch(/^generated-[\da-f]{7}$/);
    await expectSuccess(project.preview("--expect-no-changes"));
    await project.program(program("two"));
    const steps = (await project.plan()).map(({ op, urn }) => `${urn.split("::").pop()} ${op}`);
    expect(steps.indexOf("generated create-replacement")).toBeLessThan(
      steps.indexOf("generated delete-replaced"),
    );
    expect(steps.indexOf("fixed delete-replaced")).toBeLessThan(steps.indexOf("fixed create-replacement"));
    await expectSuccess(project.up());
    expect((await project.outputs()).generated).not.toBe(before.generated);
    await expectSuccess(project.destroy());
  });
});

describe("secrets", () => {
  it("stay secret in the state and in the store, wherever they come out", async () => {
    const project = await sandbox.project("secrets");
    const program = (text: string) => `${IMPORTS}
const role = new Role("r", {
  name: "r",
  description: secret("${text}"),
  assumeRolePolicy: ${JSON.stringify(TRUST_POLICY)},
  tags: { Token: secret("hidden-tag") },
}, { provider });
export default { arn: role.arn, tagsAll: role.tagsAll };
`;
    await project.program(program("hidden-one"));
    await expectSuccess(project.up());
    const { text } = await project.state();
    expect(text).not.toMatch(/hidden-/);
    expect(JSON.stringify(listResources(sandbox.storePath).map(({ outputs }) => outputs))).not.toMatch(
      /hidden-(one|tag)/,
    );
    expect(await project.outputs()).toEqual({
      arn: "arn:aws:iam::000000000001:role/r",
      tagsAll: { Token: "hidden-tag", Owner: "platform" },
    });
    await expectSuccess(project.preview("--expect-no-changes"));
    await expectSuccess(project.refresh());
    await expectSuccess(project.preview("--expect-no-changes"));
    await project.program(program("hidden-two"));
    expect(changesIn(await project.plan())).toEqual(["r: update"]);
    const updated = await expectSuccess(project.up());
    expect(updated).not.toMatch(/hidden-/);
    expect((await project.state()).text).not.toMatch(/hidden-/);
    await expectSuccess(project.destroy());
  });
});

describe("provider instances", () => {
  it("are kept apart by account and region, and a resource may have a region of its own", async () => {
    const project = await sandbox.project("instances");
    await project.program(`${IMPORTS}
const other = new Provider("other", { region: "us-east-1", allowedAccountIds: ["000000000002"] }, { version: "7.48.0-local.1" });
const here = new LogGroup("here", { name: "same" }, { provider });
const there = new LogGroup("there", { name: "same" }, { provider: other });
const elsewhere = new LogGroup("elsewhere", { name: "same", region: "eu-west-1" }, { provider });
export default { here: here.arn, there: there.arn, elsewhere: elsewhere.arn, tagsAll: there.tagsAll };
`);
    await expectSuccess(project.up());
    expect(await project.outputs()).toEqual({
      here: "arn:aws:logs:eu-central-1:000000000001:log-group:same",
      there: "arn:aws:logs:us-east-1:000000000002:log-group:same",
      elsewhere: "arn:aws:logs:eu-west-1:000000000001:log-group:same",
      tagsAll: {},
    });
    await expectSuccess(project.destroy());
  });
});

describe("imports", () => {
  it("take over what exists, and .get reads it", async () => {
    const owner = await sandbox.project("owner");
    await owner.program(network());
    await expectSuccess(owner.up());
    const { vpcId } = await owner.outputs();
    const importer = await sandbox.project("importer");
    await importer.program(`${IMPORTS}
const read = Vpc.get("read", "${String(vpcId)}", {}, { provider });
const taken = new Vpc("taken", { cidrBlock: "10.0.0.0/16", tags: { Name: "main" } }, { provider, import: "${String(vpcId)}" });
export default { read: read.cidrBlock, taken: taken.id };
`);
    await expectSuccess(importer.up());
    expect(await importer.outputs()).toEqual({ read: "10.0.0.0/16", taken: vpcId });
    await importer.program(`${IMPORTS}
new Vpc("missing", { cidrBlock: "10.0.0.0/16" }, { provider, import: "vpc-0000" });`);
    const { code, text } = await importer.up();
    expect(code).not.toBe(0);
    expect(text).toMatch(/vpc-0000.*does not exist/);
    await expectSuccess(owner.destroy());
  });
});

describe("a replacement that only CloudFormation's data speaks for", () => {
  it("is marked as derived in the preview", async () => {
    const project = await sandbox.project("derived");
    const stream = (name: string) => `${IMPORTS}
import { Stream } from "@pulumi/aws/kinesis/stream.js";
new Stream("events", { name: "${name}", shardCount: 1 }, { provider });
`;
    await project.program(stream("first"));
    await expectSuccess(project.up());
    await project.program(stream("second"));
    const text = await expectSuccess(project.preview());
    expect(text).toMatch(/1 to replace/);
    expect(
      text.match(/replaced because of name \(derived from CloudFormation's .* AWS::Kinesis::Stream\)/g),
    ).toHaveLength(1);
  });
});

describe("what AWS would refuse", () => {
  it("is refused in the preview, all of it at once, with the paths", async () => {
    const project = await sandbox.project("refused");
    // Not through the SDK's classes, which check some of it themselves and drop what they do not know.
    const program = (type: string, inputs: string) => `${IMPORTS}
import { CustomResource } from "@pulumi/pulumi";
new CustomResource("${type}", "x", ${inputs}, { provider });
`;
    await project.program(
      program("aws:ec2/vpc:Vpc", `{ cidrBlock: "10.0.0.1/16", cidr: "x", tags: { "aws:x": "y" } }`),
    );
    const { code, text } = await project.preview();
    expect(code).not.toBe(0);
    expect(text).toMatch(/property cidr .*There is no such property/);
    expect(text).toMatch(/property tags\["aws:x"\] .*reserved/);
    expect(text).not.toMatch(/at .*\.ts:\d+/);
    await project.program(program("aws:ec2/subnet:Subnet", `{ cidrBlock: 5, tags: { Name: 1 } }`));
    const second = await project.preview();
    expect(second.text).toMatch(/Missing required property 'vpcId'|property vpcId .*required/);
    expect(second.text).toMatch(/property cidrBlock .*type string, got one of type number/);
    expect(second.text).toMatch(/property tags.Name .*type string, got one of type number/);
  });

  it("is told apart from what is not tested: that is accepted, and marked once in a run", async () => {
    const project = await sandbox.project("unknown");
    await project.program(`${IMPORTS}
import { CustomResource } from "@pulumi/pulumi";
new CustomResource("aws:ec2/keyPair:KeyPair", "k", { publicKey: "x" }, { provider });
new CustomResource("aws:ec2/keyPair:KeyPair", "l", { publicKey: "x" }, { provider });
`);
    const text = await expectSuccess(project.up());
    expect(text.match(/aws:ec2\/keyPair:KeyPair is not among the tested types/g)).toHaveLength(1);
    await expectSuccess(project.preview("--expect-no-changes"));
    await expectSuccess(project.destroy());
  });

  it("is refused in the update: the rest is done, and the state says what is", async () => {
    const project = await sandbox.project("partial");
    const program = (cidr: string) => `${IMPORTS}
const vpc = new Vpc("v", { cidrBlock: "10.0.0.0/16" }, { provider });
const one = new Subnet("one", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" }, { provider });
new Subnet("two", { vpcId: vpc.id, cidrBlock: "${cidr}" }, { provider, dependsOn: [one] });
`;
    await project.program(program("10.0.1.128/25"));
    const { code, text } = await project.up();
    expect(code).not.toBe(0);
    expect(text).toMatch(/10\.0\.1\.128\/25 overlaps with subnet-010ca1[\da-f]+ \(10\.0\.1\.0\/24\)/);
    const names = (await project.state()).resources.map(({ urn }) => urn.split("::").pop());
    expect(names).toEqual(expect.arrayContaining(["v", "one"]));
    expect(names).not.toContain("two");
    await project.program(program("10.0.2.0/24"));
    expect(changesIn(await project.plan())).toEqual(["two: create"]);
    await expectSuccess(project.up());
    await project.program(`${IMPORTS}
const vpc = new Vpc("v", { cidrBlock: "10.9.0.0/16" }, { provider });
const vpcOutside = new Subnet("outside", { vpcId: "${await idOf(project, "v")}", cidrBlock: "10.8.0.0/24" }, { provider });
`);
    expect((await project.preview()).text).toMatch(/10\.8\.0\.0\/24 is not inside the VPC's 10\.0\.0\.0\/16/);
    await expectSuccess(project.destroy());
  });
});

async function idOf(project: Project, name: string): Promise<string> {
  const { resources } = await project.state();
  return resources.find(({ urn }) => urn.endsWith(`::${name}`))?.id ?? "";
}
