/** The ten rules of a correct lease, as tools/state/README.md has them. What is here is what test/mutate.ts relies on. */
import type { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { Scene, LOCK } from "../../test/support/scene.ts";
import { serviceError } from "../../test/support/fake-database.ts";
import { LeaseLostError, LeaseWaitTimeoutError, LockTableUnreachableError } from "./errors.ts";
import { forceUnlock } from "./force-unlock.ts";
import { completeSettings } from "./settings.ts";
import { isLeftBy } from "./remove-locks.ts";

let scene: Scene;
beforeEach(() => (scene = new Scene()));

const SECOND = 1_000;
/** Half of the next to come looks; all are over when a second has passed. */
const MOMENT = 1 * SECOND;

describe("rule 1: acquired with one update, and never deleted", () => {
  it("the first takes it with one request", async () => {
    const alice = scene.contender("alice");
    const lease = await alice.acquire();
    expect(alice.sent).toEqual(["UpdateItemCommand"]);
    expect(lease.fence).toBe(1);
    expect(scene.record).toMatchObject({ fence: 1, released: false, owner: alice.owner, waiters: [] });
    expect(scene.record.recordVersion).toBe(lease.recordVersion);
    await lease.release();
  });

  it("so does the next once it is released, with a higher fence", async () => {
    await (await scene.contender("alice").acquire()).release();
    const bob = scene.contender("bob");
    const lease = await bob.acquire();
    expect(bob.sent).toEqual(["UpdateItemCommand"]);
    expect(lease).toMatchObject({ fence: 2, takenOverFrom: undefined });
    await lease.release();
    expect(scene.record).toMatchObject({ fence: 2, released: true });
  });

  it("nobody takes it while it is held", async () => {
    const lease = await scene.contender("alice").acquire();
    await expect(scene.contender("bob").acquire({ settings: { waitMilliseconds: 0 } })).rejects.toThrow(
      LeaseWaitTimeoutError,
    );
    expect(scene.record).toMatchObject({ fence: 1, owner: { actor: "alice" } });
    await lease.release();
  });
});

describe("rule 2: taken over only after a whole lease without a sign of life, by one's own clock", () => {
  it("from an owner that died, with its name", async () => {
    const alice = scene.contender("alice");
    const first = await alice.acquire();
    alice.clock.pause();
    const waiting = scene.contender("bob").acquire();
    await scene.world.advance(59 * SECOND);
    expect(scene.record.owner.actor).toBe("alice");
    const lease = await scene.within(2 * SECOND, waiting);
    expect(lease).toMatchObject({ fence: 2, takenOverFrom: alice.owner });
    await lease.release();
    await first.release();
  });

  it("never from one that renews it, at a quarter of the lease", async () => {
    const lease = await scene.contender("alice").acquire();
    const bob = scene.contender("bob").acquire({ settings: { waitMilliseconds: 300 * SECOND } });
    bob.catch(() => undefined);
    const versions = new Set<string>();
    for (let second = 0; second < 250; second++) {
      await scene.world.advance(SECOND);
      versions.add(scene.record.recordVersion);
    }
    expect(versions.size).toBe(17);
    expect(scene.record).toMatchObject({ fence: 1, recordVersion: lease.recordVersion });
    expect(lease.lost.aborted).toBe(false);
    await lease.release();
    await (await scene.within(MOMENT, bob)).release();
  });

  it("not from one whose heartbeat arrives between the look and the deed", async () => {
    const alice = scene.contender("alice");
    await alice.acquire();
    alice.clock.pause();
    const bob = scene.contender("bob");
    const { client } = bob.table;
    const send = (command: UpdateItemCommand): Promise<unknown> => {
      const item = scene.database.items.get(LOCK);
      if (command.input.ExpressionAttributeValues?.[":observed"] !== undefined && scene.record.fence === 1)
        scene.database.put({ ...item, recordVersion: { S: "late" } });
      return client.send(command);
    };
    const table = { name: "locks", client: { send } as unknown as typeof client };
    const waiting = bob.acquire({ table });
    await scene.world.advance(119 * SECOND);
    expect(scene.record).toMatchObject({ fence: 1, recordVersion: "late" });
    scene.database.put({ ...scene.database.items.get(LOCK), released: { BOOL: true }, fence: { N: "2" } });
    await (await scene.within(2 * SECOND, waiting)).release();
  });

  it("whatever the clocks of walls say", async () => {
    const alice = scene.contender("alice");
    const lease = await alice.acquire();
    const bob = scene.contender("bob");
    const waiting = bob.acquire();
    for (const day of [1, -2, 3]) {
      bob.clock.set(day * 86_400 * SECOND);
      alice.clock.set(-day * 86_400 * SECOND);
      await scene.world.advance(20 * SECOND);
    }
    expect(scene.record.fence).toBe(1);
    expect(lease.lost.aborted).toBe(false);
    await lease.release();
    await (await scene.within(MOMENT, waiting)).release();
  });

  it("reads are consistent: one that was not might show a lease without its last heartbeat", async () => {
    const alice = scene.contender("alice");
    const lease = await alice.acquire();
    const bob = scene.contender("bob");
    const waiting = bob.acquire({ settings: { waitMilliseconds: 5 * SECOND } });
    waiting.catch(() => undefined);
    await scene.world.advance(SECOND);
    // What an eventually consistent read shows is a record without him, so that he would join again and again.
    expect(bob.sent.filter((name) => name === "UpdateItemCommand")).toHaveLength(2);
    await scene.world.advance(10 * SECOND);
    await expect(waiting).rejects.toThrow(LeaseWaitTimeoutError);
    await lease.release();
  });

  it("a heartbeat may fail twice: it comes at a third of the lease at the latest", () => {
    expect(() => completeSettings({ leaseMilliseconds: 3000, heartbeatMilliseconds: 1000 })).not.toThrow();
    expect(() => completeSettings({ leaseMilliseconds: 3000, heartbeatMilliseconds: 1001 })).toThrow(
      /heartbeatMilliseconds: got 1001; allowed: 1 to 1000/,
    );
  });

  it("a machine that slept asks at once whether it still has it, for its clock stood still", async () => {
    const alice = scene.contender("alice");
    const lease = await alice.acquire();
    await scene.world.advance(5 * SECOND);
    alice.clock.pause();
    const bob = await scene.within(70 * SECOND, scene.contender("bob").acquire());
    alice.clock.resume(true);
    expect(lease.remainingMilliseconds).toBeGreaterThan(0);
    await scene.world.advance(MOMENT);
    expect(lease.lost.reason).toBeInstanceOf(LeaseLostError);
    expect(bob.lost.aborted).toBe(false);
    await bob.release();
    await lease.release();
  });
});

describe("rule 3: after a time-out that says nothing, the record tells", () => {
  it("it is ours though nobody answered", async () => {
    const alice = scene.contender("alice");
    alice.fates.push("answer lost");
    const lease = await scene.within(4 * SECOND, alice.acquire());
    expect(lease).toMatchObject({ fence: 1, takenOverFrom: undefined });
    expect(scene.database.updates).toBe(1);
    // It is counted from when it was asked for.
    expect(lease.remainingMilliseconds).toBeLessThanOrEqual(42 * SECOND);
    await lease.release();
  });

  it("it is not, and is asked for again", async () => {
    const alice = scene.contender("alice");
    alice.fates.push("request lost");
    const lease = await scene.within(4 * SECOND, alice.acquire());
    expect(lease.fence).toBe(1);
    await lease.release();
  });

  it("a takeover without an answer names whom it is from", async () => {
    const alice = scene.contender("alice");
    const first = await alice.acquire();
    alice.clock.pause();
    const bob = scene.contender("bob");
    const waiting = bob.acquire();
    await scene.world.advance(59.9 * SECOND);
    bob.fates.push("answered", "answer lost");
    const lease = await scene.within(6 * SECOND, waiting);
    expect(lease).toMatchObject({ fence: 2, takenOverFrom: alice.owner });
    await lease.release();
    await first.release();
  });

  it("one whose answer came too late is renewed before it is relied on", async () => {
    const alice = scene.contender("alice");
    alice.fates.push("answer lost");
    const waiting = alice.acquire();
    await scene.world.advance(SECOND);
    alice.clock.pause();
    await scene.world.advance(50 * SECOND);
    const before = scene.record.recordVersion;
    alice.clock.resume();
    const lease = await scene.within(MOMENT, waiting);
    expect(lease.recordVersion).not.toBe(before);
    expect(lease.remainingMilliseconds).toBeGreaterThan(43 * SECOND);
    await lease.release();
  });

  it("a heartbeat without an answer is sent again, as the same", async () => {
    const alice = scene.contender("alice");
    const lease = await alice.acquire();
    alice.fates.push("answer lost");
    await scene.world.advance(30 * SECOND);
    expect(lease.lost.aborted).toBe(false);
    expect(lease.recordVersion).toBe(scene.record.recordVersion);
    await lease.release();
    expect(scene.record.released).toBe(true);
  });
});

describe("rule 4: lost at the latest at one's own deadline, and then never renewed", () => {
  it("when no heartbeat succeeds", async () => {
    const alice = scene.contender("alice");
    const lease = await alice.acquire();
    alice.cut = true;
    await scene.world.advance(44.9 * SECOND);
    expect(lease.lost.aborted).toBe(false);
    expect(lease.remainingMilliseconds).toBeCloseTo(100);
    await scene.world.advance(0.1 * SECOND);
    expect(lease.lost.reason).toBeInstanceOf(LeaseLostError);
    expect((lease.lost.reason as Error).message).toMatch(
      /The lease of state\/network\/dev \(fence 1\) is lost: it could not be renewed for 45 s \(TimeoutError: .*\)[^]*strata lock show/,
    );
    expect(lease.expired.aborted).toBe(false);
    alice.cut = false;
    const version = scene.record.recordVersion;
    await scene.world.advance(14 * SECOND);
    expect(scene.record.recordVersion).toBe(version);
    expect(lease.expired.aborted).toBe(false);
    await scene.world.advance(SECOND);
    expect(lease.expired.aborted).toBe(true);
    await lease.release();
  });

  it("when the process did not run meanwhile", async () => {
    const alice = scene.contender("alice");
    const lease = await alice.acquire();
    const { sent } = alice;
    const before = sent.length;
    alice.clock.pause();
    await scene.world.advance(50 * SECOND);
    alice.clock.resume();
    expect(lease.remainingMilliseconds).toBe(0);
    await scene.world.advance(MOMENT);
    expect(sent).toHaveLength(before);
    expect((lease.lost.reason as Error).message).toMatch(/this process was not running/);
    await lease.release();
  });

  it("at once when somebody else has it", async () => {
    const alice = scene.contender("alice");
    const lease = await alice.acquire();
    const { record } = scene;
    scene.database.put({
      ...scene.database.items.get(LOCK),
      fence: { N: "2" },
      recordVersion: { S: "other" },
      owner: { M: { ...scene.database.items.get(LOCK)?.["owner"]?.M, actor: { S: "mallory\u001B[2J" } } },
    });
    await scene.world.advance(16 * SECOND);
    expect((lease.lost.reason as Error).message).toMatch(
      /it was taken over by mallory\uFFFD\[2J on host-of-alice \(pid 12\), up since .* \(fence 2\)/,
    );
    expect(lease.expired.aborted).toBe(true);
    expect(scene.record.recordVersion).toBe("other");
    expect(record.fence).toBe(1);
    await lease.release();
    expect(scene.record.released).toBe(false);
  });
});

describe("rule 5: released by its owner only", () => {
  const others = [
    ["a later lease, whose record version is the same", { fence: { N: "2" } }],
    ["another record version, with the same fence", { recordVersion: { S: "other" } }],
  ] as const;

  it.each(others)("not %s", async (_, change) => {
    const lease = await scene.contender("alice").acquire();
    scene.database.put({ ...scene.database.items.get(LOCK), ...change });
    await lease.release();
    expect(scene.record.released).toBe(false);
  });

  it.each(others)("and renewed by its owner only: not %s", async (_, change) => {
    const lease = await scene.contender("alice").acquire();
    scene.database.put({ ...scene.database.items.get(LOCK), ...change });
    const { recordVersion } = scene.record;
    await scene.world.advance(16 * SECOND);
    expect(scene.record.recordVersion).toBe(recordVersion);
    expect(lease.lost.aborted).toBe(true);
    await lease.release();
  });

  it("also where a heartbeat is not answered, and what is still on its way does nothing then", async () => {
    const alice = scene.contender("alice");
    const lease = await alice.acquire();
    await scene.world.advance(14 * SECOND);
    alice.fates.push("answer lost");
    await scene.world.advance(1.5 * SECOND);
    await lease.release();
    const { recordVersion, released } = scene.record;
    expect(released).toBe(true);
    expect(recordVersion).not.toBe(lease.recordVersion);
  });

  it("once, and at the end of a block", async () => {
    const alice = scene.contender("alice");
    {
      await using lease = await alice.acquire();
      expect(scene.record.released).toBe(false);
      await Promise.all([lease.release(), lease.release()]);
    }
    expect(scene.record.released).toBe(true);
    expect(alice.sent).toEqual(["UpdateItemCommand", "UpdateItemCommand"]);
  });

  it("a table that cannot be reached is said, and fails nothing", async () => {
    const alice = scene.contender("alice");
    const lease = await alice.acquire();
    alice.cut = true;
    await scene.within(20 * SECOND, lease.release());
    expect(alice.problems).toEqual([
      expect.stringMatching(/could not be released: TimeoutError.*whoever comes next waits 60 s for it/),
    ]);
    expect(lease.lost.aborted).toBe(false);
  });
});

describe("rule 6: ended by force exactly as it was shown, with who and why", () => {
  const request = { lockId: LOCK, fence: 1, actor: "bob", reason: "its runner is gone" };

  it("is recorded, and its owner is told", async () => {
    const alice = scene.contender("alice");
    const lease = await alice.acquire();
    const record = await forceUnlock(alice.table, request);
    expect(record).toMatchObject({
      released: true,
      unlock: { actor: "bob", reason: "its runner is gone", fence: 1, owner: alice.owner },
    });
    await scene.world.advance(16 * SECOND);
    expect((lease.lost.reason as Error).message).toMatch(/bob ended it by force \(its runner is gone\)/);
    await lease.release();
  });

  it.each([
    ["another fence", { fence: 2 }, /has the fence 1, not 2: it is held by alice on host-of-alice/],
    ["no such lease", { lockId: "state/network/prod" }, /There is no lease "state\/network\/prod"/],
    ["no reason and no actor", { reason: " ", actor: "" }, /actor: got nothing[^]*reason: got nothing/],
    ["no number", { fence: Number.NaN }, /fence: got NaN/],
  ])("%s: nothing happens", async (_, change, message) => {
    const alice = scene.contender("alice");
    const lease = await alice.acquire();
    await expect(forceUnlock(alice.table, { ...request, ...change })).rejects.toThrow(message);
    expect(scene.record.released).toBe(false);
    await lease.release();
  });

  it.each([
    ["another owner", { fence: { N: "2" } }, /has the fence 2, not 1/],
    ["none any more", { released: { BOOL: true } }, /was released/],
  ] as const)("it has %s between the look and the deed: nothing happens", async (_, change, message) => {
    const alice = scene.contender("alice");
    const lease = await alice.acquire();
    const { client } = alice.table;
    const table = {
      name: "locks",
      client: {
        send: async (command: Parameters<typeof client.send>[0]) => {
          const answer: unknown = await client.send(command);
          if (command.constructor.name === "GetItemCommand")
            scene.database.put({ ...scene.database.items.get(LOCK), ...change });
          return answer;
        },
      } as typeof client,
    };
    await expect(forceUnlock(table, request)).rejects.toThrow(message);
    expect(scene.record.unlock).toBeUndefined();
    await lease.release();
  });
});

it("rule 7: whoever waits sees who has it, for what, since when and where", async () => {
  const alice = scene.contender("alice");
  const lease = await alice.acquire();
  await lease.noteProcess(4711);
  const seen: unknown[] = [];
  const waiting = scene.contender("bob").acquire({ onWait: (status) => seen.push(status) });
  await scene.world.advance(SECOND);
  expect(seen[0]).toEqual({
    holder: { ...alice.owner, processes: [4711] },
    heldForMilliseconds: 0,
    waitedMilliseconds: 0,
    position: 0,
  });
  expect(seen.at(-1)).toMatchObject({ heldForMilliseconds: 1000, waitedMilliseconds: 1000 });
  await lease.release();
  await (await scene.within(MOMENT, waiting)).release();
});

describe("rule 8: of Pulumi's own locks only the dead owner's are removed", () => {
  const owner = { ...new Scene().contender("alice").owner, processes: [4711] };
  const lock = {
    key: "x.json",
    pid: 4711,
    username: "alice",
    hostname: "host-of-alice",
    timestamp: "2026-11-29T00:00:01.5+00:00",
  };

  it.each([
    ["that of its CLI", {}, true],
    ["its own", { pid: 12 }, true],
    ["another process's", { pid: 13 }, false],
    ["another host's", { hostname: "host-of-bob" }, false],
    ["one from before it started", { timestamp: "2026-11-28T23:59:59Z" }, false],
    ["one without a time", { timestamp: "unknown" }, false],
  ])("%s: %j", (_, change, expected) => expect(isLeftBy({ ...lock, ...change }, owner)).toBe(expected));

  it("not that of a process that runs here", () => {
    const host = "host-of-alice";
    expect(isLeftBy(lock, owner, { host, isRunning: () => true })).toBe(false);
    expect(isLeftBy(lock, owner, { host, isRunning: () => false })).toBe(true);
  });
});

describe("rule 10: refused where the table cannot be asked", () => {
  it.each([
    ["nothing answers", "request lost", /TimeoutError/],
    ["the table does not exist", serviceError("ResourceNotFoundException", 400), /strata bootstrap/],
    ["it is not allowed", serviceError("AccessDeniedException", 400), /Allow dynamodb:GetItem/],
    ["the credentials have expired", serviceError("ExpiredTokenException", 400), /Sign in again/],
    ["there are none", Object.assign(new Error("x"), { name: "CredentialsProviderError" }), /Sign in again/],
    ["the key is another", serviceError("ValidationException", 400, "the key element"), /must be LockID/],
    ["it fails inside", serviceError("InternalServerError", 500), /InternalServerError/],
  ] as const)("%s", async (_, fate, message) => {
    const alice = scene.contender("alice");
    alice.fates.push(...Array.from({ length: 20 }, () => fate));
    const refused = scene.within(60 * SECOND, alice.acquire());
    await expect(refused).rejects.toThrow(LockTableUnreachableError);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow(/The lock table locks cannot be asked about state\/network\/dev/);
    expect(scene.database.items.size).toBe(0);
  });

  it("not for a moment's sake", async () => {
    const alice = scene.contender("alice");
    alice.fates.push("request lost", serviceError("ThrottlingException", 400), "request lost");
    await (await scene.within(20 * SECOND, alice.acquire())).release();
    expect(scene.record.fence).toBe(1);
  });
});
