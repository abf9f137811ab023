import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { World } from "../corpus/world.ts";
import { Declarations } from "../declarations/declarations.ts";
import { descriptors } from "../resources/index.ts";
import type { ValueMap } from "../protocol/values.ts";
import { Store } from "../store/store.ts";
import { missingTargets } from "./existing-targets.ts";
import { createResource, RefusedError } from "./lifecycle.ts";
import { ResourceTypes } from "./resource-type.ts";

let folder: string;
let store: Store;
let world: World;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "strata-targets-"));
  store = new Store(join(folder, "cloud.sqlite"));
  world = new World(new ResourceTypes(new Declarations(join(folder, "declarations")), descriptors), store);
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const NOW = new Date("2025-01-01T00:00:00Z");
const GONE = "subnet-010ca1ffffffffffff";

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

  it("of another form than the embedded AWS's IDs cannot be told", () => {
    expect(missing(type, inputs("subnet-0123456789abcdef0"))).toEqual([]);
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
