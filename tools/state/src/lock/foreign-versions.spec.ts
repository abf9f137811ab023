import type { CheckpointHistory, CheckpointVersion, PulumiWriter } from "./checkpoint-versions.ts";
import { differenceCommand, foreignVersions } from "./foreign-versions.ts";

const at = (second: number): Date => new Date(1_800_000_000_000 + second * 1000);
const KEY = ".pulumi/stacks/network/dev.json";
const version = (versionId: string, second: number): CheckpointVersion => ({
  key: KEY,
  versionId,
  lastModified: at(second),
});
const writer = (pid: number, from: number, until: number | undefined, hostname = "host7"): PulumiWriter => ({
  lock: { key: `${pid}.json`, pid, username: "x", hostname, timestamp: at(from).toISOString() },
  from: at(from),
  until: until === undefined ? undefined : at(until),
});
const OWNER = {
  owner: { actor: "alice", host: "host7", pid: 1, operation: "up", startedAt: "", processes: [10] },
};
const BEFORE: CheckpointHistory = { versions: [version("v0", 0)], writers: undefined, versioned: true };
const after = (versions: CheckpointVersion[], ...writers: PulumiWriter[]): CheckpointHistory => ({
  versions: [...versions, version("v0", 0)],
  writers,
  versioned: true,
});
const idsOf = (history: CheckpointHistory) =>
  foreignVersions(BEFORE, history, OWNER).map(({ version: { versionId }, certain }) => ({
    versionId,
    certain,
  }));

describe("rule 9: what was written during the lease must be one's own", () => {
  it.each([
    ["nothing was written", after([])],
    ["one's own CLI wrote it", after([version("v2", 5), version("v1", 4)], writer(10, 4, 5))],
    ["one's own process wrote it", after([version("v1", 4)], writer(1, 4, undefined))],
    [
      "another began when ours had ended, in the same second",
      after([version("v1", 5)], writer(10, 4, 5), writer(99, 5, 6)),
    ],
    ["another had it before, and wrote before", after([], writer(99, -9, -1))],
    ["the bucket keeps no versions", { ...after([version("null", 4)]), versioned: false }],
  ])("nothing is foreign: %s", (_, history) => expect(idsOf(history)).toEqual([]));

  it("another's is told with whose it is, and the versions beside it", () => {
    const history = after(
      [version("v3", 9), version("theirs", 7), version("v1", 4)],
      writer(10, 4, 5),
      writer(10, 9, 9, "host8"),
      writer(99, 6, 8),
      writer(10, 9, 10),
    );
    const [found, ...rest] = foreignVersions(BEFORE, history, OWNER);
    expect(rest).toMatchObject([]);
    expect(found).toMatchObject({
      version: { versionId: "theirs" },
      before: { versionId: "v1" },
      after: { versionId: "v3" },
      writer: { pid: 99 },
      certain: true,
    });
  });

  it("one of nobody's was written by something else than Pulumi", () => {
    const history = after([version("v1", 20)], writer(10, 4, 5));
    expect(foreignVersions(BEFORE, history, OWNER)).toMatchObject([
      { version: { versionId: "v1" }, writer: undefined, after: undefined, certain: true },
    ]);
  });

  it("unless it is known to be one's own, though Pulumi did not write it", () => {
    const history = after([version("restored", 20)]);
    expect(foreignVersions(BEFORE, history, { ...OWNER, ownVersions: ["restored"] })).toEqual([]);
    expect(foreignVersions(BEFORE, history, { ...OWNER, ownVersions: ["other"] })).toHaveLength(1);
  });

  it("what was written while both ran may be one's own", () => {
    expect(idsOf(after([version("v1", 6)], writer(10, 4, 8), writer(99, 5, 7)))).toEqual([
      { versionId: "v1", certain: false },
    ]);
  });

  it("the first version of a stack may be another's", () => {
    const nothing = { ...BEFORE, versions: [] };
    const history = { ...after([]), writers: [writer(99, 0, 1)] };
    expect(foreignVersions(nothing, history, OWNER)).toMatchObject([
      { version: { versionId: "v0" }, before: undefined },
    ]);
  });

  it("a history that is not made since the earlier one is a mistake of the caller's", () => {
    expect(() => foreignVersions(BEFORE, { ...after([]), writers: undefined }, OWNER)).toThrow(TypeError);
  });
});

describe("the difference", () => {
  const [one, two, three] = [version("v1", 1), version("v2", 2), version("v3", 3)];
  const foreign = { version: two, writer: undefined, certain: true };

  it.each([
    ["is to what replaced it", { before: one, after: three }, " --from v2 --to v3"],
    [
      "is from what it replaced, if it is the newest",
      { before: one, after: undefined },
      " --from v1 --to v2",
    ],
    ["is from nothing, if it is the only one", { before: undefined, after: undefined }, " --to v2"],
  ])("%s", (_, beside, flags) =>
    expect(differenceCommand("network", "dev", { ...foreign, ...beside })).toBe(
      `npx strata state diff network -c dev${flags}`,
    ),
  );
});
