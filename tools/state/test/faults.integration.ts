/** What the user sees when the network between a lease and its table does what networks do. In real time, with short leases. */
import {
  acquireLease,
  type AcquireRequest,
  type Lease,
  type LeaseOwner,
  readLease,
} from "../src/lock/index.ts";
import { createLockTable, type DynaliteServer, dynaliteServer, tableAt } from "./support/dynalite-server.ts";
import {
  dynamoError,
  type Fault,
  type FaultProxy,
  faultProxy,
  type ProxiedRequest,
} from "./support/fault-proxy.ts";

let server: DynaliteServer;
let proxy: FaultProxy;
beforeAll(async () => {
  server = await dynaliteServer();
  await createLockTable(tableAt(server.endpoint).client);
});
afterAll(() => server.stop());
beforeEach(async () => (proxy = await faultProxy(server.endpoint)));
afterEach(() => proxy.stop());

const SETTINGS = { leaseMilliseconds: 2000, waitMilliseconds: 10_000 };
let count = 0;
const problems: string[] = [];

const ownerOf = (actor: string): LeaseOwner => ({
  actor,
  host: "host7",
  pid: 12,
  operation: "up",
  startedAt: new Date().toISOString(),
});

/** Acquires a lease, directly or with the faults of the proxy in between. */
function acquire(actor: string, through: URL, more: Partial<AcquireRequest> = {}): Promise<Lease> {
  return acquireLease({
    table: tableAt(through),
    lockId: `faults/${count}/dev`,
    owner: ownerOf(actor),
    settings: SETTINGS,
    onProblem: (message) => problems.push(message),
    ...more,
  });
}
beforeEach(() => {
  count++;
  problems.length = 0;
});

const isHeartbeat = ({ body }: ProxiedRequest): boolean => body.includes("SET #recordVersion = :next");
const isRelease = ({ body }: ProxiedRequest): boolean => body.includes("SET #released = :true");
const lost = ({ lost: signal }: Lease): Promise<Error> =>
  new Promise((resolve) => signal.addEventListener("abort", () => resolve(signal.reason as Error)));

it("heartbeats that are dropped: the lease is lost before its end, and said to be; the next one takes over", async () => {
  const lease = await acquire("alice", proxy.endpoint);
  proxy.decide = (request) => (isHeartbeat(request) ? { kind: "lose request" } : undefined);
  const started = Date.now();
  const waiting = acquire("bob", server.endpoint);
  const reason = await lost(lease);
  expect(Date.now() - started).toBeLessThan(SETTINGS.leaseMilliseconds);
  expect(reason.name).toBe("LeaseLostError");
  expect(reason.message).toMatch(
    /^The lease of faults\/\d+\/dev \(fence 1\) is lost: it could not be renewed for 2 s .*what ran under it was told to stop\. See what was done: npx strata lock show faults\/\d+\/dev/,
  );
  const next = await waiting;
  expect(next).toMatchObject({ fence: 2, takenOverFrom: { actor: "alice" } });
  await next.release();
  await lease.release();
});

it("a heartbeat that arrives later than the lease: it renews nothing that is somebody else's", async () => {
  const lease = await acquire("alice", proxy.endpoint);
  proxy.decide = (request) =>
    isHeartbeat(request) ? { kind: "deliver late", milliseconds: 3000 } : undefined;
  const next = await acquire("bob", server.endpoint);
  expect(next.fence).toBe(2);
  expect(lease.lost.aborted).toBe(true);
  await proxy.delivered();
  expect(next.lost.aborted).toBe(false);
  expect(await readLease(tableAt(server.endpoint), next.lockId)).toMatchObject({
    fence: 2,
    released: false,
    owner: { actor: "bob" },
  });
  await next.release();
  await lease.release();
});

it("an acquisition that arrives later than the lease: it takes nothing that is somebody else's", async () => {
  await (await acquire("zoe", server.endpoint)).release();
  proxy.decide = (request) =>
    request.operation === "UpdateItem" ? { kind: "deliver late", milliseconds: 4000 } : undefined;
  const stop = new AbortController();
  const waiting = acquire("alice", proxy.endpoint, { signal: stop.signal });
  const next = await acquire("bob", server.endpoint);
  expect(next.fence).toBe(2);
  await expect(
    new Promise((_, reject) => {
      setTimeout(() => stop.abort(), 3500);
      waiting.then(() => reject(new Error("it got in")), reject);
    }),
  ).rejects.toThrow(/Interrupted while waiting for the lease of faults/);
  await proxy.delivered();
  expect(next.lost.aborted).toBe(false);
  await next.release();
}, 30_000);

it("an answer to the acquisition that is dropped: it is ours all the same, once", async () => {
  let first = true;
  proxy.decide = ({ operation }) => {
    if (!first || operation !== "UpdateItem") return undefined;
    first = false;
    return { kind: "lose answer" };
  };
  // The time-out of a request is longer than this lease, so that it is renewed before it is relied on.
  const lease = await acquire("alice", proxy.endpoint);
  expect(lease).toMatchObject({ fence: 1, takenOverFrom: undefined });
  expect(lease.remainingMilliseconds).toBeGreaterThan(0);
  await lease.release();
}, 15_000);

it("503 for some heartbeats: nothing is lost", async () => {
  const lease = await acquire("alice", proxy.endpoint);
  let failures = 0;
  proxy.decide = (request) =>
    isHeartbeat(request) && failures++ < 3 ? dynamoError("ServiceUnavailable", 503) : undefined;
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(failures).toBeGreaterThan(3);
  expect(lease.lost.aborted).toBe(false);
  await lease.release();
});

it("503 for the release: it is said, and the lease runs out by itself", async () => {
  const lease = await acquire("alice", proxy.endpoint);
  proxy.decide = (request) => (isRelease(request) ? dynamoError("ServiceUnavailable", 503) : undefined);
  await lease.release();
  expect(problems).toEqual([
    expect.stringMatching(
      /^The lease of faults\/\d+\/dev could not be released: ServiceUnavailable.* It runs out by itself, and whoever comes next waits 2 s for it$/,
    ),
  ]);
  const next = await acquire("bob", server.endpoint);
  expect(next).toMatchObject({ fence: 2, takenOverFrom: { actor: "alice" } });
  await next.release();
});

const refusals: [string, Fault, RegExp][] = [
  ["503", dynamoError("ServiceUnavailable", 503), /ServiceUnavailable.*nobody knows who else writes/s],
  [
    "an expired token",
    dynamoError("ExpiredTokenException", 400, "The security token included in the request is expired"),
    /ExpiredTokenException: The security token included in the request is expired\.[^]*Sign in again/,
  ],
  ["a table that does not exist", dynamoError("ResourceNotFoundException", 400), /strata bootstrap/],
  [
    "a page of a captive portal",
    { kind: "answer", status: 200, body: "<html>sign in</html>" },
    /cannot be asked/,
  ],
];

it.each(refusals)("%s at the acquisition: refused", async (_, fault, message) => {
  proxy.decide = () => fault;
  const refused = acquire("alice", proxy.endpoint);
  await expect(refused).rejects.toThrow(message);
  await expect(refused).rejects.toMatchObject({ name: "LockTableUnreachableError" });
});

it("nobody listens: refused, with the address", async () => {
  await proxy.stop();
  await expect(acquire("alice", proxy.endpoint)).rejects.toThrow(
    new RegExp(
      `cannot be asked about faults/\\d+/dev: .*ECONNREFUSED.*127\\.0\\.0\\.1:${proxy.endpoint.port}`,
    ),
  );
});

it("a token that expires in the middle of a run: the lease is lost in time, and the token is named", async () => {
  const lease = await acquire("alice", proxy.endpoint);
  proxy.decide = () => dynamoError("ExpiredTokenException", 400, "The security token is expired");
  expect((await lost(lease)).message).toMatch(
    /is lost: it could not be renewed for 2 s \(ExpiredTokenException: The security token is expired\)/,
  );
  proxy.decide = () => undefined;
  await lease.release();
});

it("a token that is renewed in time: nothing is lost", async () => {
  const lease = await acquire("alice", proxy.endpoint);
  let expired = 0;
  proxy.decide = (request) =>
    isHeartbeat(request) && expired++ < 2 ? dynamoError("ExpiredTokenException", 400) : undefined;
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(expired).toBeGreaterThan(2);
  expect(lease.lost.aborted).toBe(false);
  await lease.release();
});
