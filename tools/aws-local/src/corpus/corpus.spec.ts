import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ValueMap } from "../protocol/values.ts";
import { descriptors } from "../resources/index.ts";
import { Store } from "../store/store.ts";
import { BASE_INPUTS } from "./base-inputs.ts";
import { World } from "./world.ts";
import { WRONG_NAMES } from "./wrong-names.ts";
import { WRONG_INPUTS, type WrongInput } from "./wrong-inputs/index.ts";
import { embeddedTypes } from "../resources/embedded-types.ts";
import { NO_KEY } from "./wrong-inputs/shared.ts";

let folder: string;
let store: Store;
let world: World;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "strata-corpus-"));
  store = new Store(join(folder, "cloud.sqlite"));
  world = new World(embeddedTypes(), store);
});
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

describe("inputs that AWS accepts", () => {
  it.each(Object.keys(descriptors))("of %s are accepted, without a warning", (type) => {
    expect(world.check(type, BASE_INPUTS[type] ?? { missing: true })).toMatchObject({
      failures: [],
      warnings: [],
    });
  });

  it("include a value that the SDK does not know yet, with a warning", () => {
    const type = "aws:rds/clusterInstance:ClusterInstance";
    const { failures, warnings } = world.check(type, {
      ...BASE_INPUTS[type],
      instanceClass: "db.serverless",
    });
    expect(failures).toEqual([]);
    expect(warnings.map(({ property }) => property)).toEqual(["instanceClass"]);
  });

  it.each([
    ["aws:sqs/queue:Queue", NO_KEY],
    ["aws:sqs/queue:Queue", `arn:aws:kms:eu-central-1:000000000000:key/${NO_KEY}`],
    ["aws:sqs/queue:Queue", "alias/none"],
    ["aws:sns/topic:Topic", NO_KEY],
  ])("include a key of %s that does not exist, with a warning of what comes of it: %s", (type, key) => {
    const inputs = { ...BASE_INPUTS[type], name: "encrypted", kmsMasterKeyId: key };
    const { failures, warnings } = world.check(type, inputs);
    expect(failures).toEqual([]);
    expect(warnings).toEqual([
      {
        property: "kmsMasterKeyId",
        reason: expect.stringMatching(/does not exist .*refuses every message: https/),
      },
    ]);
    const { id, outputs } = world.create(type, inputs);
    world.delete(type, id, outputs);
  });

  it.each(["<key>", "<key.arn>", "alias/aws/sqs", `arn:aws:kms:eu-central-1:111111111111:key/${NO_KEY}`])(
    "include a key of a queue that exists, is AWS's, or another account's: %s",
    (kmsMasterKeyId) =>
      expect(world.check("aws:sqs/queue:Queue", { name: "encrypted", kmsMasterKeyId }).warnings).toEqual([]),
  );

  it("include a peer of another account or region, of which nothing can be told", () => {
    const type = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
    const peerVpcId = "vpc-0123456789abcdef0";
    const elsewhere: ValueMap[] = [{ peerOwnerId: "111111111111" }, { peerRegion: "eu-west-1" }];
    for (const where of elsewhere)
      expect(world.check(type, { vpcId: "<vpc>", peerVpcId, ...where }).failures).toEqual([]);
  });

  it("include names that were held back and are free again", () => {
    const type = "aws:secretsmanager/secret:Secret";
    expect(world.check(type, { name: "free-secret" }).failures).toEqual([]);
  });
});

describe("inputs that AWS refuses", () => {
  it.each(WRONG_INPUTS.map((wrong): [string, string, WrongInput] => [wrong.type, shown(wrong), wrong]))(
    "of %s with %s are refused for that reason and no other",
    (type, _, { change, property, reason }) => {
      const { failures } = world.check(type, changed(BASE_INPUTS[type] ?? {}, change));
      expect(failures).toEqual([{ property, reason: expect.stringContaining(reason) }]);
    },
  );

  it.each(WRONG_NAMES.map((wrong): [string, string, WrongInput] => [wrong.type, shown(wrong), wrong]))(
    "of %s with %s are warned of in a preview, and refused in the creation",
    (type, _, { change, property, reason, source }) => {
      const inputs = changed(BASE_INPUTS[type] ?? {}, change);
      const { failures, warnings } = world.check(type, inputs);
      expect(failures).toEqual([]);
      expect(warnings).toEqual([{ property, reason: expect.stringContaining(reason) }]);
      expect(() => world.create(type, inputs)).toThrow(`${property}: `);
      expect(() => world.create(type, inputs)).toThrow(reason);
      expect(() => world.create(type, inputs)).toThrow(source);
    },
  );

  it("are many, each different and each with the page it is from", () => {
    expect(WRONG_INPUTS.length).toBeGreaterThanOrEqual(150);
    const cases = WRONG_INPUTS.map(({ type, change }) => JSON.stringify([type, change, Object.keys(change)]));
    expect(new Set(cases).size).toBe(WRONG_INPUTS.length);
    const sources = WRONG_INPUTS.map(({ source }) => source);
    expect(
      sources.filter((source) => !/^https:\/\/(docs\.aws\.amazon|www\.pulumi)\.com\//.test(source)),
    ).toEqual([]);
  });
});

function changed(base: ValueMap, change: WrongInput["change"]): ValueMap {
  const entries = Object.entries({ ...base, ...change });
  return Object.fromEntries(
    entries.flatMap(([key, value]): [string, ValueMap[string]][] =>
      value === undefined ? [] : [[key, value]],
    ),
  );
}

function shown({ change }: WrongInput): string {
  return Object.entries(change)
    .map(([key, value]) => `${key}: ${value === undefined ? "none" : JSON.stringify(value).slice(0, 60)}`)
    .join(", ");
}
