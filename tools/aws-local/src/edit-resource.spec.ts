import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EditRefusedError, editResource, type PropertyEdit } from "./edit-resource.ts";
import { Store, type StoredResource } from "./store/store.ts";

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "strata-edit-"));
  store = new Store(join(folder, "cloud.sqlite"));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const SECRET = { $secretDigest: "abc" };
const VPC: StoredResource = {
  account: "000000000000",
  region: "eu-central-1",
  type: "aws:ec2/vpc:Vpc",
  id: "vpc-1",
  urn: "urn:pulumi:local::network::aws:ec2/vpc:Vpc::main",
  seed: "seed",
  uniqueKey: null,
  inputs: JSON.stringify({
    cidrBlock: "10.0.0.0/16",
    tags: { Name: "main", Token: SECRET },
    tagsAll: { Name: "main", Token: SECRET, Owner: "platform" },
  }),
  outputs: JSON.stringify({
    arn: "arn:vpc-1",
    cidrBlock: "10.0.0.0/16",
    enableDnsHostnames: false,
    tags: { Name: "main", Token: SECRET },
    tagsAll: { Name: "main", Token: SECRET, Owner: "platform" },
  }),
  createdAt: "2025-01-01T00:00:00.000Z",
  modifiedAt: "2025-01-01T00:00:00.000Z",
};
const edit = (...edits: PropertyEdit[]) => editResource(store, VPC, edits, new Date("2026-01-01T00:00:00Z"));
const outputs = () => JSON.parse(store.get(VPC)?.outputs ?? "{}") as Record<string, unknown>;

describe("an edit behind Pulumi's back", () => {
  beforeEach(() => store.insert(VPC, []));

  it("changes inputs and outputs, and all tags with the tags", () => {
    const edited = edit({ path: "enableDnsHostnames", value: true }, { path: "tags.Name", value: "other" });
    expect(edited).toEqual([
      { path: "enableDnsHostnames", before: false, after: true },
      { path: "tags.Name", before: "main", after: "other" },
    ]);
    expect(outputs()).toEqual({
      arn: "arn:vpc-1",
      cidrBlock: "10.0.0.0/16",
      enableDnsHostnames: true,
      tags: { Name: "other", Token: SECRET },
      tagsAll: { Name: "other", Token: SECRET, Owner: "platform" },
    });
    expect(JSON.parse(store.get(VPC)?.inputs ?? "{}")).toMatchObject({
      tags: { Name: "other", Token: SECRET },
    });
    expect(store.get(VPC)?.modifiedAt).toBe("2026-01-01T00:00:00.000Z");
  });

  it("takes out what is set to null", () => {
    edit({ path: "tags.Name", value: null });
    expect(outputs().tagsAll).toEqual({ Token: SECRET, Owner: "platform" });
  });

  it.each([
    ["nothing", 1, /There is no such property. Allowed: .*cidrBlock/],
    ["arn", "x", /AWS computes this/],
    ["id", "x", /AWS computes this/],
    ["region", "us-east-1", /identity/],
    ["tagsAll.Name", "x", /edit it as tags/],
    ["tags.Token", "x", /secret/],
    ["tags", {}, /secret/],
    ["tags.Token.$secretDigest", "x", /secret/],
    ["cidrBlock", "10.1.0.0/16", /AWS cannot change this of an existing resource/],
    ["enableDnsSupport", "yes", /type boolean, got one of type string/],
    ["tags.Name", 5, /type string, got one of type number/],
    ['tags["aws:x"]', "x", /reserved/],
    ["enableDnsHostnames.x", 1, /without members/],
    ["tags..x", 1, /no property path/],
  ])("refuses %s", (path, value, reason) => {
    expect(() => edit({ path, value })).toThrow(EditRefusedError);
    expect(() => edit({ path, value })).toThrow(reason);
    expect(store.get(VPC)).toEqual({ ...VPC });
  });

  it("says everything that is wrong at once, and changes nothing", () => {
    expect(() =>
      edit({ path: "enableDnsHostnames", value: true }, { path: "a", value: 1 }, { path: "b", value: 1 }),
    ).toThrow(/a: There is no[^]*b: There is no/);
    expect(outputs().enableDnsHostnames).toBe(false);
  });
});

it("an edit of something that is gone is refused", () => {
  expect(() => edit({ path: "tags.Name", value: "x" })).toThrow(/does not exist any more/);
});
