import { checkpointHistory, renderHistory } from "./history.ts";
import { pendingAdvice, renderPending } from "./pending.ts";
import { restore } from "./restore.ts";
import { StateError } from "./state-error.ts";
import type { CheckpointStore, StoredVersion } from "./store.ts";
import { checkpointText } from "./testing.ts";

/** Versions in memory, the newest first. */
class MemoryStore implements CheckpointStore {
  readonly name = "memory";
  readonly all: [id: string, text: string][];
  constructor(...texts: string[]) {
    this.all = texts.map((text, index): [string, string] => [`v${texts.length - index}`, text]);
  }
  versions(): Promise<StoredVersion[]> {
    const start = Date.UTC(2026, 10, 29);
    return Promise.resolve(
      this.all.map(([id], index) => ({ id, key: "k", writtenAt: new Date(start - index * 60_000) })),
    );
  }
  current(): Promise<string | undefined> {
    return Promise.resolve(this.all[0]?.[0]);
  }
  read({ id }: StoredVersion): Promise<string> {
    return Promise.resolve(this.all.find(([known]) => known === id)?.[1] ?? "");
  }
  writers() {
    const [from, until] = [
      new Date(Date.UTC(2026, 10, 28, 23, 59)),
      new Date(Date.UTC(2026, 10, 28, 23, 59, 30)),
    ];
    return Promise.resolve([{ who: "mallory on host (pid 7)", from, until }]);
  }
  updates() {
    const at = new Date(Date.UTC(2026, 10, 29));
    return Promise.resolve([
      { kind: "update", from: at, until: at, result: "succeeded", author: "alice", commit: "0123456789" },
    ]);
  }
  write(text: string, over: string | undefined): Promise<string> {
    if (over !== this.all[0]?.[0]) return Promise.reject(new StateError("moved on"));
    const id = `v${this.all.length + 1}`;
    this.all.unshift([id, text]);
    return Promise.resolve(id);
  }
}

const one = checkpointText([]);
const two = checkpointText([{ urn: "urn:a", type: "a:b:C" }]);
const where = { stack: "network", environment: "dev" };
const attempt = async (store: MemoryStore, to: string, over?: string): Promise<string> =>
  restore(store, await checkpointHistory(store, 100), { ...where, to, over });

it("brings a version back as the newest, and keeps all", async () => {
  const store = new MemoryStore(two, one);
  expect(await attempt(store, "v1", "v2")).toBe("v3");
  expect(store.all).toEqual([
    ["v3", one],
    ["v2", two],
    ["v1", one],
  ]);
});

it("goes back over nothing that was not named, and says how, with what is newer and by whom", async () => {
  const store = new MemoryStore(two, one, one);
  await expect(attempt(store, "v1")).rejects.toThrow(
    /would go back over 2\. Nothing was changed\.\n {2}v3 .*\n {2}v2 .*mallory on host[^]*state diff network -c dev --from v1[^]*restore network -c dev --to v1 --over v3$/,
  );
  expect(store.all).toHaveLength(3);
});

it("refuses a stale name of the newest version", async () => {
  const store = new MemoryStore(two, one, one);
  await expect(attempt(store, "v1", "v2")).rejects.toThrow(
    /--over v2 is not the newest version, which is v3: somebody has written since[^]*--to v1 --over v3$/,
  );
  expect(store.all).toHaveLength(3);
});

it("refuses a corrupt version, and offers the newest good one", async () => {
  const store = new MemoryStore("{", one, two.slice(0, 50), two);
  await expect(attempt(store, "v2", "v4")).rejects.toThrow(
    /version v2 of the state of network in dev is corrupt[^]*not JSON[^]*newest good version is v3 [^]*--to v3 --over v4$/,
  );
  expect(store.all[0]).toEqual(["v4", "{"]);
  expect(await attempt(store, "v3", "v4")).toBe("v5");
});

it.each<[string, string, RegExp]>([
  ["v9", "v2", /no version "v9"; there are: v2, v1[^]*state history network -c dev/],
  ["v2", "v2", /is the newest already/],
])("to %s over %s is refused", async (to, over, message) => {
  const store = new MemoryStore(two, one);
  await expect(attempt(store, to, over)).rejects.toThrow(message);
  expect(store.all).toHaveLength(2);
});

it("shows who wrote which version, and which are corrupt", async () =>
  expect(renderHistory(await checkpointHistory(new MemoryStore(two, "?"), 10))).toEqual([
    "version  written (UTC)        resources  pending  by",
    "v2 *     2026-11-29 00:00:00  1                   (update, succeeded, 0123456, alice)",
    "v1       2026-11-28 23:59:00  corrupt             mallory on host (pid 7)",
  ]));

it("says of each pending operation what to do", () => {
  const pendingOperations = ["creating", "updating", "deleting", "reading"].map((type) => ({
    type,
    resource: { urn: `urn:it's ${type}`, type: "a:b:C", id: type === "creating" ? undefined : "i-1" },
  }));
  const text = renderPending(pendingAdvice({ pendingOperations }, where)).join("\n");
  expect(text).toMatch(
    /creating urn:it's creating\n[^]*--import-pending-creates 'urn:it'\\''s creating'[^]*<id>/,
  );
  expect(text).toMatch(/--clear-pending-creates --stack dev/);
  expect(text).toMatch(/updating urn:it's updating \(i-1\)\n.*npx nx run network:refresh -c dev --yes/);
  expect(text).toMatch(/deleting urn:it's deleting \(i-1\)\n.*npx nx run network:refresh -c dev --yes/);
});
