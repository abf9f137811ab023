import { Provider } from "@pulumi/aws/provider.js";
import { type Recording, recordResources, resourceList, UNKNOWN } from "@strata/testing";
import { podBlockOf, ZONES } from "./cidr-plan.ts";
import { Network, type NetworkArgs } from "./network.ts";
import { args } from "./test-context.ts";

const ASSOCIATION = "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation";
const FIRST = "100.64.0.0/16";
const SECOND = "100.65.0.0/20";

async function build(
  secondaryCidrBlocks: readonly string[],
  { preview = false, ...changes }: Partial<NetworkArgs> & { preview?: boolean } = {},
) {
  const recording = await recordResources({ project: "network", preview });
  const given: NetworkArgs = { ...args, zones: ["a", "b"], ...changes, secondaryCidrBlocks };
  const network = new Network("network", given, { provider: new Provider("aws", {}) });
  await recording.settled();
  return { recording, network };
}

const all = ({ resources }: Recording) =>
  new Map(resources.map(({ type, name, inputs }) => [`${type} ${name}`, inputs]));

/** What a second network has more than a first one, and what of the first it changes. */
async function difference(fewer: readonly string[], more: readonly string[]) {
  const { recording } = await build(more);
  const [before, after] = [all((await build(fewer)).recording), all(recording)];
  const changed = [...before].filter(([key, it]) => JSON.stringify(after.get(key)) !== JSON.stringify(it));
  return { changed, added: [...after.keys()].filter((key) => !before.has(key)).sort() };
}

it("adds to a network that exists, and changes nothing of it", async () => {
  const { changed, added } = await difference([], [FIRST]);
  expect(changed).toEqual([]);
  expect(added).toMatchSnapshot();
  expect((await difference([FIRST], [FIRST, SECOND])).changed).toEqual([]);
});

it("has a quarter of each block for each zone letter, which never moves", () => {
  expect(ZONES.map((zone) => podBlockOf(FIRST, zone))).toEqual([
    "100.64.0.0/18",
    "100.64.64.0/18",
    "100.64.128.0/18",
    "100.64.192.0/18",
  ]);
  expect(podBlockOf("100.65.0.0/26", "d")).toBe("100.65.0.48/28");
  expect(() => podBlockOf("pods", "a")).toThrow(/got "pods"; expected an IPv4 block/);
});

it("gives pods the private ways out of their zone, and lets them reach the interface endpoints", async () => {
  const { recording } = await build([FIRST]);
  const subnet = recording.get("aws:ec2/subnet:Subnet", "network-pods-b-100.64.0.0-16");
  expect(subnet.inputs).toMatchObject({
    cidrBlock: "100.64.64.0/18",
    availabilityZone: "eu-central-1b",
    mapPublicIpOnLaunch: false,
  });
  const association = "aws:ec2/routeTableAssociation:RouteTableAssociation";
  expect(recording.get(association, "network-pods-b-100.64.0.0-16").inputs).toEqual({
    routeTableId: "network-private-b-id",
    subnetId: "network-pods-b-100.64.0.0-16-id",
  });
  const rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
  expect(recording.get(rule, "network-endpoints-https-100.64.0.0-16").inputs).toMatchObject({
    cidrIpv4: FIRST,
    fromPort: 443,
    toPort: 443,
  });
});

it("publishes the subnets by zone, one of each block in the order of the blocks; none without a block", async () => {
  const { recording, network } = await build([FIRST, SECOND], { zones: ["b", "a"] });
  const ids = await Promise.all((network.podSubnetIds["a"] ?? []).map((id) => recording.valueOf(id)));
  expect(Object.keys(network.podSubnetIds)).toEqual(["b", "a"]);
  expect(ids).toEqual(["network-pods-a-100.64.0.0-16-id", "network-pods-a-100.65.0.0-20-id"]);
  expect((await build([])).network.podSubnetIds).toEqual({});
});

it("knows the blocks in a preview that knows no ID yet", async () => {
  const { recording } = await build([FIRST], { preview: true });
  expect(resourceList(recording)).toBe(resourceList((await build([FIRST])).recording));
  expect(recording.get(ASSOCIATION, "network-100.64.0.0-16").inputs).toEqual({
    vpcId: UNKNOWN,
    cidrBlock: FIRST,
  });
  expect(recording.get("aws:ec2/subnet:Subnet", "network-pods-a-100.64.0.0-16").inputs).toMatchObject({
    vpcId: UNKNOWN,
    cidrBlock: "100.64.0.0/18",
  });
});
