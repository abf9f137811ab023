import { Provider } from "@pulumi/aws/provider.js";
import { type Recording, recordResources } from "@strata/testing";
import { Network, type NetworkArgs } from "./network.ts";

const args: NetworkArgs = {
  environment: "dev",
  accountId: "111111111111",
  region: "eu-central-1",
  cidrBlock: "10.0.0.0/16",
  zones: ["a", "b", "c"],
  nat: "onePerAz",
  interfaceEndpoints: ["secretsmanager", "ecr.api"],
  flowLogRetentionInDays: 90,
  logsKeyArn: "arn:aws:kms:eu-central-1:111111111111:key/logs",
};

async function build(
  changes: Partial<NetworkArgs> = {},
): Promise<{ recording: Recording; network: Network }> {
  const recording = await recordResources({ project: "network" });
  const network = new Network("network", { ...args, ...changes }, { provider: new Provider("aws", {}) });
  await recording.settled();
  return { recording, network };
}

const namesOf = (recording: Recording, type: string) => recording.ofType(type).map((it) => it.name);

describe("Network", () => {
  it("binds every resource to the provider it is given", async () => {
    const { recording } = await build();
    const custom = recording.resources.filter((it) => it.custom && !it.type.startsWith("pulumi:providers:"));
    expect(custom.length).toBeGreaterThan(40);
    expect(custom.filter((it) => !it.provider.includes("pulumi:providers:aws::aws::"))).toEqual([]);
  });

  it("has a subnet for each tier and zone, named after both, and publishes them in the order of the zones", async () => {
    const { recording, network } = await build({ zones: ["b", "a"] });
    expect(namesOf(recording, "aws:ec2/subnet:Subnet").sort()).toEqual([
      "network-isolated-a",
      "network-isolated-b",
      "network-private-a",
      "network-private-b",
      "network-public-a",
      "network-public-b",
    ]);
    expect(network.availabilityZones).toEqual(["eu-central-1b", "eu-central-1a"]);
    const ids = await Promise.all(network.subnetIds.private.map((id) => recording.valueOf(id)));
    expect(ids).toEqual(["network-private-b-id", "network-private-a-id"]);
  });

  it("changes no subnet when a zone is added", async () => {
    const subnets = async (zones: NetworkArgs["zones"]) =>
      (await build({ zones })).recording.ofType("aws:ec2/subnet:Subnet");
    const more = await subnets(["a", "b", "c"]);
    for (const subnet of await subnets(["a", "c"])) expect(more).toContainEqual(subnet);
  });

  it("tags the subnets where Kubernetes puts load balancers, and no other", async () => {
    const { recording } = await build();
    const tagsOf = (name: string) => recording.get("aws:ec2/subnet:Subnet", name).inputs["tags"];
    expect(tagsOf("network-public-a")).toMatchObject({ "kubernetes.io/role/elb": "1" });
    expect(tagsOf("network-private-a")).toMatchObject({ "kubernetes.io/role/internal-elb": "1" });
    expect(Object.keys(tagsOf("network-isolated-a") as object)).toEqual(["Name", "Tier"]);
  });

  it.each([
    ["none", [], {}],
    ["single", ["network-nat-a"], { a: "a", b: "a", c: "a" }],
    ["onePerAz", ["network-nat-a", "network-nat-b", "network-nat-c"], { a: "a", b: "b", c: "c" }],
  ] as const)("routes private subnets through NAT strategy %s", async (nat, gateways, routes) => {
    const { recording } = await build({ nat });
    expect(namesOf(recording, "aws:ec2/natGateway:NatGateway")).toEqual(gateways);
    const through = recording
      .ofType("aws:ec2/route:Route")
      .filter((it) => it.inputs["natGatewayId"] !== undefined)
      .map((it) => [it.name.charAt("network-private-".length), it.inputs["natGatewayId"]]);
    const expected = Object.entries(routes).map(([zone, gateway]) => [zone, `network-nat-${gateway}-id`]);
    expect(through).toEqual(expected);
  });

  it("gives isolated subnets a table of their own without any route", async () => {
    const { recording } = await build();
    const associations = recording.ofType("aws:ec2/routeTableAssociation:RouteTableAssociation");
    expect(associations).toHaveLength(9);
    const isolated = associations.filter((it) => it.inputs["routeTableId"] === "network-isolated-id");
    expect(isolated.map((it) => it.inputs["subnetId"])).toEqual([
      "network-isolated-a-id",
      "network-isolated-b-id",
      "network-isolated-c-id",
    ]);
    const routed = recording.ofType("aws:ec2/route:Route").map((it) => it.inputs["routeTableId"]);
    expect(routed).not.toContain("network-isolated-id");
  });

  it("reaches S3 and DynamoDB from every private and isolated table, other services as asked", async () => {
    const { recording } = await build();
    const tables = ["a", "b", "c"].map((zone) => `network-private-${zone}-id`).concat("network-isolated-id");
    for (const service of ["s3", "dynamodb"]) {
      const endpoint = recording.get("aws:ec2/vpcEndpoint:VpcEndpoint", `network-${service}`);
      expect(endpoint.inputs).toMatchObject({ vpcEndpointType: "Gateway", routeTableIds: tables });
    }
    expect(recording.get("aws:ec2/vpcEndpoint:VpcEndpoint", "network-ecr.api").inputs).toMatchObject({
      vpcEndpointType: "Interface",
      serviceName: "com.amazonaws.eu-central-1.ecr.api",
      securityGroupIds: ["network-endpoints-id"],
    });
  });

  it("locks the default security group, and logs all traffic with the key of the logs", async () => {
    const { recording } = await build();
    const locked = recording.get("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "network-default");
    expect(locked.inputs).toMatchObject({ ingress: [], egress: [] });
    expect(recording.get("aws:cloudwatch/logGroup:LogGroup", "network-flow-log").inputs).toMatchObject({
      name: "/strata/dev/network/flow-log",
      kmsKeyId: args.logsKeyArn,
      retentionInDays: 90,
    });
    expect(recording.get("aws:ec2/flowLog:FlowLog", "network-flow-log").inputs["trafficType"]).toBe("ALL");
    const { policy } = recording.get("aws:iam/rolePolicy:RolePolicy", "network-flow-log").inputs;
    const group = "arn:aws:mock:eu-central-1:111111111111:network-flow-log";
    expect(JSON.parse(String(policy))).toMatchObject({ Statement: [{ Resource: [group, `${group}:*`] }] });
  });
});
