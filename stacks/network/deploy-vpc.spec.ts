import { Provider } from "@pulumi/aws/provider.js";
import { recordResources } from "@strata/testing";
import contract from "./contract.ts";
import { deployVpc, type VpcArgs } from "./deploy-vpc.ts";
import { args } from "./test-context.ts";

const OPTIONS = "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions";

async function deploy(changes: Partial<VpcArgs> = {}) {
  const recording = await recordResources({ project: "network", stack: "local" });
  const { zones, nat, interfaceEndpoints, flowLogRetentionInDays, logsKeyArn } = args;
  const settings = { zones, nat, interfaceEndpoints, flowLogRetentionInDays, logsKeyArn };
  const outputs = deployVpc(
    "net",
    {
      ...settings,
      environment: "local",
      route: { account: "shared", region: "eu-west-1" },
      natAllocationIds: {},
      blockPublicAccess: "off",
      ...changes,
    },
    { provider: new Provider("aws", {}) },
  );
  await recording.settled();
  return { recording, outputs };
}

it("takes account, region and addresses of a route from the catalogue", async () => {
  const { recording, outputs } = await deploy();
  expect(outputs).toMatchObject({
    accountId: "000000000001",
    region: "eu-west-1",
    vpcCidrBlock: "10.9.0.0/16",
    availabilityZones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
  });
  expect(recording.get("aws:ec2/vpc:Vpc", "net").inputs["cidrBlock"]).toBe("10.9.0.0/16");
});

it("gives all that the contract promises of a route, and nothing else", async () => {
  const { outputs } = await deploy();
  const { valueType } = contract.schema.shape.vpcs;
  expect(Object.keys(outputs).sort()).toEqual(Object.keys(valueType.shape).sort());
});

it("hands a route its own addresses, not those of another", async () => {
  const own = { a: "eipalloc-0a", b: "eipalloc-0b", c: "eipalloc-0c" };
  const with_ = async (natAllocationIds: VpcArgs["natAllocationIds"]) =>
    (await deploy({ natAllocationIds })).recording
      .ofType("aws:ec2/natGateway:NatGateway")
      .map(({ inputs }) => inputs["allocationId"]);
  expect(await with_({ "shared/eu-west-1": own })).toEqual(Object.values(own));
  expect(await with_({ "workloads/eu-west-1": own })).not.toContain("eipalloc-0a");
});

it("turns public traffic away where that is asked for, once in the account and region", async () => {
  expect((await deploy()).recording.ofType(OPTIONS)).toEqual([]);
  const { recording } = await deploy({ blockPublicAccess: "ingress" });
  expect(recording.ofType(OPTIONS)).toMatchObject([
    { inputs: { internetGatewayBlockMode: "block-ingress" }, provider: expect.stringContaining("::aws::") },
  ]);
});

it("says where a route gets its addresses if it has none", async () => {
  const route = { account: "workloads", region: "us-east-1" } as unknown as VpcArgs["route"];
  await expect(deploy({ route })).rejects.toThrow(
    /workloads\/us-east-1 has no addresses in "local"\. .*libs\/environment\/src\/definitions\.ts/,
  );
});
