import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { World } from "../corpus/world.ts";
import { Secret, type ValueMap } from "../protocol/values.ts";
import { descriptors } from "../resources/index.ts";
import { Store } from "../store/store.ts";
import { cloudOf } from "./cloud.ts";
import { invoke } from "./index.ts";
import { embeddedTypes } from "../resources/embedded-types.ts";
import { LOOKUPS } from "./lookups.ts";

let folder: string;
let store: Store;
let world: World;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "strata-look-up-"));
  store = new Store(join(folder, "cloud.sqlite"));
  world = new World(embeddedTypes(), store);
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

function run(name: string, args: ValueMap): ValueMap {
  const { instance } = world.target("aws:ec2/vpc:Vpc", "x");
  const [module = "", member = ""] = name.split("/");
  const token = `aws:${module}/${member}:${member}`;
  return invoke(
    token,
    world.resolve(args),
    instance,
    cloudOf(() => store, instance),
  ).result;
}
const value = (text: string) => world.resolve({ text }).text;

describe("functions that read resources", () => {
  it.each<[string, ValueMap, ValueMap]>([
    ["ec2/getVpc", { id: "<vpc>" }, { arn: "<vpc.arn>", cidrBlock: "10.0.0.0/16", region: "eu-central-1" }],
    [
      "ec2/getVpc",
      { cidrBlock: "10.0.0.0/16", region: "us-east-1" },
      { id: "<vpcOfOtherRegion>", region: "us-east-1" },
    ],
    [
      "ec2/getSubnet",
      { filters: [{ name: "availability-zone", values: ["*a"] }] },
      { id: "<subnetA>", vpcId: "<vpc>" },
    ],
    ["ec2/getSecurityGroup", { name: "taken-group", vpcId: "<vpc>" }, { id: "<securityGroup>" }],
    [
      "kms/getKey",
      { keyId: "<key>" },
      { arn: "<key.arn>", keyState: "Enabled", awsAccountId: "000000000000" },
    ],
    ["iam/getRole", { name: "taken-role" }, { arn: "<role.arn>", path: "/" }],
    ["eks/getClusterAuth", { name: "main" }, { token: expect.stringMatching(/^k8s-aws-v1\./) as never }],
    ["secretsmanager/getSecret", { name: "taken-secret" }, { arn: "<secret>" }],
    ["cloudwatch/getLogGroup", { name: "taken-log-group" }, { retentionInDays: 0 }],
    ["lambda/getFunction", { functionName: "check" }, { arn: "<function.arn>", runtime: "nodejs22.x" }],
    ["sqs/getQueue", { name: "taken-queue" }, { url: "<queue>" }],
    [
      "rds/getInstance",
      { dbInstanceIdentifier: "orders" },
      { dbInstanceClass: "db.t4g.micro", address: "<database.address>" },
    ],
  ])("%s %j", (name, args, expected) => {
    const result = Object.fromEntries(
      Object.entries(expected).map(([key, text]) => [key, typeof text === "string" ? value(text) : text]),
    );
    expect(run(name, args)).toMatchObject(result);
  });

  it("give lists of one of what the resource has once", () => {
    const cluster = run("eks/getCluster", { name: "main" });
    expect(cluster.certificateAuthorities).toEqual([{ data: expect.any(String) }]);
    expect(cluster.vpcConfig).toMatchObject({ vpcId: value("<vpc>") });
  });

  it("give the IDs of all subnets that fit", () => {
    const filters = [{ name: "vpc-id", values: [value("<vpc>") as string] }];
    expect(new Set(run("ec2/getSubnets", { filters }).ids as string[])).toEqual(
      new Set([value("<subnetA>"), value("<subnetB>")]),
    );
    expect(run("ec2/getSubnets", { filters, tags: { Tier: "private" } }).ids).toEqual([]);
  });

  it("fail where there is none, or more than one, with what there is", () => {
    expect(() => run("iam/getRole", { name: "nobody" })).toThrow(
      /there is no aws:iam\/role:Role for {"name":"nobody"} in account 000000000000.* There are: taken-role\.$/,
    );
    expect(() => run("ec2/getSubnet", {})).toThrow(/there is 2 aws:ec2\/subnet:Subnet/);
    expect(() => run("ec2/getVpc", { default: true })).toThrow(/there is no aws:ec2\/vpc:Vpc/);
    expect(() => run("ec2/getSubnet", { filters: [{ name: "outpost-arn", values: ["x"] }] })).toThrow(
      /the filter outpost-arn yet.*ec2-filters\.ts/,
    );
  });

  it("do not give secrets, of which only a digest is kept", () => {
    const parameter = { name: "/app/token", type: "SecureString", value: new Secret("hidden") };
    world.create("aws:ssm/parameter:Parameter", parameter, "parameter");
    expect(() => run("ssm/getParameter", { name: "/app/token" })).toThrow(/value of \/app\/token is secret/);
    world.create("aws:ssm/parameter:Parameter", { name: "/app/mode", type: "String", value: "on" }, "mode");
    expect(run("ssm/getParameter", { name: "/app/mode" })).toMatchObject({
      value: "on",
      insecureValue: "on",
      version: 1,
    });
  });

  it("are of types that are described", () => {
    expect(Object.values(LOOKUPS).filter(({ type }) => !(type in descriptors))).toEqual([]);
  });
});
