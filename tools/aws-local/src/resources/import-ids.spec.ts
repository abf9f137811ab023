import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BASE_INPUTS } from "../corpus/base-inputs.ts";
import { World } from "../corpus/world.ts";
import { createResource, readResource } from "../model/lifecycle.ts";
import type { ValueMap } from "../protocol/values.ts";
import { Store } from "../store/store.ts";
import { IMPORT_IDS } from "./import-ids.ts";
import { embeddedTypes } from "./embedded-types.ts";

let folder: string;
let store: Store;
let world: World;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "strata-import-"));
  store = new Store(join(folder, "cloud.sqlite"));
  world = new World(embeddedTypes(), store);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

/** As the sections "Import" of the types' pages write them. */
const CASES: readonly [type: string, importId: string, change?: ValueMap][] = [
  ["aws:ec2/route:Route", "<routeTable>_0.0.0.0/0"],
  ["aws:ec2/routeTableAssociation:RouteTableAssociation", "<subnetA>/<routeTable>"],
  ["aws:ec2/securityGroupRule:SecurityGroupRule", "<securityGroup>_ingress_tcp_443_443_10.0.0.0/16"],
  ["aws:ec2/securityGroupRule:SecurityGroupRule", "<securityGroup>_ingress_6_443_443_10.0.0.0/16"],
  [
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "<securityGroup>_ingress_all_0_0_self",
    { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: [], self: true },
  ],
  [
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "<securityGroup>_ingress_tcp_443_443_10.2.0.0/16_10.1.0.0/16",
    { cidrBlocks: ["10.1.0.0/16", "10.2.0.0/16"] },
  ],
  ["aws:lambda/permission:Permission", "check/AllowEvents"],
  ["aws:lambda/permission:Permission", "check:live/AllowEvents", { qualifier: "live" }],
  ["aws:lambda/alias:Alias", "check/live"],
  ["aws:lambda/functionUrl:FunctionUrl", "check"],
  [
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    "arn:aws:lambda:eu-central-1:000000000000:function:check",
  ],
  ["aws:cloudwatch/eventRule:EventRule", "default/nightly"],
  ["aws:cloudwatch/eventTarget:EventTarget", "taken-rule/jobs"],
  ["aws:cloudwatch/eventTarget:EventTarget", "default/taken-rule/jobs"],
  ["aws:ec2/tag:Tag", "<securityGroup>,karpenter.sh/discovery"],
  ["aws:rds/instance:Instance", "invoices"],
  ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "taken-role/arn:aws:iam::aws:policy/ReadOnlyAccess"],
  ["aws:iam/rolePolicy:RolePolicy", "taken-role:read"],
  ["aws:eks/addon:Addon", "main:vpc-cni"],
  ["aws:eks/accessEntry:AccessEntry", "main:arn:aws:iam::000000000000:role/deploy"],
  [
    "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
    "main#arn:aws:iam::000000000000:role/deploy#arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
  ],
  ["aws:rds/proxyTarget:ProxyTarget", "orders/default/RDS_INSTANCE/orders"],
  ["aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig", "check,live"],
  ["aws:organizations/policyAttachment:PolicyAttachment", "<unit>:<organizationPolicy>"],
];

describe("an import ID", () => {
  it.each(CASES)("of %s finds the resource: %s", (type, importId, change = {}) => {
    const target = world.target(type, "x");
    const { inputs, failures } = world.check(type, { ...BASE_INPUTS[type], ...change }, "x");
    expect(failures).toEqual([]);
    const { id, outputs } = createResource(target, inputs, store, new Date("2025-01-01T00:00:00Z"));
    const { text = "" } = world.resolve({ text: importId });
    const nothing = { outputs: {}, inputs: {} };
    expect(readResource(target, String(text), nothing, store)).toMatchObject({ id, outputs });
    expect(readResource(target, `${String(text)}x`, nothing, store)).toBeUndefined();
  });

  it("is told apart by the cluster for a pod identity association", () => {
    const type = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
    const target = world.target(type, "x");
    const { inputs } = world.check(type, BASE_INPUTS[type] ?? {}, "x");
    const { id } = createResource(target, inputs, store, new Date("2025-01-01T00:00:00Z"));
    const nothing = { outputs: {}, inputs: {} };
    expect(readResource(target, `main,${id}`, nothing, store)).toMatchObject({ id });
    expect(readResource(target, `other,${id}`, nothing, store)).toBeUndefined();
  });

  it("has the page that it is from", () => {
    expect(Object.values(IMPORT_IDS).every(({ source }) => source.endsWith("/#import"))).toBe(true);
  });
});
