import { type Output, output } from "@pulumi/pulumi";
import { UNKNOWN } from "@strata/testing";
import { unknown } from "@pulumi/pulumi/output.js";
import { nodeGroup, recordCluster } from "./cluster-fixture.ts";
import type { NodeGroupConfig } from "./node-config.ts";

const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

async function groups(nodeGroups: Record<string, NodeGroupConfig>) {
  return (await recordCluster({ nodeGroups })).recording;
}

const inputsOf = async (changes: Partial<NodeGroupConfig>, type = NODE_GROUP) =>
  (await groups({ nodes: nodeGroup(changes) })).get(type, "kubernetes-nodes").inputs;

it("puts nodes into private subnets, with a role and a launch template of their own", async () => {
  expect(await inputsOf({})).toEqual({
    clusterName: "strata-dev",
    nodeRoleArn: "arn:aws:mock:eu-central-1:111111111111:kubernetes-nodes",
    subnetIds: ["subnet-private-a", "subnet-private-b"],
    instanceTypes: ["m7g.large"],
    amiType: "AL2023_ARM_64_STANDARD",
    capacityType: "ON_DEMAND",
    version: "1.34",
    scalingConfig: { minSize: 2, maxSize: 6, desiredSize: 3 },
    labels: {},
    taints: [],
    updateConfig: { maxUnavailable: 1 },
    nodeRepairConfig: { enabled: true },
    launchTemplate: { id: "kubernetes-nodes-id", version: "3" },
  });
});

it("takes everything else from the configuration", async () => {
  const taints = [{ key: "dedicated", value: "batch", effect: "NO_SCHEDULE" as const }];
  expect(
    await inputsOf({
      instanceTypes: ["m7i.large", "m7a.large"],
      operatingSystem: "BOTTLEROCKET",
      capacityType: "SPOT",
      maxUnavailable: 3,
      repair: false,
      labels: { team: "shop" },
      taints,
    }),
  ).toMatchObject({
    amiType: "BOTTLEROCKET_x86_64",
    capacityType: "SPOT",
    updateConfig: { maxUnavailable: 3 },
    nodeRepairConfig: { enabled: false },
    labels: { team: "shop" },
    taints,
  });
});

it("keeps metadata out of reach of pods, and encrypts and tags what a node is made of", async () => {
  const template = await inputsOf({ volumeSize: 80 }, TEMPLATE);
  expect(template).toMatchObject({
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1, httpEndpoint: "enabled" },
    blockDeviceMappings: [
      {
        deviceName: "/dev/xvda",
        ebs: { encrypted: "true", kmsKeyId: "arn:data", volumeType: "gp3", volumeSize: 80 },
      },
    ],
  });
  expect(template["tagSpecifications"]).toEqual(
    ["instance", "volume", "network-interface"].map((resourceType) => ({
      resourceType,
      tags: { Name: "strata-dev-nodes", Owner: "platform", Stack: "eks" },
    })),
  );
});

it("sizes the volume of Bottlerocket that has images and pods, and encrypts both", async () => {
  const { blockDeviceMappings } = await inputsOf(
    { operatingSystem: "BOTTLEROCKET", volumeSize: 80 },
    TEMPLATE,
  );
  const encrypted = { encrypted: "true", kmsKeyId: "arn:data" };
  expect(blockDeviceMappings).toEqual([
    { deviceName: "/dev/xvda", ebs: expect.not.objectContaining({ volumeSize: 80 }) },
    { deviceName: "/dev/xvdb", ebs: expect.objectContaining({ ...encrypted, volumeSize: 80 }) },
  ]);
  expect(blockDeviceMappings).toMatchObject([{ ebs: encrypted }, { ebs: encrypted }]);
});

it("makes each group by its name, whatever others there are", async () => {
  const alone = await groups({ nodes: nodeGroup() });
  const both = await groups({ batch: nodeGroup({ capacityType: "SPOT" }), nodes: nodeGroup() });
  for (const type of [NODE_GROUP, TEMPLATE]) {
    expect(both.ofType(type).map(({ name }) => name)).toEqual(["kubernetes-batch", "kubernetes-nodes"]);
    expect(both.get(type, "kubernetes-nodes").inputs).toEqual(alone.get(type, "kubernetes-nodes").inputs);
  }
});

it("keeps a group that says its zones in the subnets of these", async () => {
  const { recording } = await recordCluster({
    availabilityZones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
    privateSubnetIds: ["subnet-a", "subnet-b", "subnet-c"],
    nodeGroups: {
      nodes: nodeGroup({ availabilityZones: ["eu-central-1c", "eu-central-1a"] }),
      all: nodeGroup(),
    },
  });
  const subnetsOf = (name: string) => recording.get(NODE_GROUP, name).inputs["subnetIds"];
  expect(subnetsOf("kubernetes-nodes")).toEqual(["subnet-a", "subnet-c"]);
  expect(subnetsOf("kubernetes-all")).toEqual(["subnet-a", "subnet-b", "subnet-c"]);
});

it("knows the subnets of its zones while that of another is still to come", async () => {
  const ids = ["subnet-a", "subnet-b", unknown as unknown as string];
  const { recording } = await recordCluster(
    {
      availabilityZones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
      privateSubnetIds: output(ids) as Output<string[]>,
      nodeGroups: { nodes: nodeGroup({ availabilityZones: ["eu-central-1a", "eu-central-1b"] }) },
    },
    { preview: true },
  );
  expect(recording.get(NODE_GROUP, "kubernetes-nodes").inputs["subnetIds"]).toEqual(["subnet-a", "subnet-b"]);
});

it("does not know the subnets before the network is there", async () => {
  const notKnown = output(unknown as unknown as string[]) as Output<string[]>;
  const { recording } = await recordCluster(
    { privateSubnetIds: notKnown, availabilityZones: notKnown },
    { preview: true },
  );
  expect(recording.get(NODE_GROUP, "kubernetes-nodes").inputs["subnetIds"]).toBe(UNKNOWN);
});
