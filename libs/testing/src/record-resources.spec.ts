import { Vpc } from "@pulumi/aws/ec2/vpc.js";
import { Subnet } from "@pulumi/aws/ec2/subnet.js";
import { Provider } from "@pulumi/aws/provider.js";
import { recordResources } from "./index.ts";

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
