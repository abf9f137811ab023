import { LOCK, Scene } from "../../test/support/scene.ts";
import { timeout } from "../../test/support/fake-database.ts";
import { LeaseError, LeaseWaitTimeoutError } from "./errors.ts";
import type { Lease } from "./lease.ts";

let scene: Scene;
beforeEach(() => (scene = new Scene()));

const SECOND = 1_000;

it("the first to come is the first to have it", async () => {
  let holder = await scene.contender("first").acquire();
  const order: string[] = [];
  const waiting = new Map<string, Promise<Lease>>();
  for (const name of ["second", "third", "fourth"]) {
    const lease = scene.contender(name).acquire();
    waiting.set(name, lease);
    void lease.then(() => order.push(name));
    await scene.world.advance(SECOND);
  }
  expect(scene.record.waiters.map(({ number }) => number)).toEqual([0, 1, 2]);
  for (const lease of waiting.values()) {
    await holder.release();
    holder = await scene.within(2 * SECOND, lease);
  }
  expect(order).toEqual(["second", "third", "fourth"]);
  expect(scene.record.waiters).toEqual([]);
  await holder.release();
});

it("who comes while others wait does not get in before them, though it is free just then", async () => {
  const first = await scene.contender("first").acquire();
  const second = scene.contender("second").acquire();
  await scene.world.advance(SECOND);
  await first.release();
  const third = scene.contender("third");
  const late = third.acquire({ settings: { waitMilliseconds: 0 } });
  await expect(late).rejects.toThrow(/1 wait for it already \(second@host-of-second\)/);
  await (await scene.within(SECOND, second)).release();
});

it("who died while it waited costs those behind it one grace, and then it is forgotten", async () => {
  const first = await scene.contender("first").acquire();
  const dead = scene.contender("dead");
  const never = dead.acquire();
  await scene.world.advance(SECOND);
  const third = scene.contender("third").acquire();
  await scene.world.advance(SECOND);
  dead.clock.pause();
  await first.release();
  await scene.world.advance(5 * SECOND);
  expect(scene.record.released).toBe(true);
  const lease = await scene.within(2 * SECOND, third);
  expect(scene.record.waiters).toEqual([]);

  // It was only slow: it comes back with its number, ahead of who came later.
  const fourth = scene.contender("fourth").acquire();
  await scene.world.advance(2 * SECOND);
  dead.clock.resume();
  await scene.world.advance(2 * SECOND);
  expect(scene.record.waiters.map(({ ticket }) => ticket.split("@")[0])).toEqual(["dead", "fourth"]);
  await lease.release();
  await (await scene.within(2 * SECOND, never)).release();
  await (await scene.within(2 * SECOND, fourth)).release();
});

it("all who wait for a dead owner get in, one after the other", async () => {
  const first = scene.contender("first");
  await first.acquire();
  first.clock.pause();
  const waiting = ["a", "b", "c"].map((name) => scene.contender(name).acquire());
  await scene.world.advance(62 * SECOND);
  const taken: number[] = [];
  for (const lease of waiting)
    void lease.then((one) => {
      taken.push(one.fence);
      return one.release();
    });
  await scene.world.advance(10 * SECOND);
  expect(taken).toEqual([2, 3, 4]);
});

it("is waited for no longer than one wants to, and nobody waits for who has gone", async () => {
  const first = await scene.contender("first").acquire();
  const waiting = scene.contender("second").acquire({ settings: { waitMilliseconds: 10 * SECOND } });
  const refused = scene.within(11 * SECOND, waiting);
  await expect(refused).rejects.toThrow(LeaseWaitTimeoutError);
  await expect(refused).rejects.toThrow(
    /The lease of state\/network\/dev is not free after 10 s: it is held by first on host-of-first \(pid 12\), up since .*, commit abc1234, https:\/\/ci\/first\. Nothing was run\. Look at it: npx strata lock show/,
  );
  expect(scene.record.waiters).toEqual([]);
  await first.release();
});

describe("who is interrupted", () => {
  it("while it waits, waits no more", async () => {
    const first = await scene.contender("first").acquire();
    const stop = new AbortController();
    const waiting = scene.contender("second").acquire({ signal: stop.signal });
    waiting.catch(() => undefined);
    await scene.world.advance(SECOND);
    expect(scene.record.waiters).toHaveLength(1);
    stop.abort();
    await expect(scene.within(0, waiting)).rejects.toThrow(LeaseError);
    await expect(waiting).rejects.toThrow(/Interrupted while waiting/);
    expect(scene.record.waiters).toEqual([]);
    await first.release();
  });

  it("before it begins, asks for nothing", async () => {
    const second = scene.contender("second");
    await expect(second.acquire({ signal: AbortSignal.abort() })).rejects.toThrow(/Interrupted/);
    expect(scene.database.items.size).toBe(0);
  });

  it("while nobody says whether it has the lease, has it no more", async () => {
    const second = scene.contender("second");
    second.fates.push("answer lost");
    const stop = new AbortController();
    const waiting = second.acquire({ signal: stop.signal });
    waiting.catch(() => undefined);
    await scene.world.advance(SECOND);
    expect(scene.record.released).toBe(false);
    stop.abort();
    await expect(scene.within(3 * SECOND, waiting)).rejects.toThrow(/Interrupted/);
    expect(scene.record.released).toBe(true);
  });
});

describe("a record that somebody deleted", () => {
  it("while it was waited for, is made anew", async () => {
    await scene.contender("first").acquire();
    const waiting = scene.contender("second").acquire();
    await scene.world.advance(SECOND);
    scene.database.items.clear();
    const lease = await scene.within(2 * SECOND, waiting);
    expect(lease.fence).toBe(1);
    await lease.release();
  });

  it("just before somebody joins the queue, is made anew", async () => {
    await scene.contender("first").acquire();
    const second = scene.contender("second");
    const { client } = second.table;
    const table = {
      name: "locks",
      client: {
        send: async (command: Parameters<typeof client.send>[0]) => {
          const answer: unknown = await client.send(command);
          if (command.constructor.name === "GetItemCommand") scene.database.items.delete(LOCK);
          return answer;
        },
      } as typeof client,
    };
    const lease = await scene.within(2 * SECOND, second.acquire({ table }));
    expect(lease.fence).toBe(1);
    await lease.release();
  });

  it("that is not a lease, is refused with what is wrong", async () => {
    scene.database.put({ LockID: { S: LOCK }, Info: { S: "{}" } });
    await expect(scene.contender("first").acquire()).rejects.toThrow(
      /The item "state\/network\/dev" of the lock table is not a lease:[^]*fence: [^]*backend\.lockTable/,
    );
  });
});

it("writes that are never answered, though reads are, end in a refusal", async () => {
  const first = scene.contender("first");
  first.fates.push(...Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? timeout() : "answered")));
  await expect(scene.within(60 * SECOND, first.acquire())).rejects.toThrow(/TimeoutError/);
  expect(first.sent).toHaveLength(12);
});

describe("a process that is noted", () => {
  it("is written at once, and again with each heartbeat", async () => {
    const lease = await scene.contender("first").acquire();
    await scene.within(0, Promise.all([lease.noteProcess(1), lease.noteProcess(2), lease.noteProcess(1)]));
    expect(scene.record.owner.processes).toEqual([1, 2]);
    await scene.world.advance(20 * SECOND);
    expect(scene.record.owner).toEqual(lease.owner);
    await lease.release();
  });

  it("is waited for no longer than the lease is held", async () => {
    const first = scene.contender("first");
    const lease = await first.acquire();
    first.cut = true;
    const noted = lease.noteProcess(1);
    await scene.within(46 * SECOND, noted);
    expect(lease.lost.aborted).toBe(true);
    await lease.noteProcess(2);
    await scene.within(20 * SECOND, lease.release());
    expect(scene.record.owner.processes).toBeUndefined();
  });
});

it("an abandoned lease is renewed no more and not released, so that the next one takes it over", async () => {
  const first = scene.contender("first");
  const lease = await first.acquire();
  lease.abandon();
  const version = scene.record.recordVersion;
  const next = await scene.within(70 * SECOND, scene.contender("second").acquire());
  expect(next).toMatchObject({ fence: 2, takenOverFrom: first.owner });
  expect(lease.lost.aborted).toBe(false);
  expect(scene.record.recordVersion).not.toBe(version);
  await lease.release();
  expect(scene.record.released).toBe(false);
  await next.release();
});
