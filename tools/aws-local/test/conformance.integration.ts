import { listResources } from "../src/index.ts";
import { changesIn, type Outcome, type Project, Sandbox } from "./pulumi.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await Sandbox.create();
  await sandbox.serve();
});
afterAll(() => sandbox.close());

const IMPORTS = `
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
