import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { World } from "../corpus/world.ts";
import type { ValueMap } from "../protocol/values.ts";
import { Store } from "../store/store.ts";
import { missingTargets } from "./existing-targets.ts";
import { createResource, RefusedError } from "./lifecycle.ts";
import { PlannedResources } from "./planned-resources.ts";
import { embeddedTypes } from "../resources/embedded-types.ts";

let folder: string;
let store: Store;
let world: World;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "strata-targets-"));
  store = new Store(join(folder, "cloud.sqlite"));
  world = new World(embeddedTypes(), store);
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const NOW = new Date("2025-01-01T00:00:00Z");
const GONE = "subnet-010ca1fffffffffff";

function missing(type: string, inputs: ValueMap, oldInputs?: ValueMap) {
  const { type: known, instance, urn } = world.target(type, "x");
  const place = { type: known, instance, urn, region: instance.region, inputs, oldInputs };
  return missingTargets(place, store, NOW).map(({ property }) => property);
}

describe("references", () => {
  const type = "aws:lambda/function:Function";
  const inputs = (...subnetIds: string[]): ValueMap => ({ vpcConfig: { subnetIds } });

  it("must exist when they are new; AWS does not look at old ones again", () => {
    expect(missing(type, inputs(GONE))).toEqual(["vpcConfig.subnetIds[0]"]);
    expect(missing(type, inputs(GONE), inputs(GONE))).toEqual([]);
    expect(missing(type, inputs("subnet-1", GONE), inputs("subnet-1"))).toEqual(["vpcConfig.subnetIds[1]"]);
  });

  it("in no form of IDs cannot be told, nor can keys of accounts that are not here", () => {
    expect(missing(type, inputs("subnet-0123456789abcdef0"))).toEqual(["vpcConfig.subnetIds[0]"]);
    expect(missing(type, inputs("subnet-of-a-test"))).toEqual([]);
    expect(missing(type, { kmsKeyArn: "arn:aws:kms:eu-central-1:123456789012:key/mrk-1" })).toEqual([]);
  });

  it.each<[string, ValueMap]>([
    [
      "aws:rds/instance:Instance",
      { parameterGroupName: "default.postgres17", optionGroupName: "default:postgres-17" },
    ],
    ["aws:rds/instance:Instance", { dbSubnetGroupName: "default", kmsKeyId: "alias/aws/rds" }],
    [
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
    ],
    ["aws:organizations/policyAttachment:PolicyAttachment", { policyId: "p-FullAWSAccess" }],
    [
      "aws:secretsmanager/secretRotation:SecretRotation",
      { secretId: "arn:aws:secretsmanager:eu-central-1:000000000000:secret:rds!db-1-AbCdEf" },
    ],
    [type, { layers: ["arn:aws:lambda:eu-central-1:580247275435:layer:LambdaInsightsExtension:1"] }],
    ["aws:ec2/route:Route", { gatewayId: "local" }],
    [
      "aws:lambda/permission:Permission",
      { function: "arn:aws:lambda:eu-central-1:000000000000:function:check:live" },
    ],
    ["aws:lambda/alias:Alias", { functionName: "000000000000:function:check" }],
  ])("of %s to %j are to what is there, or AWS's own", (token, references) => {
    expect(missing(token, references)).toEqual([]);
  });

  it("by name may be to what is planned before; the creation decides", () => {
    const addon = "aws:eks/addon:Addon";
    const inputs = { clusterName: "soon", addonName: "coredns" };
    const planned = new PlannedResources();
    const checked = () => world.check(addon, inputs, "x", undefined, planned);
    expect(checked()).toMatchObject({ failures: [], warnings: [{ property: "clusterName" }] });
    planned.add(world.target("aws:eks/cluster:Cluster", "c"), { name: "soon" });
    expect(checked()).toMatchObject({ failures: [], warnings: [] });
    expect(() => createResource(world.target(addon, "x"), inputs, store, NOW)).toThrow(RefusedError);
  });

  it("that are wrong are answered with what there is, and with what may have been meant", () => {
    const { warnings } = world.check("aws:iam/instanceProfile:InstanceProfile", { role: "taken-roll" });
    expect(warnings).toEqual([
      {
        property: "role",
        reason: expect.stringMatching(
          /^taken-roll does not exist in account 000000000000, region eu-central-1\. Did you mean taken-role\? Of aws:iam\/role:Role there are: taken-role\. See https.* by its outputs\.$/,
        ),
      },
    ]);
  });

  it("find what AWS makes along with other resources", () => {
    const vpc = world.resolve({ groupId: "<vpc.defaultSecurityGroupId>", tableId: "<vpc.mainRouteTableId>" });
    const rule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    expect(missing(rule, { securityGroupId: vpc.groupId ?? "" })).toEqual([]);
    expect(missing("aws:ec2/route:Route", { routeTableId: vpc.tableId ?? "" })).toEqual([]);
  });
});

describe("a name that is held back", () => {
  it("is refused in the creation too, until its time is over", () => {
    const target = world.target("aws:secretsmanager/secret:Secret", "again");
    const create = (now: string) => createResource(target, { name: "held-secret" }, store, new Date(now));
    expect(() => create("2025-01-30T00:00:00Z")).toThrow(RefusedError);
    expect(() => create("2025-01-30T00:00:00Z")).toThrow(/held back in its recovery window until 2025-01-31/);
    expect(create("2025-02-01T00:00:00Z").outputs.name).toBe("held-secret");
  });
});
