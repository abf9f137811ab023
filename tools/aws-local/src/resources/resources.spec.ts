import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BASE_INPUTS } from "../corpus/base-inputs.ts";
import { World } from "../corpus/world.ts";
import { checkResource } from "../model/check.ts";
import { instanceFromConfiguration } from "../model/instance.ts";
import { createResource, deleteResource, type Target, updateResource } from "../model/lifecycle.ts";
import type { ResourceTypes } from "../model/resource-type.ts";
import type { ValueMap } from "../protocol/values.ts";
import { Store } from "../store/store.ts";
import { embeddedTypes } from "./embedded-types.ts";
import { descriptors } from "./index.ts";

let folder: string;
let store: Store;
let types: ResourceTypes;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "strata-resources-"));
  types = embeddedTypes();
});
beforeEach(() => {
  store = new Store(join(folder, `${Math.random()}.sqlite`));
});
afterEach(() => store.close());
afterAll(() => rmSync(folder, { recursive: true }));

const instance = instanceFromConfiguration({ region: "eu-central-1" });
/** One of AWS's own: such roles are in no stack. */
const AWS_ROLE =
  "arn:aws:iam::000000000000:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS";
const NOW = new Date("2025-01-01T00:00:00Z");

function target(type: string, name: string): Target {
  return { type: types.get(type), instance, urn: `urn:pulumi:local::p::${type}::${name}`, logicalName: name };
}

function check(type: string, name: string, inputs: ValueMap) {
  const request = { oldInputs: undefined, randomSeed: Buffer.from("seed"), autonaming: undefined };
  const { urn } = target(type, name);
  return checkResource(
    { type: types.get(type), instance, urn, logicalName: name, inputs, ...request },
    store,
    NOW,
  );
}

function create(type: string, name: string, inputs: ValueMap) {
  const checked = check(type, name, inputs);
  expect(checked.failures).toEqual([]);
  return { ...createResource(target(type, name), checked.inputs, store, NOW), inputs: checked.inputs };
}

function topLevel(paths: readonly string[]): string[] {
  return paths.map((path) => path.split(".")[0] ?? "");
}

describe("descriptions of types", () => {
  it.each(Object.keys(descriptors))("%s name only properties that the SDK declares", (token) => {
    const { descriptor, declaration } = types.get(token);
    const {
      computed = {},
      defaults = {},
      recomputed = {},
      naming,
      replaceOn = [],
      replaceOnAllBut = [],
    } = descriptor;
    const outputs = topLevel([
      ...Object.keys(computed),
      ...Object.keys(defaults),
      ...Object.keys(recomputed),
    ]);
    const inputs = topLevel([
      ...replaceOn,
      ...replaceOnAllBut,
      ...(descriptor.unordered ?? []),
      ...(descriptor.json ?? []),
      ...Object.keys(descriptor.targets ?? {}),
      ...Object.values(recomputed)
        .flat()
        .filter((input) => input !== "*"),
      ...(naming === undefined ? [] : [naming.property]),
    ]);
    expect(outputs.filter((output) => !(output in declaration.outputs))).toEqual([]);
    expect(inputs.filter((input) => !(input in declaration.inputs))).toEqual([]);
  });

  it("are not needed for what the SDK declares; what it does not is refused", () => {
    expect(types.get("aws:ec2/keyPair:KeyPair")).toMatchObject({
      tested: false,
      regional: true,
      taggable: true,
    });
    expect(types.get("aws:ec2/vpc:Vpc").tested).toBe(true);
    expect(() => types.get("aws:ec2/vpc:Vpd")).toThrow(/@pulumi\/aws declares no resource type/);
    expect(() => types.get("aws:../../x:Y")).toThrow(/declares no resource type/);
  });
});

describe("resources of every type", () => {
  let world: World;
  let filled: string;
  beforeAll(() => {
    filled = join(folder, "filled.sqlite");
    const first = new Store(filled);
    world = new World(types, first);
    first.close();
  });
  beforeEach(() => {
    store.close();
    const own = join(folder, `${Math.random()}.sqlite`);
    copyFileSync(filled, own);
    store = new Store(own);
  });

  it.each(Object.keys(descriptors))(
    "%s have all declared outputs, keep them in an update, can be deleted",
    (token) => {
      const { declaration } = types.get(token);
      const before = store.list();
      const created = create(token, "x", world.resolve(BASE_INPUTS[token] ?? {}));
      const missing = Object.entries(declaration.outputs).filter(
        ([key, { required }]) => required && created.outputs[key] === undefined,
      );
      expect(missing.map(([key]) => key)).toEqual([]);
      expect(created.id).not.toMatch(/undefined|\[object|^$/);
      expect(JSON.stringify(created.outputs)).not.toMatch(/undefined|\[object/);
      const updated = updateResource(
        target(token, "x"),
        created.id,
        created.outputs,
        created.inputs,
        store,
        NOW,
      );
      const volatile = Object.keys(descriptors[token]?.recomputed ?? {});
      const stable = (outputs: ValueMap) =>
        Object.fromEntries(Object.entries(outputs).filter(([key]) => !volatile.includes(key)));
      expect(stable(updated)).toEqual(stable(created.outputs));
      deleteResource(target(token, "x"), created.id, created.outputs, store, NOW);
      expect(store.list()).toEqual(before);
    },
  );
});

describe("IDs", () => {
  it("are the same for the same URN, and differ while two of it exist", () => {
    const first = create("aws:ec2/vpc:Vpc", "v", { cidrBlock: "10.0.0.0/16" });
    const second = create("aws:ec2/vpc:Vpc", "v", { cidrBlock: "10.0.0.0/16" });
    expect(second.id).not.toBe(first.id);
    deleteResource(target("aws:ec2/vpc:Vpc", "v"), first.id, first.outputs, store, NOW);
    expect(create("aws:ec2/vpc:Vpc", "v", { cidrBlock: "10.0.0.0/16" }).id).toBe(first.id);
  });
});

describe("what AWS refuses", () => {
  const vpc = () => create("aws:ec2/vpc:Vpc", "v", { cidrBlock: "10.0.0.0/16" });

  it("is the deletion of what others need", () => {
    const { id, outputs } = vpc();
    const subnet = create("aws:ec2/subnet:Subnet", "s", { vpcId: id, cidrBlock: "10.0.0.0/24" });
    expect(() => deleteResource(target("aws:ec2/vpc:Vpc", "v"), id, outputs, store, NOW)).toThrow(
      `cannot be deleted while it is in use by: aws:ec2/subnet:Subnet ${subnet.id} (vpcId).`,
    );
    deleteResource(target("aws:ec2/subnet:Subnet", "s"), subnet.id, subnet.outputs, store, NOW);
    deleteResource(target("aws:ec2/vpc:Vpc", "v"), id, outputs, store, NOW);
  });

  it("is a name that is taken in its scope, and only there", () => {
    const { id } = vpc();
    create("aws:ec2/securityGroup:SecurityGroup", "a", { name: "same", vpcId: id });
    expect(() => create("aws:ec2/securityGroup:SecurityGroup", "b", { name: "same", vpcId: id })).toThrow(
      /exists already/,
    );
    create("aws:ec2/securityGroup:SecurityGroup", "c", { name: "same", vpcId: "vpc-other" });
    create("aws:cloudwatch/logGroup:LogGroup", "a", { name: "same" });
    expect(() => create("aws:cloudwatch/logGroup:LogGroup", "b", { name: "same" })).toThrow(
      /same exists already.*belongs to urn/,
    );
  });

  it("is a subnet outside its VPC, or over another", () => {
    const { id } = vpc();
    const outside = check("aws:ec2/subnet:Subnet", "s", { vpcId: id, cidrBlock: "10.1.0.0/24" });
    expect(outside.failures).toMatchObject([
      { property: "cidrBlock", reason: "10.1.0.0/24 is not inside the VPC's 10.0.0.0/16." },
    ]);
    create("aws:ec2/subnet:Subnet", "a", { vpcId: id, cidrBlock: "10.0.0.0/24" });
    expect(() => create("aws:ec2/subnet:Subnet", "b", { vpcId: id, cidrBlock: "10.0.0.0/25" })).toThrow(
      /overlaps with subnet-0/,
    );
  });

  it.each<[string, ValueMap, string]>([
    ["aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/8" }, "cidrBlock"],
    ["aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16", instanceTenancy: "shared" }, "instanceTenancy"],
    ["aws:kms/key:Key", { deletionWindowInDays: 5 }, "deletionWindowInDays"],
    ["aws:kms/key:Key", { policy: "{" }, "policy"],
    ["aws:kms/alias:Alias", { name: "key", targetKeyId: "x" }, "name"],
    ["aws:cloudwatch/logGroup:LogGroup", { retentionInDays: 10 }, "retentionInDays"],
    [
      "aws:cloudwatch/logGroup:LogGroup",
      { kmsKeyId: "arn:aws:kms:us-east-1:000000000000:key/x" },
      "kmsKeyId",
    ],
    ["aws:secretsmanager/secret:Secret", { recoveryWindowInDays: 3 }, "recoveryWindowInDays"],
    ["aws:sqs/queue:Queue", { name: "a.fifo" }, "name"],
    ["aws:sqs/queue:Queue", { visibilityTimeoutSeconds: 50_000 }, "visibilityTimeoutSeconds"],
    ["aws:lambda/function:Function", { role: AWS_ROLE, handler: "h", runtime: "x", timeout: 901 }, "timeout"],
    ["aws:lambda/function:Function", { role: AWS_ROLE, handler: "h" }, "runtime"],
    ["aws:rds/instance:Instance", { instanceClass: "db.t4g.micro", identifier: "Upper" }, "identifier"],
    [
      "aws:rds/instance:Instance",
      { instanceClass: "db.t4g.micro", manageMasterUserPassword: true, password: "p" },
      "password",
    ],
    [
      "aws:eks/cluster:Cluster",
      { roleArn: AWS_ROLE, vpcConfig: { subnetIds: ["a", "b"] }, enabledClusterLogTypes: ["all"] },
      "enabledClusterLogTypes",
    ],
    [
      "aws:ec2/vpcEndpoint:VpcEndpoint",
      { vpcId: "v", serviceName: "com.amazonaws.us-east-1.s3" },
      "serviceName",
    ],
    ["aws:iam/openIdConnectProvider:OpenIdConnectProvider", { url: "issuer", clientIdLists: [] }, "url"],
    [
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      { securityGroupId: "s", ipProtocol: "-1", cidrIpv4: "10.0.0.0/8", fromPort: 1, toPort: 1 },
      "ipProtocol",
    ],
  ])("is %s with %j", (type, inputs, property) => {
    expect(check(type, "x", inputs).failures.map((failure) => failure.property)).toEqual([property]);
  });

  it.each([
    ["aws:rds/instance:Instance", { instanceClass: "db.t4g.micro" }, /finalSnapshotIdentifier is required/],
    [
      "aws:rds/instance:Instance",
      { instanceClass: "db.t4g.micro", deletionProtection: true },
      /deletion protection is on/,
    ],
    [
      "aws:eks/cluster:Cluster",
      { roleArn: AWS_ROLE, vpcConfig: { subnetIds: ["a", "b"] }, deletionProtection: true },
      /deletion protection is on/,
    ],
  ])("is the deletion of %s with %j", (type, inputs, reason) => {
    const { id, outputs } = create(type, "x", inputs);
    expect(() => deleteResource(target(type, "x"), id, outputs, store, NOW)).toThrow(reason);
  });
});
