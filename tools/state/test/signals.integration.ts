/** SIGINT, SIGTERM, SIGHUP and SIGKILL while a process waits for a lease and while it holds one. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { acquireLease, type Lease, readLease } from "../src/lock/index.ts";
import { createLockTable, type DynaliteServer, dynaliteServer, tableAt } from "./support/dynalite-server.ts";

let server: DynaliteServer;
const children: ChildProcess[] = [];
beforeAll(async () => {
  server = await dynaliteServer();
  await createLockTable(tableAt(server.endpoint).client);
});
afterAll(() => server.stop());
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

const SCRIPT = join(import.meta.dirname, "support/lease-process.ts");

/** A process, once it has said a line that begins so. */
async function processThatSays(word: string, lockId: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [SCRIPT, server.endpoint.origin, lockId], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout! });
  for await (const line of lines) {
    if (line.startsWith(word)) return child;
  }
  throw new Error(`it ended without saying ${word}`);
}

const acquire = (lockId: string): Promise<Lease> =>
  acquireLease({
    table: tableAt(server.endpoint),
    lockId,
    owner: { actor: "test", host: "h", pid: 1, operation: "up", startedAt: new Date().toISOString() },
    settings: { leaseMilliseconds: 3000, waitMilliseconds: 10_000 },
  });
const recordOf = (lockId: string) => readLease(tableAt(server.endpoint), lockId);

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

describe.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("rule 5: %s", (signal) => {
  it("releases a lease that is held", async () => {
    const lockId = `held/${signal}`;
    await end(await processThatSays("held", lockId), signal);
    expect(await recordOf(lockId)).toMatchObject({ fence: 1, released: true });
    const next = await acquire(lockId);
    expect(next).toMatchObject({ fence: 2, takenOverFrom: undefined });
    await next.release();
  });

  it("leaves nobody in the queue", async () => {
    const lockId = `waiting/${signal}`;
    const lease = await acquire(lockId);
    const child = await processThatSays("waiting", lockId);
    expect((await recordOf(lockId))?.waiters).toHaveLength(1);
    await end(child, signal);
    expect(await recordOf(lockId)).toMatchObject({ released: false, waiters: [] });
    expect(lease.lost.aborted).toBe(false);
    await lease.release();
  });
});

describe("SIGKILL", () => {
  it("of who holds it: taken over after one lease, and the dead one is named", async () => {
    const lockId = "held/SIGKILL";
    const child = await processThatSays("held", lockId);
    await end(child, "SIGKILL");
    const started = Date.now();
    const next = await acquire(lockId);
    expect(Date.now() - started).toBeLessThan(5000);
    expect(next).toMatchObject({ fence: 2, takenOverFrom: { actor: "child", pid: child.pid } });
    await next.release();
  });

  it("of who is next: whoever is behind gets in after a grace", async () => {
    const lockId = "waiting/SIGKILL";
    const lease = await acquire(lockId);
    await end(await processThatSays("waiting", lockId), "SIGKILL");
    await lease.release();
    const next = await acquire(lockId);
    expect(next.fence).toBe(2);
    expect((await recordOf(lockId))?.waiters).toEqual([]);
    await next.release();
  });
});
