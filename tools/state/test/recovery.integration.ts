import { GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { BUCKET, LeasedWorkspace } from "../../nx-pulumi/test/support/leased-workspace.ts";

const KEY = ".pulumi/stacks/items/dev.json";

interface Entry {
  readonly id: string;
  readonly current: boolean;
  readonly resources?: number;
  readonly pendingOperations?: number;
  readonly problems: readonly string[];
  readonly writers: readonly string[];
  readonly update?: { readonly kind: string; readonly result: string };
}

describe("a state in a bucket", () => {
  let workspace: LeasedWorkspace;
  beforeAll(async () => {
    workspace = await LeasedWorkspace.open({ lease: "4" });
    for (const name of ["first", "second"]) {
      workspace.want(name);
      const { code, text } = await workspace.up();
      if (code !== 0) throw new Error(text);
    }
  }, 300_000);
  afterAll(() => workspace[Symbol.asyncDispose]());

  const state = (...args: string[]) => workspace.strata(["state", ...args]);
  const history = async (): Promise<Entry[]> => {
    const { code, text } = await state("history", "items", "-c", "dev", "--json");
    const json = text.slice(text.indexOf("[\n"));
    if (code !== 0) throw new Error(text);
    return JSON.parse(json) as Entry[];
  };
  const object = async (): Promise<string> => {
    const { Body } = await workspace.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: KEY }));
    return (await Body?.transformToString()) ?? "";
  };
  /** The version with both items that was the last of its update. */
  const withItems = (entries: Entry[], count: number): Entry => {
    // The root, its provider, the items.
    const found = entries.find(
      ({ resources, pendingOperations }) => resources === count + 2 && !pendingOperations,
    );
    if (found === undefined) throw new Error(`no version with ${count} items`);
    return found;
  };

  it("has a history: who wrote what, in which run", async () => {
    const entries = await history();
    expect(entries.filter(({ current }) => current)).toEqual([entries[0]]);
    expect(entries[0]).toMatchObject({ resources: 4, update: { kind: "update", result: "succeeded" } });
    for (const { writers, problems } of entries) {
      expect(problems).toEqual([]);
      expect(writers).toEqual([expect.stringMatching(/^\S+ on \S+ \(pid \d+\)/)]);
    }
    const shown = await state("history", "items", "-c", "dev", "--limit", "2");
    expect(shown.text).toMatch(
      /version +written \(UTC\) +resources +pending +by\n\S+ \* +20\d\d-.* 4 .*\(pid \d+\)/,
    );
  });

  it("shows what two versions differ in", async () => {
    const entries = await history();
    const [one, two] = [withItems(entries, 1), withItems(entries, 2)];
    const { code, text } = await state("diff", "items", "-c", "dev", "--from", one.id, "--to", two.id);
    expect([code, text]).toEqual([
      0,
      expect.stringMatching(/from \S+ [^]*to {3}\S+ [^]*\+ slow:index:Item {2}second {2}\(second\)/),
    ]);
    const unknown = await state("diff", "items", "-c", "dev", "--from", "nope");
    expect([unknown.code, unknown.text]).toEqual([1, expect.stringMatching(/no version "nope"/)]);
  });

  it("goes back only over a version that was named, as one writer, and deletes none", async () => {
    const before = await history();
    const [one, two] = [withItems(before, 1), before[0]];
    const asked = await state("restore", "items", "-c", "dev", "--to", one.id);
    expect([asked.code, asked.text]).toEqual([
      1,
      expect.stringMatching(/would go back over \d+. Nothing was changed/),
    ]);
    const command = /npx strata state restore items -c dev --to (\S+) --over (\S+)/.exec(asked.text);
    expect(command?.slice(1)).toEqual([one.id, two?.id]);
    const stale = await state("restore", "items", "-c", "dev", "--to", one.id, "--over", before[1]?.id ?? "");
    expect([stale.code, stale.text]).toEqual([1, expect.stringMatching(/somebody has written since/)]);
    expect(await history()).toEqual(before);

    const restored = await state("restore", "items", "-c", "dev", "--to", one.id, "--over", two?.id ?? "");
    expect([restored.code, restored.text]).toEqual([
      0,
      expect.stringMatching(/is that of .* again: version/),
    ]);
    const after = await history();
    expect(after.slice(1).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after[0]).toMatchObject({ current: true, resources: 3 });
    // The second item is wanted still.
    const again = await workspace.up();
    expect([again.code, (await workspace.state()).items]).toEqual([0, ["first", "second"]]);
  });

  it("that is corrupt is refused by all, stays as it is, and the newest good version is offered", async () => {
    const good = (await history())[0];
    const half = (await object()).slice(0, 400);
    await workspace.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: KEY, Body: half }));
    const shown = await state("history", "items", "-c", "dev");
    expect([shown.code, shown.text]).toEqual([
      1,
      expect.stringMatching(/\* .* corrupt .*nobody knows[^]*not JSON/),
    ]);
    const offered = /npx strata (state restore items -c dev --to (\S+) --over \S+)/.exec(shown.text);
    expect(offered?.[2]).toBe(good?.id);

    workspace.want("third");
    const { code, text } = await workspace.up();
    expect([code, text]).toEqual([
      1,
      expect.stringMatching(/is corrupt[^]*npx strata state history <stack> -c dev/),
    ]);
    expect(await object()).toBe(half);
    expect(workspace.record()).not.toContain("begin third");

    const restored = await workspace.strata((offered?.[1] ?? "").split(" "));
    expect([restored.code, restored.text]).toEqual([0, expect.any(String)]);
    const again = await workspace.up();
    expect([again.code, (await workspace.state()).items]).toEqual([0, ["first", "second", "third"]]);
  });

  it("of a run that was killed: what it had begun is listed, with what to do", async () => {
    workspace.want("slow", 60_000);
    let watch: NodeJS.Timeout | undefined;
    const killed = await workspace.pulumi(
      ["up", "--yes", "--skip-preview", "--stack", "dev"],
      { STRATA_LEASE: "none" },
      (kill) => {
        watch = setInterval(() => {
          if (!workspace.record().includes("begin slow")) return;
          clearInterval(watch);
          kill("SIGKILL");
        }, 50);
      },
    );
    clearInterval(watch);
    expect(killed.code).toBeNull();
    const { code, text } = await state("pending", "items", "-c", "dev");
    expect([code, text]).toEqual([
      0,
      expect.stringMatching(
        /interrupted[^]*creating urn:pulumi:dev::items::slow:index:Item::slow\n[^]*--import-pending-creates [^]*--clear-pending-creates --stack dev/,
      ),
    ]);
    const shown = await state("history", "items", "-c", "dev");
    expect([shown.code, shown.text]).toEqual([
      0,
      expect.stringMatching(/A run was interrupted[^]*creating urn/),
    ]);
  });

  it.each([
    [["history", "item", "-c", "dev"], 1, /"item".*items/],
    [["history", "items", "-c", "deu"], 1, /"deu".*dev/],
    [["history", "items"], 2, /-c <environment>/],
    [["erase", "items", "-c", "dev"], 2, /"erase"; allowed:[^]*strata state restore/],
    [["pending", "items", "-c", "dev", "--over", "x"], 2, /--over means nothing to pending/],
    [["history", "items", "-c", "dev", "--limit", "many"], 2, /--limit: got "many"/],
    [["restore", "items", "-c", "dev"], 2, /--to <version>/],
  ])("%j is refused", async (args, expected, message) => {
    const { code, text } = await state(...args);
    expect([code, text]).toEqual([expected, expect.stringMatching(message)]);
  });
});
