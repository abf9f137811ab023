import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Project, Sandbox } from "./pulumi.ts";

/** What every program of this workspace starts with. */
const HEAD = `import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import { ComponentResource, secret } from "@pulumi/pulumi";
import { provisionProviders } from "@strata/aws-provider";
import { eksProviders } from "@strata/aws-provider/eks";
const tags = { owner: "platform", costCentre: "CC-1000", dataClassification: "internal" } as const;
const providers = provisionProviders({ accounts: ["workloads"], regions: ["eu-central-1"], tags });
const provider = providers.at("workloads", "eu-central-1");
`;
const FIRST_LINE = HEAD.split("\n").length;
const URN = "urn:pulumi:local::guarded";
const NO_PROVIDER = "has no explicit provider of package aws";

let sandbox: Sandbox;
let project: Project;

beforeAll(async () => {
  sandbox = await Sandbox.create();
  await sandbox.serve();
  project = await sandbox.project("guarded");
  await writeFile(
    join(sandbox.folder, "guarded/Pulumi.yaml"),
    `name: guarded\nruntime:\n  name: nodejs\n` +
      `  options: { typescript: false, nodeargs: "--require @strata/program/preload" }\n`,
  );
});
afterAll(() => sandbox.close());

const errorsOf = (text: string) =>
  text
    .split("\n")
    .filter((line) => line.startsWith("error: "))
    .map((line) => line.slice("error: ".length))
    .sort();

/** Fails as a preview and as an update with the same errors, and leaves nothing in the state. */
async function fails(program: string, ...expected: string[]): Promise<void> {
  await project.program(HEAD + program);
  for (const outcome of [await project.preview(), await project.up()]) {
    const errors = errorsOf(outcome.text);
    expect(errors).toEqual(expected.sort().map((start) => expect.stringContaining(start)));
    for (const error of errors) expect(error).toMatch(/providers\.at\(/);
    expect(outcome.code).not.toBe(0);
    expect(outcome.text).not.toMatch(/\n\s+at |Duration of|to delete/);
  }
  expect((await project.state()).text).not.toMatch(/aws:ec2/);
}

it("names every resource without a provider, whoever its parent is, with its URN", () =>
  fails(
    `new aws.ec2.Eip("address");
     const part = new ComponentResource("test:index:Part", "part");
     new aws.ec2.Eip("inner", {}, { parent: part });`,
    `${URN}::aws:ec2/eip:Eip::address ${NO_PROVIDER}`,
    `${URN}::test:index:Part$aws:ec2/eip:Eip::inner ${NO_PROVIDER}`,
  ));

it("goes on in a preview to what builds on them", async () => {
  await project.program(
    `${HEAD}const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
     const subnet = new aws.ec2.Subnet("subnet", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
     new aws.ec2.RouteTableAssociation("association", { routeTableId: "rtb-1", subnetId: subnet.id }, { provider });
     export default { id: aws.ec2.getVpcOutput({ id: vpc.id }).arn };`,
  );
  const { text, code } = await project.preview();
  expect(code).not.toBe(0);
  expect(errorsOf(text)).toEqual([
    expect.stringContaining("::aws:ec2/subnet:Subnet::subnet "),
    expect.stringContaining("::aws:ec2/vpc:Vpc::vpc "),
  ]);
});

it("names functions with their token and the program's line", () =>
  fails(
    `await aws.getCallerIdentity({});`,
    `aws:index/getCallerIdentity:getCallerIdentity (index.ts:${FIRST_LINE}) ${NO_PROVIDER}`,
  ));

it("names functions that give outputs, and goes on", () =>
  fails(
    `export default { account: aws.getCallerIdentityOutput({}).accountId };\nnew aws.ec2.Eip("address");`,
    `aws:index/getCallerIdentity:getCallerIdentity (index.ts:${FIRST_LINE}) ${NO_PROVIDER}`,
    `${URN}::aws:ec2/eip:Eip::address ${NO_PROVIDER}`,
  ));

it("names a resource that is read", () =>
  fails(`aws.ec2.Vpc.get("read", "vpc-1");`, `${URN}::aws:ec2/vpc:Vpc::read ${NO_PROVIDER}`));

it("names a remote component without its provider, and one without that of AWS", async () => {
  const named = `${URN}::eks:index:Cluster::cluster`;
  await fails(`new eks.Cluster("cluster");`, `${named} has no explicit provider of package eks`);
  await fails(
    `new eks.Cluster("cluster", {}, { providers: [new eks.Provider("eks", {}, { version: "4.3.0-local.1" })] });`,
    `${named} has no AWS provider for what it is made of`,
  );
});

it("lets a remote component have the providers of a component around it", async () => {
  await project.program(
    `${HEAD}const outer = new ComponentResource("test:index:Part", "outer", {}, { providers: eksProviders("eks", provider) });
     const inner = new ComponentResource("test:index:Part", "inner", {}, { parent: outer });
     new eks.Cluster("cluster", {}, { parent: inner });`,
  );
  const { text } = await project.preview();
  expect(text).toContain("The embedded AWS cannot construct eks:index:Cluster");
  expect(text).not.toContain("providers.at(");
});

it("names what is asked to be in another region than its provider", () =>
  fails(
    `aws.getAvailabilityZonesOutput({ region: secret("eu-west-1") }, { provider });
     new aws.ec2.Eip("elsewhere", { region: "eu-west-1" }, { provider });
     new aws.ec2.Eip("here", { region: "eu-central-1" }, { provider });`,
    `aws:index/getAvailabilityZones:getAvailabilityZones (index.ts:${FIRST_LINE}) has the argument region "eu-west-1"`,
    `${URN}::aws:ec2/eip:Eip::elsewhere has the argument region "eu-west-1"`,
  ));

it("names an AWS provider that is no route's, once", () =>
  fails(
    `const mine = new aws.Provider("mine", { region: "eu-west-1" });
     new aws.ec2.Eip("address", {}, { provider: mine });`,
    `${URN}::pulumi:providers:aws::mine is an AWS provider which provisionProviders did not make`,
  ));

it("names configuration that lets the engine make default providers", async () => {
  const file = join(sandbox.folder, "guarded/Pulumi.local.yaml");
  await writeFile(file, "config: {}\n");
  await project.program(`${HEAD}new aws.ec2.Eip("address", {}, { provider });`);
  const { text, code } = await project.preview();
  await writeFile(file, `config:\n  pulumi:disable-default-providers: ["*"]\n`);
  expect(errorsOf(text)).toEqual([
    expect.stringMatching(/missing in Pulumi\.local\.yaml.*Add to its config/),
  ]);
  expect(code).not.toBe(0);
});

it("lets pass what is bound to a route, and deletes nothing when it later fails", async () => {
  const bound = `${HEAD}new aws.ec2.Eip("address", {}, { provider });
    const { accountId } = await aws.getCallerIdentity({}, { provider });
    export default { accountId, zones: aws.getAvailabilityZonesOutput({}, { provider }).names };`;
  await project.program(bound);
  expect(await project.up()).toMatchObject({ code: 0, text: expect.stringContaining("000000000000") });
  await project.program(`${HEAD}new aws.ec2.Eip("other");`);
  const { code, text } = await project.up();
  expect(code).not.toBe(0);
  expect(text).not.toMatch(/delete/);
  expect((await project.state()).text).toContain("aws:ec2/eip:Eip::address");
});
