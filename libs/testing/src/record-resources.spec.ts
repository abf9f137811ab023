import { Subnet } from "@pulumi/aws/ec2/subnet.js";
import { Vpc } from "@pulumi/aws/ec2/vpc.js";
import { getAvailabilityZone, getAvailabilityZoneOutput } from "@pulumi/aws/getAvailabilityZone.js";
import { Provider } from "@pulumi/aws/provider.js";
import { Cluster } from "@pulumi/eks/cluster.js";
import { Provider as EksProvider } from "@pulumi/eks/provider.js";
import {
  ComponentResource,
  type ComponentResourceOptions,
  isSecret,
  ResourceHook,
  type ResourceTransform,
  secret,
} from "@pulumi/pulumi";
import { recordResources, UNKNOWN } from "./index.ts";

it("records inputs, providers and outputs, once everything is registered", async () => {
  const recording = await recordResources({
    project: "network",
    computed: ({ type }) => (type === "aws:ec2/subnet:Subnet" ? { ownerId: "me" } : {}),
  });
  const vpc = new Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
  const subnet = new Subnet("subnet", { vpcId: vpc.id }, { provider: new Provider("aws", {}) });
  await recording.settled();

  expect(recording.get("aws:ec2/subnet:Subnet", "subnet").inputs).toEqual({ vpcId: "vpc-id" });
  expect(recording.get("aws:ec2/subnet:Subnet", "subnet").provider).toMatch(/::aws::aws-id$/);
  expect(recording.get("aws:ec2/vpc:Vpc", "vpc").provider).toBe("");
  expect(await recording.valueOf(subnet.ownerId)).toBe("me");
  expect(() => recording.get("aws:ec2/vpc:Vpc", "x")).toThrow('No aws:ec2/vpc:Vpc "x". There is: vpc');
});

it("answers ids of the form that a test asks for, to those that depend on the resource too", async () => {
  const computed = ({ type }: { type: string }) => (type === "aws:ec2/vpc:Vpc" ? { id: "vpc-1" } : {});
  const recording = await recordResources({ project: "network", computed });
  const vpc = new Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
  const subnet = new Subnet("subnet", { vpcId: vpc.id });
  await recording.settled();
  expect(await recording.valueOf(vpc.id)).toBe("vpc-1");
  expect(recording.get("aws:ec2/subnet:Subnet", "subnet").inputs).toEqual({ vpcId: "vpc-1" });
  expect(await recording.valueOf(subnet.id)).toBe("subnet-id");

  await recordResources({ project: "network", computed, preview: true });
  const planned = new Vpc("vpc", { cidrBlock: "10.0.0.0/16" });
  expect(await recording.valueOf(planned.id)).toBeUndefined();
});

class Network extends ComponentResource {
  readonly subnet: Subnet;
  constructor(name: string, options?: ComponentResourceOptions) {
    super("test:index:Network", name, {}, options);
    const vpc = new Vpc(name, { cidrBlock: "10.0.0.0/16" }, { parent: this });
    this.subnet = new Subnet(name, { vpcId: vpc.id, tags: { Vpc: vpc.arn } }, { parent: vpc });
    this.registerOutputs({});
  }
}

it("records parents: a component's children, and theirs", async () => {
  const recording = await recordResources({ project: "network" });
  const provider = new Provider("aws", {});
  new Network("main", { provider });
  new Network("other");
  await recording.settled();

  expect(
    recording
      .childrenOf()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(["aws", "main", "other"]);
  const component = recording.get("test:index:Network", "main");
  const [vpc] = recording.childrenOf(component);
  expect(vpc).toMatchObject({ type: "aws:ec2/vpc:Vpc", parent: component.urn, custom: true });
  expect(recording.childrenOf(vpc)).toEqual([recording.get("aws:ec2/subnet:Subnet", "main")]);
  expect(component).toMatchObject({ custom: false, remote: false });
  expect(vpc?.provider).toContain("::aws::");
});

it("records which providers a remote component hands down", async () => {
  const recording = await recordResources({ project: "eks" });
  const aws = new Provider("aws", {});
  new Cluster("main", {}, { provider: new EksProvider("eks", {}), providers: { aws } });
  await recording.settled();
  expect(recording.get("eks:index:Cluster", "main")).toMatchObject({
    remote: true,
    providers: { aws: expect.stringContaining("::aws::aws-id") as unknown },
  });
});

it("in a preview knows what the program gives, and nothing that only the cloud knows", async () => {
  const recording = await recordResources({
    project: "network",
    preview: true,
    computed: ({ type }) => (type === "aws:ec2/vpc:Vpc" ? { ownerId: "me" } : {}),
  });
  const { subnet } = new Network("main");
  const vpc = new Vpc("second", { cidrBlock: "10.1.0.0/16" });
  await recording.settled();
  expect(recording.get("aws:ec2/subnet:Subnet", "main").inputs).toEqual({
    vpcId: UNKNOWN,
    tags: { Vpc: UNKNOWN },
  });
  expect(await recording.valueOf(subnet.id)).toBeUndefined();
  expect(await recording.valueOf(vpc.arn)).toBeUndefined();
  expect(await recording.valueOf(vpc.cidrBlock)).toBe("10.1.0.0/16");
  expect(await recording.valueOf(vpc.ownerId)).toBe("me");
});

it("names the inputs that are secret, and gives their plain values", async () => {
  const recording = await recordResources({ project: "network" });
  const tags = { Name: secret("hidden") };
  const vpc = new Vpc("vpc", { cidrBlock: "10.0.0.0/16", tags });
  await recording.settled();
  expect(recording.get("aws:ec2/vpc:Vpc", "vpc")).toMatchObject({
    inputs: { cidrBlock: "10.0.0.0/16", tags: { Name: "hidden" } },
    secretInputs: ["tags"],
  });
  expect(await isSecret(vpc.tags)).toBe(true);
});

it("answers functions as the test says, and no others", async () => {
  const recording = await recordResources({
    project: "network",
    call: (token, { name }) => ({ id: `${token} ${String(name)}` }),
  });
  const { id } = getAvailabilityZoneOutput({ name: "eu-central-1a" });
  expect(await recording.valueOf(id)).toBe("aws:index/getAvailabilityZone:getAvailabilityZone eu-central-1a");
  await recording.settled();
  await recordResources({ project: "network" });
  await expect(getAvailabilityZone({ name: "eu-central-1a" })).rejects.toThrow(
    /calls aws:index\/getAvailabilityZone:getAvailabilityZone, which this test does not expect/,
  );
});

it("records the transforms that a resource is given, for a test to call", async () => {
  const recording = await recordResources({ project: "eks" });
  const transform: ResourceTransform = ({ opts }) => ({ props: { changed: true }, opts });
  new Cluster("main", {}, { transforms: [transform] });
  new Cluster("other", {});
  await recording.settled();

  expect(recording.get("eks:index:Cluster", "main").transforms).toEqual([transform]);
  expect(recording.get("eks:index:Cluster", "main").inputs).not.toHaveProperty("changed");
  expect(recording.get("eks:index:Cluster", "other").transforms).toEqual([]);
});

it("accepts hooks, and runs none", async () => {
  const recording = await recordResources({ project: "network" });
  const run = { before: false };
  const hook = new ResourceHook("hook", () => {
    run.before = true;
  });
  new Vpc("vpc", { cidrBlock: "10.0.0.0/16" }, { hooks: { beforeCreate: [hook] } });
  await recording.settled();

  expect(recording.get("aws:ec2/vpc:Vpc", "vpc").inputs).toEqual({ cidrBlock: "10.0.0.0/16" });
  expect(run.before).toBe(false);
});
