import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { NameTakenError, Store, type StoredResource } from "./store.ts";
import { storePath } from "./paths.ts";

let folder: string;
let path: string;
const stores: Store[] = [];
const open = (): Store => {
  const store = new Store(path);
  stores.push(store);
  return store;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "strata-store-"));
  path = join(folder, "a/cloud.sqlite");
});
afterEach(() => {
  for (const store of stores.splice(0)) store.close();
  rmSync(folder, { recursive: true });
});

const resource = (id: string, fields: Partial<StoredResource> = {}): StoredResource => ({
  account: "000000000000",
  region: "eu-central-1",
  type: "aws:ec2/vpc:Vpc",
  id,
  urn: `urn:${id}`,
  seed: "seed",
  uniqueKey: null,
  inputs: "{}",
  outputs: "{}",
  createdAt: "2025-01-01T00:00:00Z",
  modifiedAt: "2025-01-01T00:00:00Z",
  ...fields,
});

describe("the store", () => {
  it("shows another process at once what one has done", () => {
    const [one, other] = [open(), open()];
    one.insert(resource("vpc-1"), [{ path: "x", targetType: "t", target: "target" }]);
    expect(other.get(resource("vpc-1"))?.urn).toBe("urn:vpc-1");
    expect(other.referencing("000000000000", "t", ["target"])).toMatchObject([{ id: "vpc-1", path: "x" }]);
    other.update(resource("vpc-1", { outputs: `{"a":1}` }), []);
    expect(one.get(resource("vpc-1"))?.outputs).toBe(`{"a":1}`);
    expect(one.referencing("000000000000", "t", ["target"])).toEqual([]);
    one.delete(resource("vpc-1"));
    expect(other.list()).toEqual([]);
  });

  it("has a digest that any change of what there is changes, and nothing else", () => {
    const store = open();
    const now = "2025-01-01T00:00:00Z";
    const empty = store.digest(now);
    store.insert(resource("vpc-1"), []);
    const one = store.digest(now);
    expect(open().digest(now)).toBe(one);
    store.update(resource("vpc-1", { outputs: `{"a":1}` }), []);
    const edited = store.digest(now);
    store.holdBack(resource("vpc-1"), "name", { what: "is held", until: "2025-01-02T00:00:00Z" });
    const held = store.digest(now);
    expect(new Set([empty, one, edited, held]).size).toBe(4);
    expect(store.digest("2025-01-03T00:00:00Z")).toBe(edited);
  });

  it("holds names back until their time is over, they exist again, or all are freed", () => {
    const store = open();
    const held = { what: "is held", until: "2025-01-31T00:00:00Z" };
    const heldAt = (now: string) =>
      store.heldBack("000000000000", "eu-central-1", "aws:ec2/vpc:Vpc\nvpc-1", now)?.what;
    const hold = () => store.holdBack(resource("vpc-1"), "aws:ec2/vpc:Vpc\nvpc-1", held);
    hold();
    expect(heldAt("2025-01-30T00:00:00Z")).toBe("is held");
    expect(heldAt("2025-02-01T00:00:00Z")).toBeUndefined();
    store.insert(resource("vpc-1"), []);
    expect(heldAt("2025-01-30T00:00:00Z")).toBeUndefined();
    hold();
    store.releaseHeldBack();
    expect(heldAt("2025-01-30T00:00:00Z")).toBeUndefined();
  });

  it("gives a store of before the tables that were added since", () => {
    open().close();
    stores.length = 0;
    const database = new DatabaseSync(path);
    database.exec("DROP TABLE held_back");
    database.close();
    expect(open().heldBack("a", "r", "k", "2025-01-01T00:00:00Z")).toBeUndefined();
  });

  it("keeps accounts and regions apart, and gives a name only once in each", () => {
    const store = open();
    store.insert(resource("a", { uniqueKey: "n" }), []);
    store.insert(resource("a", { uniqueKey: "n", region: "us-east-1" }), []);
    store.insert(resource("a", { uniqueKey: "n", account: "000000000001" }), []);
    expect(() => store.insert(resource("b", { uniqueKey: "n" }), [])).toThrow(NameTakenError);
    expect(() => store.insert(resource("a"), [])).toThrow(NameTakenError);
    store.update(resource("a", { uniqueKey: "n", outputs: "{}" }), []);
    expect(store.list()).toHaveLength(3);
  });

  it("lists what refers to a target, of the type, account and region that are asked for", () => {
    const store = open();
    const to = (target: string) => [{ path: "vpcId", targetType: "vpc", target }];
    const subnet = { type: "subnet" };
    store.insert(resource("a", subnet), to("vpc-1"));
    store.insert(resource("b", subnet), to("vpc-2"));
    store.insert(resource("c", { type: "group" }), to("vpc-1"));
    store.insert(resource("d", { ...subnet, region: "us-east-1" }), to("vpc-1"));
    const { account, region } = resource("a");
    const list = (targetType: string) =>
      store.list({ account, region, type: "subnet" }, { targetType, target: "vpc-1" }).map(({ id }) => id);
    expect(list("vpc")).toEqual(["a"]);
    expect(list("other")).toEqual([]);
  });

  it("takes back everything of a transaction that fails", () => {
    const store = open();
    expect(() =>
      store.transaction(() => {
        store.insert(resource("a"), []);
        throw new Error("refused");
      }),
    ).toThrow("refused");
    expect(store.list()).toEqual([]);
  });

  it("refuses a file of another form, and leaves it as it is", () => {
    open();
    const database = new DatabaseSync(path);
    database.exec("PRAGMA user_version = 99");
    database.close();
    expect(() => new Store(path)).toThrow(/has form 99.*reads form 1/);
  });

  it("is where the variable says, which must be absolute", () => {
    expect(storePath({ STRATA_AWS_LOCAL_STORE: "/x/y" })).toBe("/x/y");
    expect(storePath({})).toMatch(/\.strata\/cloud\.sqlite$/);
    expect(() => storePath({ STRATA_AWS_LOCAL_STORE: "x" })).toThrow(
      /absolute path.*export STRATA_AWS_LOCAL_STORE=/,
    );
  });
});
