import type { LeaseRecord } from "@strata/state/lock";
import { lock } from "./lock.ts";
import { renderLease, renderLeases } from "./lock-render.ts";

const OWNER = {
  actor: "alice\u001B[2J",
  host: "host7",
  pid: 12,
  operation: "up",
  startedAt: "2026-11-29T00:00:00Z",
  processes: [4711],
};
const HELD: LeaseRecord = {
  lockId: "bucket/network/dev",
  fence: 7,
  recordVersion: "v",
  released: false,
  leaseMilliseconds: 60_000,
  owner: OWNER,
  waiters: [
    { ticket: "bob@host8 1", number: 0 },
    { ticket: "carol@host9 2", number: 1 },
  ],
};
const FREE: LeaseRecord = {
  ...HELD,
  lockId: "bucket/eks/dev",
  released: true,
  waiters: [],
  unlock: { actor: "bob", reason: "its runner is gone", at: "2026-11-29T01:00:00Z", fence: 6, owner: OWNER },
};

it("leases are listed with the held ones first", () => {
  const [heading, first, second] = renderLeases([FREE, HELD], { environment: "dev", all: true }).split("\n");
  expect(heading).toMatch(/^LOCK ID +IS +FENCE +WAITING +OWNER$/);
  expect(first).toMatch(/^bucket\/network\/dev +held +7 +2 +alice\uFFFD\[2J on host7 \(pid 12\), up since/);
  expect(second).toMatch(/^bucket\/eks\/dev +free +7 +0 +alice/);
  expect(renderLeases([], { environment: "dev", all: false })).toMatch(/Nobody writes.*lock ls --all -c dev/);
  expect(renderLeases([], { environment: "dev", all: true })).toMatch(/ever/);
});

it("a held lease says who waits and how it is ended", () => {
  const text = renderLease(HELD, "dev");
  expect(text).toMatch(/^owner +alice\uFFFD\[2J on host7/m);
  expect(text).toMatch(/^pulumi +process 4711$/m);
  expect(text).toMatch(/^waiting +bob@host8\n +carol@host9$/m);
  expect(text).toContain('npx strata lock release bucket/network/dev --fence 7 --reason "…" -c dev\n');
  expect(renderLease({ ...HELD, lockId: "b/it's $(x)/dev" }, "dev")).toContain(
    "release 'b/it'\\''s $(x)/dev' --fence",
  );
});

it("a free one says who had it, and who ended it by force", () => {
  const text = renderLease(FREE, "dev");
  expect(text).toMatch(/^last owner +alice/m);
  expect(text).toMatch(
    /^by force +lease 6 of alice.* was ended by bob at 2026-11-29T01:00:00Z: its runner is gone$/m,
  );
  expect(text).not.toContain("lock release");
});

describe("a wrong call is refused with everything that is wrong", () => {
  it.each([
    [["steal"], /got "steal"[^]*strata lock release <lock-id> --fence/],
    [["ls", "--fence", "1"], /--fence means nothing to ls; expects an environment/],
    [["release", "x", "-c", "dev"], /expects the fence[^]*expects why/],
    [["release", "x", "--fence", "1", "--reason", " ", "-c", "dev"], /expects why/],
    [["show", "-c", "dev"], /expects 1 argument/],
  ])("%j", async (args, message) => expect(lock.run(args)).rejects.toThrow(message));

  it("an environment without leases says so", async () =>
    expect(lock.run(["ls", "-c", "local"])).rejects.toThrow(/The stacks of "local" have no leases/));
});
