import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { FolderStore } from "./folder-store.ts";
import { checkpointHistory } from "./history.ts";
import { restore } from "./restore.ts";
import { checkpointText } from "./testing.ts";

const one = checkpointText([]);
const two = checkpointText([{ urn: "urn:a", type: "a:b:C" }]);
const where = { stack: "network", environment: "local" };

let root: string;
let store: FolderStore;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "strata-folder-"));
  store = new FolderStore(root, { project: "network", stack: "local" });
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (path: string, content: string | Uint8Array): void => {
  mkdirSync(join(root, ".pulumi", path, ".."), { recursive: true });
  writeFileSync(join(root, ".pulumi", path), content);
};
const current = (): string => readFileSync(join(root, ".pulumi/stacks/network/local.json"), "utf8");

it("has the versions that Pulumi keeps, the newest first, compressed ones too", async () => {
  write("stacks/network/local.json", two);
  write("history/network/local/local-1700000000000000000.checkpoint.json", one);
  write("history/network/local/local-1700000000000000000.checkpoint.json.attrs", "{}");
  write("history/network/local/local-1700000000000000000.history.json", "{}");
  write("backups/network/local/local.1600000000000000000.json.gz", gzipSync(one));
  write("backups/network/local/other.1500000000000000000.json", one);
  const entries = await checkpointHistory(store, 10);
  expect(
    entries.map(({ version, current: is, checkpoint }) => [version.id, is, checkpoint?.resources.length]),
  ).toEqual([
    ["current", true, 1],
    ["1700000000000000000", false, 0],
    ["1600000000000000000", false, 0],
  ]);
});

it("goes back to one, and keeps what it goes back over as one more", async () => {
  write("stacks/network/local.json", two);
  write("history/network/local/local-1700000000000000000.checkpoint.json", one);
  const request = { ...where, to: "1700000000000000000", over: "current" };
  await restore(store, await checkpointHistory(store, 10), request);
  expect(current()).toBe(one);
  const entries = await checkpointHistory(store, 10);
  expect(entries.map(({ checkpoint }) => checkpoint?.resources.length)).toEqual([0, 1, 0]);
});

it("writes nothing while a run has the stack", async () => {
  write("stacks/network/local.json", two);
  write("history/network/local/local-1700000000000000000.checkpoint.json", one);
  write("locks/organization/network/local/1.json", "{}");
  const request = { ...where, to: "1700000000000000000", over: "current" };
  await expect(restore(store, await checkpointHistory(store, 10), request)).rejects.toThrow(
    /is locked by a run/,
  );
  expect(current()).toBe(two);
});

it("says where there is nothing", async () => {
  await expect(store.versions()).rejects.toThrow(
    /no state of network\/local in .*npx strata init network -c local/,
  );
});
