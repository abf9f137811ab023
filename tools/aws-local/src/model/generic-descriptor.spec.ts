import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { World } from "../corpus/world.ts";
import { UNKNOWN, type ValueMap } from "../protocol/values.ts";
import { Store } from "../store/store.ts";
import { diffProperties } from "./diff.ts";
import { createResource, previewCreate } from "./lifecycle.ts";
import { embeddedTypes } from "../resources/embedded-types.ts";
import type { ResourceTypes } from "./resource-type.ts";

let folder: string;
let store: Store;
let types: ResourceTypes;
let world: World;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "strata-generic-"));
  store = new Store(join(folder, "cloud.sqlite"));
  types = embeddedTypes();
  world = new World(types, store);
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const TABLE = "aws:dynamodb/table:Table";
const table: ValueMap = {
  hashKey: "id",
  attributes: [{ name: "id", type: "S" }],
  billingMode: "PAY_PER_REQUEST",
};
const DOCUMENTED: [type: string, input: string][] = [
  ["aws:bedrock/agentcoreMemoryStrategy:AgentcoreMemoryStrategy", "memoryId"],
  ["aws:bedrock/agentcoreMemoryStrategy:AgentcoreMemoryStrategy", "name"],
  ["aws:cloudfront/trustStore:TrustStore", "name"],
];
const NOW = new Date("2025-01-01T00:00:00Z");

describe("a type that nobody has described", () => {
  it("is checked against the SDK's declaration", () => {
    const { failures } = world.check(TABLE, { ...table, attributes: [{ name: 1 }], hashkey: "id" });
    expect(failures.map(({ property }) => property).sort()).toEqual([
      "attributes[0].name",
      "attributes[0].type",
      "hashkey",
    ]);
  });

  it("is created with an ID and an ARN of a general form, a name, and tags", () => {
    const { inputs, failures } = world.check(TABLE, { ...table, tags: { a: "b" } }, "orders");
    expect(failures).toEqual([]);
    const target = world.target(TABLE, "orders");
    expect(previewCreate(target, inputs).arn).toBe(UNKNOWN);
    const { id, outputs } = createResource(target, inputs, store, NOW);
    expect(id).toMatch(/^table-010ca1[\da-f]{11}$/);
    expect(outputs).toMatchObject({
      arn: `arn:aws:dynamodb:eu-central-1:000000000000:table/${id}`,
      name: expect.stringMatching(/^orders-[\da-f]{7}$/),
      tagsAll: { a: "b" },
      region: "eu-central-1",
    });
  });

  it.each([
    "aws:datasync/s3Location:S3Location",
    "aws:kendra/index:Index",
    "aws:resiliencehub/v2Policy:V2Policy",
    "aws:glue/mLTransform:MLTransform",
  ])("is found though its file has another name: %s", (type) => expect(types.get(type).tested).toBe(false));

  it("has an ARN without a region where its type has none", () => {
    const type = "aws:iam/group:Group";
    const { inputs } = world.check(type, { name: "people" }, "people");
    const { outputs } = createResource(world.target(type, "people"), inputs, store, NOW);
    expect(outputs.arn).toMatch(/^arn:aws:iam::000000000000:group\/group-010ca1/);
  });

  it.each([
    ["aws:ec2/keyPair:KeyPair", { publicKey: "a" }, { publicKey: "b" }, false],
    ["aws:efs/fileSystem:FileSystem", { encrypted: false }, { encrypted: true }, false],
    ["aws:dax/subnetGroup:SubnetGroup", { description: "a" }, { description: "b" }, false],
  ])("is updated in place where nothing says that it is replaced: %s", (type, before, after, replaces) => {
    expect(isReplaced(type, before, after)).toBe(replaces);
  });

  it("is replaced where the installed documentation says so", () => {
    const documented = [...DOCUMENTED].filter(([type, input]) =>
      isReplaced(type, { [input]: "a" }, { [input]: "b" }),
    );
    expect(documented).toEqual(DOCUMENTED);
  });

  it("warns of what no enumeration of the SDK has, and accepts it", () => {
    const type = "aws:lambda/function:Function";
    const { failures, warnings } = world.check(type, {
      role: "<role.arn>",
      handler: "index.handler",
      runtime: "nodejs99.x",
    });
    expect(failures).toEqual([]);
    expect(warnings).toEqual([
      {
        property: "runtime",
        reason: expect.stringMatching(/^"nodejs99.x" is none of the values .* and \d+ more\.$/),
      },
    ]);
  });
});

function isReplaced(type: string, oldInputs: ValueMap, newInputs: ValueMap): boolean {
  const { descriptor, declaration } = types.get(type);
  const changes = diffProperties({ descriptor, declaration, oldInputs, oldOutputs: oldInputs, newInputs });
  return [...changes.values()].some(({ replaces }) => replaces);
}
