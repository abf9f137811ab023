import { Provider } from "@pulumi/aws/provider.js";
import { type Recording, recordResources, resourceList, UNKNOWN } from "@strata/testing";
import { Network, type NetworkArgs } from "./network.ts";
import { args } from "./test-context.ts";

async function build(
  changes: Partial<NetworkArgs> = {},
  { preview = false, computed: more = {} }: { preview?: boolean; computed?: Record<string, unknown> } = {},
): Promise<{ recording: Recording; network: Network }> {
  const computed = () => (preview ? {} : { regionalNatGatewayAddresses: [], ...more });
  const recording = await recordResources({ project: "network", preview, computed });
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

  it("asks a pool of IPAM for its block, where it has one, and plans the same subnets", async () => {
    const vpc = async (changes: Partial<NetworkArgs>) => (await build(changes)).recording;
    const pooled = await vpc({ ipamPoolId: "ipam-pool-0a1b" });
    const { inputs } = pooled.get("aws:ec2/vpc:Vpc", "network");
    expect(inputs).toMatchObject({ cidrBlock: args.cidrBlock, ipv4IpamPoolId: "ipam-pool-0a1b" });
    const subnets = "aws:ec2/subnet:Subnet";
    const plain = await vpc({});
    expect(pooled.ofType(subnets)).toEqual(plain.ofType(subnets));
    expect(plain.get("aws:ec2/vpc:Vpc", "network").inputs).not.toHaveProperty("ipv4IpamPoolId");
  });

  it("tags the subnets where Kubernetes puts load balancers, and no other", async () => {
    const { recording } = await build();
    const tagsOf = (name: string) => recording.get("aws:ec2/subnet:Subnet", name).inputs["tags"];
    expect(tagsOf("network-public-a")).toMatchObject({ "kubernetes.io/role/elb": "1" });
    expect(tagsOf("network-private-a")).toMatchObject({ "kubernetes.io/role/internal-elb": "1" });
    expect(Object.keys(tagsOf("network-isolated-a") as object)).toEqual(["Name", "Tier"]);
  });

  it("locks the default security group", async () => {
    const { recording } = await build();
    const locked = recording.get("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "network-default");
    expect(locked.inputs).toMatchObject({ vpcId: "network-id", ingress: [], egress: [] });
  });

  it("keeps what exists when a zone is added or NAT changes: the same resources, and none is moved", async () => {
    const resources = async (changes: Partial<NetworkArgs>) => {
      const { recording } = await build(changes);
      return new Map(recording.resources.map(({ type, name, inputs }) => [`${type} ${name}`, inputs]));
    };
    const before = await resources({ zones: ["a", "b"], nat: "onePerAz" });
    const after = await resources({ zones: ["a", "b", "c"], nat: "onePerAz" });
    const changed = [...before]
      .filter(([key, inputs]) => !isSame(after.get(key), inputs))
      .map(([key]) => key);
    // They list the subnets or the tables of all zones, and are updated.
    expect(changed.filter((key) => !key.startsWith("aws:ec2/vpcEndpoint:VpcEndpoint"))).toEqual([]);
  });

  it("gives every subnet IPv6 addresses where it is to have them, and no way in to private ones", async () => {
    const vpc = { ipv6CidrBlock: "2001:db8:1234:1a00::/56" };
    const { recording } = await build({ zones: ["a", "b"], ipv6: true }, { computed: vpc });
    expect(recording.get("aws:ec2/vpc:Vpc", "network").inputs["assignGeneratedIpv6CidrBlock"]).toBe(true);
    const blocks = recording.ofType("aws:ec2/subnet:Subnet").map((it) => it.inputs["ipv6CidrBlock"]);
    expect(new Set(blocks).size).toBe(6);
    const ways = recording
      .ofType("aws:ec2/route:Route")
      .filter(({ inputs }) => inputs["destinationIpv6CidrBlock"] === "::/0")
      .map(({ inputs }) => [
        inputs["routeTableId"],
        inputs["gatewayId"] === undefined ? "out only" : "in and out",
      ]);
    expect(Object.fromEntries(ways)).toEqual({
      "network-public-id": "in and out",
      "network-private-a-id": "out only",
      "network-private-b-id": "out only",
    });
    expect(namesOf(recording, "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway")).toEqual([
      "network",
    ]);
  });

  it("knows in a preview that there will be IPv6, but not yet which block", async () => {
    const { recording } = await build({ ipv6: true }, { preview: true });
    const { inputs } = recording.get("aws:ec2/subnet:Subnet", "network-private-a");
    expect(inputs).toMatchObject({ ipv6CidrBlock: UNKNOWN, assignIpv6AddressOnCreation: true });
    const { recording: without } = await build({});
    expect(without.get("aws:ec2/subnet:Subnet", "network-private-a").inputs).not.toHaveProperty(
      "ipv6CidrBlock",
    );
  });

  it("is laid out as this, which a reviewer reads", async () => {
    const { recording } = await build({ zones: ["a", "b"] });
    expect(resourceList(recording)).toMatchSnapshot();
  });

  it.each(["onePerAz", "regional"] as const)(
    "has the same resources in a preview that knows no ID yet, with NAT %s",
    async (nat) => {
      const { recording: known } = await build({ nat });
      const { recording, network } = await build({ nat }, { preview: true });
      expect(resourceList(recording)).toBe(resourceList(known));
      expect(recording.get("aws:ec2/subnet:Subnet", "network-private-b").inputs).toMatchObject({
        vpcId: UNKNOWN,
        cidrBlock: "10.0.64.0/19",
        availabilityZone: "eu-central-1b",
      });
      expect(network.freeCidrBlocks).toHaveLength(4);
      expect(await recording.valueOf(network.vpcId)).toBeUndefined();
    },
  );
});

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
