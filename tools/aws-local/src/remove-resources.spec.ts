import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RemovalRefusedError, removeResources } from "./remove-resources.ts";
import { Store, type StoredResource } from "./store/store.ts";

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "strata-remove-"));
  store = new Store(join(folder, "cloud.sqlite"));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const NOW = new Date("2026-01-01T00:00:00Z");
const resource = (type: string, id: string, outputs: object = {}): StoredResource => ({
  account: "000000000000",
  region: "eu-central-1",
  type,
  id,
  urn: `urn:pulumi:local::network::${type}::${id}`,
  seed: "",
  uniqueKey: null,
  inputs: "{}",
  outputs: JSON.stringify(outputs),
  createdAt: "2025-01-01T00:00:00.000Z",
  modifiedAt: "2025-01-01T00:00:00.000Z",
});
const VPC = resource("aws:ec2/vpc:Vpc", "vpc-1");
const SUBNET = resource("aws:ec2/subnet:Subnet", "subnet-1");
const DATABASE = resource("aws:rds/instance:Instance", "db-1", { deletionProtection: true });

describe("a removal behind Pulumi's back", () => {
  beforeEach(() => {
    store.insert(VPC, []);
    store.insert(SUBNET, [{ path: "vpcId", targetType: VPC.type, target: "vpc-1" }]);
    store.insert(DATABASE, []);
  });
  const ids = () => store.list().map(({ id }) => id);

  it("takes what nothing needs, and nothing else", () => {
    removeResources(store, [SUBNET], NOW);
    expect(ids().sort()).toEqual(["db-1", "vpc-1"]);
  });

  it("takes what only those need that are named with it, in any order", () => {
    removeResources(store, [VPC, SUBNET], NOW);
    expect(ids()).toEqual(["db-1"]);
  });

  it("is refused whole, with everything in the way", () => {
    const removal = () => removeResources(store, [VPC, DATABASE], NOW);
    expect(removal).toThrow(RemovalRefusedError);
    expect(removal).toThrow(/vpc-1 cannot be deleted while it is in use by: aws:ec2\/subnet:Subnet subnet-1/);
    expect(removal).toThrow(/db-1 cannot be deleted: /);
    expect(ids()).toHaveLength(3);
  });

  it("is refused whole if one can go and another cannot", () => {
    expect(() => removeResources(store, [SUBNET, DATABASE], NOW)).toThrow(/db-1/);
    expect(ids()).toHaveLength(3);
  });

  it("is refused for what does not exist", () => {
    store.delete(SUBNET);
    expect(() => removeResources(store, [SUBNET], NOW)).toThrow(/subnet-1 does not exist any more/);
  });

  it("leaves a KMS key pending deletion, and the name of a secret free", () => {
    const key = { ...resource("aws:kms/key:Key", "key-1", { deletionWindowInDays: 7 }), uniqueKey: null };
    const secret = {
      ...resource("aws:secretsmanager/secret:Secret", "arn:s", { recoveryWindowInDays: 30 }),
      uniqueKey: "aws:secretsmanager/secret:Secret\ns",
    };
    store.insert(key, []);
    store.insert(secret, []);
    removeResources(store, [key, secret], NOW);
    const held = (name: string) =>
      store.heldBack("000000000000", "eu-central-1", name, "2026-01-07T00:00:00.000Z");
    expect(held(`${key.type}\nkey-1`)).toMatchObject({ until: "2026-01-08T00:00:00.000Z" });
    expect(held(secret.uniqueKey)).toBeUndefined();
  });
});
