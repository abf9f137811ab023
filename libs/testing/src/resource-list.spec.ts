import { Subnet } from "@pulumi/aws/ec2/subnet.js";
import { Vpc } from "@pulumi/aws/ec2/vpc.js";
import { Provider } from "@pulumi/aws/provider.js";
import { ComponentResource } from "@pulumi/pulumi";
import { recordResources, resourceList } from "./index.ts";

class Network extends ComponentResource {
  constructor(name: string) {
    super("test:index:Network", name);
    const vpc = new Vpc(`${name}::vpc`, { cidrBlock: "10.0.0.0/16" }, { parent: this });
    for (const subnet of ["z", "a"])
      new Subnet(`${name}-${subnet}`, { vpcId: vpc.id }, { parent: subnet === "z" ? vpc : this });
    this.registerOutputs({});
  }
}

it("lists resources by parent, type and name", async () => {
  const recording = await recordResources({ project: "network" });
  new Network("one");
  new Vpc("Vpc", { cidrBlock: "10.0.0.0/16" });
  new Vpc("another", { cidrBlock: "10.0.0.0/16" });
  new Provider("aws", {});
  await recording.settled();
  expect(resourceList(recording)).toBe(`aws:ec2/vpc:Vpc  Vpc
aws:ec2/vpc:Vpc  another
pulumi:providers:aws  aws
test:index:Network  one
aws:ec2/subnet:Subnet  one-a  (one)
aws:ec2/vpc:Vpc  one::vpc  (one)
aws:ec2/subnet:Subnet  one-z  (one::vpc)`);
});

it("is the same whatever the order of registration", async () => {
  const recording = await recordResources({ project: "network" });
  new Network("one");
  new Network("two");
  await recording.settled();
  const reversed = { resources: recording.resources.toReversed() };
  expect(resourceList(reversed)).toBe(resourceList(recording));
  expect(resourceList({ resources: [] })).toBe("");
});
