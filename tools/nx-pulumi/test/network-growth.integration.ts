import { WorkspaceCopy } from "./support/workspace-copy.ts";

const CONFIGURATION = "stacks/network/Pulumi.local.yaml";
const GATEWAYS = ["aws:ec2/eip:Eip", "aws:ec2/natGateway:NatGateway"];

describe("a network that is deployed", () => {
  let workspace: WorkspaceCopy;

  beforeAll(async () => {
    workspace = new WorkspaceCopy();
    configure("accounts", "[workloads]");
    configure("regions", "[eu-central-1]");
    configure("zones", "[a, b]");
    configure("nat", "single");
    await run("run-many", "-t", "up", "-p", "secrets,network");
  });
  afterAll(() => workspace.remove());

  const run = async (...args: string[]): Promise<void> => {
    const { code, text } = await workspace.nx(args);
    if (code !== 0) throw new Error(`nx ${args.join(" ")} failed: ${text.slice(-3000)}`);
  };
  function configure(key: string, value: string): void {
    workspace.edit(CONFIGURATION, (text) =>
      text.replace(new RegExp(`^( *network:${key}:).*$`, "m"), `$1 ${value}`),
    );
  }
  /** Previews a setting, applies it, and gives what the preview said, `name  type` by kind of change. */
  const change = async (key: string, value: string): Promise<Record<string, string[]>> => {
    configure(key, value);
    return apply();
  };
  const apply = async (): Promise<Record<string, string[]>> => {
    await run("run", "network:preview");
    const { resources } = workspace.changeSet("network");
    await run("run", "network:up");
    const found: Record<string, string[]> = {};
    for (const { change: kind, name, type } of resources)
      (found[kind] ??= []).push(`${name.replace(/^network-(workloads-eu-central-1-)?/, "")}  ${type}`);
    for (const list of Object.values(found)) list.sort();
    return found;
  };

  const ofZoneC = [
    "isolated-c  aws:ec2/routeTableAssociation:RouteTableAssociation",
    "isolated-c  aws:ec2/subnet:Subnet",
    "private-c  aws:ec2/routeTable:RouteTable",
    "private-c  aws:ec2/routeTableAssociation:RouteTableAssociation",
    "private-c  aws:ec2/subnet:Subnet",
    "private-c-nat  aws:ec2/route:Route",
    "public-c  aws:ec2/routeTableAssociation:RouteTableAssociation",
    "public-c  aws:ec2/subnet:Subnet",
  ];
  const besideEndpoints = (found: Record<string, string[]>) =>
    (found["update"] ?? []).filter((it) => !it.endsWith("aws:ec2/vpcEndpoint:VpcEndpoint"));

  it("gets a third zone without a change to what it has but the endpoints, which reach into it", async () => {
    const { create, ...others } = await change("zones", "[a, b, c]");
    expect(create).toEqual(ofZoneC);
    expect(besideEndpoints(others)).toEqual([]);
    expect(Object.keys(others)).toEqual(["update"]);
  });

  it("loses the third zone again, and nothing else", async () => {
    const { delete: deleted, ...others } = await change("zones", "[a, b]");
    expect(deleted).toEqual(ofZoneC);
    expect(besideEndpoints(others)).toEqual([]);
    expect(Object.keys(others)).toEqual(["update"]);
  });

  it.each<[string, { create?: string[]; update?: string[]; delete?: string[] }]>([
    [
      "onePerAz",
      {
        create: ["nat-b  aws:ec2/eip:Eip", "nat-b  aws:ec2/natGateway:NatGateway"],
        update: ["private-b-nat  aws:ec2/route:Route"],
      },
    ],
    [
      "regional",
      {
        create: ["nat-regional  aws:ec2/natGateway:NatGateway"],
        update: ["private-a-nat  aws:ec2/route:Route", "private-b-nat  aws:ec2/route:Route"],
        delete: ["nat-a", "nat-b"].flatMap((name) => GATEWAYS.map((type) => `${name}  ${type}`)),
      },
    ],
    [
      "none",
      {
        delete: [
          "nat-regional  aws:ec2/natGateway:NatGateway",
          "private-a-nat  aws:ec2/route:Route",
          "private-b-nat  aws:ec2/route:Route",
        ],
      },
    ],
  ])("changes its NAT to %s by gateways and routes alone, none of them replaced", async (nat, expected) => {
    expect(await change("nat", nat)).toEqual(expected);
  });

  it("gets IPv6 in place: every subnet is updated, and none replaced", async () => {
    const { create, update, ...others } = await change("zones", "[a, b]\n  network:ipv6: true");
    expect(others).toEqual({});
    expect(create).toEqual([
      "private-a-ipv6  aws:ec2/route:Route",
      "private-b-ipv6  aws:ec2/route:Route",
      "public-internet-ipv6  aws:ec2/route:Route",
      "workloads-eu-central-1  aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
    ]);
    expect(update?.filter((it) => it.endsWith(":Subnet"))).toHaveLength(6);
  });

  it("gets a further block, of the range that its first is of, with subnets for pods", async () => {
    workspace.edit("libs/environment/src/definitions.ts", (text) =>
      text.replace(
        /^  local: (onThisMachine\(.*\)),$/m,
        '  local: { ...$1, secondaryCidrBlocks: { "workloads/eu-central-1": ["10.250.0.0/16"] } },',
      ),
    );
    const { create, ...others } = await apply();
    expect(create).toEqual([
      "10.250.0.0-16  aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
      "endpoints-https-10.250.0.0-16  aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      ...["a", "b"].flatMap((zone) => [
        `pods-${zone}-10.250.0.0-16  aws:ec2/routeTableAssociation:RouteTableAssociation`,
        `pods-${zone}-10.250.0.0-16  aws:ec2/subnet:Subnet`,
      ]),
    ]);
    expect(others).toEqual({});
  });

  it("has nothing to do after all that", async () => {
    await run("run", "network:preview");
    expect(workspace.changeSet("network").resources).toEqual([]);
  });
});
