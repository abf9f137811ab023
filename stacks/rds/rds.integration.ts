import networkContract from "@strata/network/contract";
import secretsContract from "@strata/secrets/contract";
import { ephemeralStack, stubUpstream } from "@strata/testing/ephemeral-stack";

const accountId = "000000000000";
const isolatedSubnetIds = ["subnet-1", "subnet-2", "subnet-3"];
const network = stubUpstream(networkContract, {
  vpcs: { "workloads/eu-central-1": { vpcId: "vpc-1", isolatedSubnetIds, accountId } },
});

const keysIn = (region: string) => {
  const arn = (purpose: string) => `arn:aws:kms:${region}:${accountId}:key/${purpose}`;
  return { data: arn("data"), logs: arn("logs"), secrets: arn("secrets") };
};
const secrets = stubUpstream(secretsContract, {
  keys: {
    "workloads/eu-central-1": keysIn("eu-central-1"),
    "workloads/eu-west-1": keysIn("eu-west-1"),
  },
});

it("puts the database into the isolated subnets of its upstream, encrypted with its key", async () => {
  await using stack = await ephemeralStack({ folder: import.meta.dirname, upstreams: [secrets, network] });
  await stack.up();

  const cloud = await stack.cloud();
  const outputsOf = (type: string) =>
    cloud.filter((resource) => resource.type === type).map(({ outputs }) => outputs);
  expect(outputsOf("aws:rds/subnetGroup:SubnetGroup")).toMatchObject([{ subnetIds: isolatedSubnetIds }]);
  const instances = outputsOf("aws:rds/instance:Instance");
  expect(instances).toMatchObject([{ kmsKeyId: keysIn("eu-central-1").data, publiclyAccessible: false }]);
  const { address, resourceId } = await stack.outputs();
  expect(instances).toMatchObject([{ address, resourceId }]);
});

it("makes nothing without one of its upstreams, and says which", async () => {
  await using stack = await ephemeralStack({ folder: import.meta.dirname, upstreams: [secrets] });
  await expect(stack.up()).rejects.toThrow(/network is not deployed.*Deploy it first/s);
  expect(await stack.cloud()).toEqual([]);
});
