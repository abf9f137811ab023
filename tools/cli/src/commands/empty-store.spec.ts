import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, type Store } from "@strata/aws-local";
import { emptyStore } from "./empty-store.ts";

let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "strata-empty-"));
  store = openStore(join(folder, "cloud.sqlite"));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

it("leaves no resource, and no name that is held back", () => {
  const key = {
    account: "000000000000",
    region: "eu-central-1",
    type: "aws:secretsmanager/secret:Secret",
    id: "s",
  };
  const now = "2025-01-01T00:00:00.000Z";
  store.insert(
    {
      ...key,
      urn: "urn",
      seed: "1",
      uniqueKey: null,
      inputs: "{}",
      outputs: "{}",
      createdAt: now,
      modifiedAt: now,
    },
    [],
  );
  store.holdBack(key, "a name", { what: "is held back", until: "2025-01-31T00:00:00.000Z" });
  expect(store.heldBack(key.account, key.region, "a name", now)).toBeDefined();
  expect(emptyStore(store)).toBe(1);
  expect(store.list()).toEqual([]);
  expect(store.heldBack(key.account, key.region, "a name", now)).toBeUndefined();
  expect(emptyStore(store)).toBe(0);
});
