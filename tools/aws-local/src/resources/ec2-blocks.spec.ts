import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { World } from "../corpus/world.ts";
import { PlannedResources } from "../model/planned-resources.ts";
import { Store } from "../store/store.ts";
import { embeddedTypes } from "./embedded-types.ts";

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const ASSOCIATION = "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation";

describe("the blocks of a VPC", () => {
  let folder: string;
  let store: Store;
  let world: World;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "strata-blocks-"));
    store = new Store(join(folder, "cloud.sqlite"));
    const types = embeddedTypes();
    world = new World(types, store);
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });
  const pods = { vpcId: "<vpc>", cidrBlock: "100.64.0.0/16" };
  const podSubnet = { vpcId: "<vpc>", cidrBlock: "100.64.0.0/18", availabilityZone: "eu-central-1a" };

  it("take subnets of a block once it is added, and in a preview once that would be", () => {
    const reason = "100.64.0.0/18 is not inside the VPC's 10.0.0.0/16.";
    const refused = [{ property: "cidrBlock", reason }];
    expect(world.check(SUBNET, podSubnet).failures).toEqual(refused);
    const planned = new PlannedResources();
    const plan = (vpcId: string): void =>
      planned.add(world.target(ASSOCIATION, "first"), world.resolve({ ...pods, vpcId }));
    plan("vpc-0123456789abcdef0");
    expect(world.check(SUBNET, podSubnet, "pods", undefined, planned).failures).toEqual(refused);
    plan("<vpc>");
    expect(world.check(SUBNET, podSubnet, "pods", undefined, planned).failures).toEqual([]);
    world.create(ASSOCIATION, pods);
    expect(world.create(SUBNET, podSubnet, "pods").outputs).toMatchObject({ cidrBlock: "100.64.0.0/18" });
  });

  it("do not overlap with each other: refused in a check, and in a creation that a check saw too early", () => {
    const inside = { vpcId: "<vpc>", cidrBlock: "100.64.128.0/17" };
    expect(world.check(ASSOCIATION, inside, "second").failures).toEqual([]);
    world.create(ASSOCIATION, pods, "first");
    const reason = "100.64.128.0/17 overlaps with the VPC's 100.64.0.0/16.";
    expect(world.check(ASSOCIATION, inside, "second").failures).toEqual([{ property: "cidrBlock", reason }]);
    expect(() => world.create(ASSOCIATION, inside, "second")).toThrow(reason);
    // Not with itself, when it is checked again.
    expect(world.check(ASSOCIATION, pods, "first").failures).toEqual([]);
  });

  it("are chosen by a pool where none is given: of its length, and free", () => {
    const pooled = { cidrBlock: undefined, ipv4IpamPoolId: "ipam-pool-0a", ipv4NetmaskLength: 20 };
    const blocks = ["one", "two"].map(
      (name) => world.create(VPC, pooled as never, name).outputs["cidrBlock"],
    );
    expect(blocks).toEqual(["10.128.0.0/20", "10.128.16.0/20"]);
  });
});
