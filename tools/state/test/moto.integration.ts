/** The whole life of a lease, and of Pulumi's own locks and versions beside it, on moto: DynamoDB and S3 as somebody else made them. */
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { type MotoServer, motoServer } from "@strata/testing/moto-server";
import {
  acquireLease,
  checkpointVersions,
  forceUnlock,
  foreignVersions,
  type Lease,
  type LeaseOwner,
  LeaseWaitTimeoutError,
  listLeases,
  lockId,
  pulumiLocksOf,
  readLease,
  removeLocksOf,
  endLease,
  waitForPulumiLocks,
} from "../src/lock/index.ts";
import { createLockTable, tableAt } from "./support/dynalite-server.ts";

const BUCKET = "state";
const PLACE = { bucket: BUCKET, prefix: "team/", project: "network", stack: "dev" };
const LOCKS = "team/.pulumi/locks/organization/network/dev/";
const CHECKPOINT = "team/.pulumi/stacks/network/dev.json";
const SETTINGS = { leaseMilliseconds: 2000, waitMilliseconds: 10_000 };
const SECOND = 1000;

let moto: MotoServer;
let s3: S3Client;
beforeAll(async () => {
  moto = await motoServer();
  s3 = new S3Client({
    endpoint: moto.endpoint.origin,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId: "moto", secretAccessKey: "moto" },
  });
});
afterAll(() => moto.stop());
beforeEach(async () => {
  await moto.reset();
  await createLockTable(tableAt(moto.endpoint).client);
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  await s3.send(
    new PutBucketVersioningCommand({ Bucket: BUCKET, VersioningConfiguration: { Status: "Enabled" } }),
  );
});

const ownerOf = (actor: string): LeaseOwner => ({
  actor,
  host: `host-of-${actor}`,
  pid: 12,
  operation: "up",
  startedAt: new Date(Date.now() - SECOND).toISOString(),
});
const ID = lockId("s3://state/team?region=us-east-1", "network", "dev");
const acquire = (actor: string): Promise<Lease> =>
  acquireLease({ table: tableAt(moto.endpoint), lockId: ID, owner: ownerOf(actor), settings: SETTINGS });

const put = async (key: string, body: object): Promise<string> =>
  (await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: JSON.stringify(body) }))).VersionId ??
  "";
const remove = (key: string): Promise<unknown> =>
  s3.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: key }));
const lockContent = (hostname: string, pid: number): object => ({
  pid,
  username: "somebody",
  hostname,
  timestamp: new Date().toISOString(),
});
/** What a process of Pulumi's CLI does, as far as S3 sees it. */
async function pulumiWrites(id: string, hostname: string, pid: number): Promise<string> {
  await put(`${LOCKS}${id}.json`, lockContent(hostname, pid));
  const version = await put(CHECKPOINT, { version: 3, checkpoint: { by: id } });
  await remove(`${LOCKS}${id}.json`);
  return version;
}
const aSecond = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, SECOND));

it("is acquired, renewed, waited for, released, taken over and ended by force", async () => {
  const table = tableAt(moto.endpoint);
  const first = await acquire("alice");
  expect(await readLease(table, ID)).toMatchObject({ lockId: ID, fence: 1, owner: { actor: "alice" } });
  const { recordVersion } = first;
  const waiting = acquire("bob");
  await new Promise((resolve) => setTimeout(resolve, SETTINGS.leaseMilliseconds));
  expect(first.recordVersion).not.toBe(recordVersion);
  expect((await readLease(table, ID))?.waiters).toHaveLength(1);
  await first.release();
  const second = await waiting;
  expect(second).toMatchObject({ fence: 2, takenOverFrom: undefined });

  await expect(
    acquireLease({
      table,
      lockId: ID,
      owner: ownerOf("carol"),
      settings: { ...SETTINGS, waitMilliseconds: 0 },
    }),
  ).rejects.toThrow(LeaseWaitTimeoutError);
  await expect(forceUnlock(table, { lockId: ID, fence: 1, actor: "carol", reason: "x" })).rejects.toThrow(
    /has the fence 2, not 1/,
  );
  await forceUnlock(table, { lockId: ID, fence: 2, actor: "carol", reason: "stuck" });
  await new Promise<void>((resolve) => second.lost.addEventListener("abort", () => resolve()));
  expect((second.lost.reason as Error).message).toMatch(/carol ended it by force \(stuck\)/);
  await second.release();

  const third = await acquire("dan");
  expect(third.fence).toBe(3);
  expect((await listLeases(table, "state/team/")).map(({ lockId: id, fence }) => [id, fence])).toEqual([
    [ID, 3],
  ]);
  expect(await listLeases(table, "other/")).toEqual([]);
  await third.release();
});

it("of Pulumi's own locks, the dead owner's are removed, and others' are waited for", async () => {
  await put(`${LOCKS}dead.json`, lockContent("host-of-alice", 4711));
  await put(`${LOCKS}alive.json`, lockContent("host-of-bob", 4711));
  await put(`${LOCKS}strange.json`, { what: "is this" });
  const dead = { ...ownerOf("alice"), processes: [4711] };
  expect(await removeLocksOf(s3, PLACE, dead)).toEqual([`${LOCKS}dead.json`]);
  expect((await pulumiLocksOf(s3, PLACE)).map(({ key, pid }) => [key, pid])).toEqual([
    [`${LOCKS}alive.json`, 4711],
    [`${LOCKS}strange.json`, 0],
  ]);

  const seen: (readonly string[])[] = [];
  const done = waitForPulumiLocks(s3, PLACE, {
    pollMilliseconds: 50,
    onWait: (locks) => seen.push(locks.map(({ hostname }) => hostname)),
  });
  await remove(`${LOCKS}strange.json`);
  setTimeout(() => void remove(`${LOCKS}alive.json`), 200);
  await done;
  expect(seen.at(-1)).toEqual(["host-of-bob"]);
});

describe("at the end of a lease", () => {
  const said: string[] = [];
  beforeEach(() => void (said.length = 0));
  const say = (line: string): void => void said.push(line);

  /** A lease under which a CLI ran, which has left its lock. */
  async function withLockLeft(): Promise<Lease> {
    const lease = await acquire("alice");
    await lease.noteProcess(4711);
    const { host } = lease.owner;
    await put(`${LOCKS}left.json`, { ...lockContent(host, 4711), timestamp: new Date().toISOString() });
    return lease;
  }

  it("what Pulumi's CLI has left is removed, and said", async () => {
    const lease = await withLockLeft();
    await endLease(lease, s3, PLACE, say);
    expect(said).toEqual([`removed the lock that Pulumi left: ${LOCKS}left.json`]);
    expect(await pulumiLocksOf(s3, PLACE)).toEqual([]);
    expect((await readLease(tableAt(moto.endpoint), ID))?.released).toBe(true);
  });

  it("what cannot be removed is left to whoever takes the lease over", async () => {
    const lease = await withLockLeft();
    const send: typeof s3.send = (command: { constructor: { name: string } }) =>
      command.constructor.name === "DeleteObjectCommand"
        ? Promise.reject(Object.assign(new Error("Slow down"), { name: "ServiceUnavailable" }))
        : s3.send(command as never);
    await endLease(lease, { send } as typeof s3, PLACE, say);
    expect(said).toEqual([
      expect.stringMatching(
        /^Pulumi may have left a lock: .*left\.json: ServiceUnavailable: Slow down.* The lease is not released, so that whoever comes next takes it over/,
      ),
    ]);
    const next = await acquire("bob");
    expect(next.takenOverFrom).toMatchObject({ actor: "alice", processes: [4711] });
    expect(await removeLocksOf(s3, PLACE, next.takenOverFrom ?? lease.owner)).toEqual([`${LOCKS}left.json`]);
    await next.release();
  });
});

it("whose lock stays is named, with what to do if it is gone", async () => {
  await put(`${LOCKS}alive.json`, lockContent("host-of-bob", 4711));
  const waiting = waitForPulumiLocks(s3, PLACE, { waitMilliseconds: 100, pollMilliseconds: 50 });
  await expect(waiting).rejects.toThrow(
    /without a lease in network\/dev[^]*s3:\/\/state\/team\/\.pulumi\/locks\/organization\/network\/dev\/alive\.json: somebody@host-of-bob \(pid 4711\)[^]*aws s3 rm/,
  );
  const elsewhere = waitForPulumiLocks(s3, { ...PLACE, bucket: "none" });
  await expect(elsewhere).rejects.toThrow(/s3:\/\/none cannot be asked about Pulumi's locks.*NoSuchBucket/);
});

it("versions that others wrote under one's lease are found, with what they overwrote", async () => {
  const first = await pulumiWrites("before", "host-of-bob", 1);
  await aSecond();
  const before = await checkpointVersions(s3, PLACE);
  const owner = { ...ownerOf("alice"), processes: [4711] };
  const own = await pulumiWrites("own", "host-of-alice", 4711);
  expect(foreignVersions(before, await checkpointVersions(s3, PLACE, before), { owner })).toEqual([]);

  await aSecond();
  await aSecond();
  const theirs = await pulumiWrites("theirs", "host-of-bob", 99);
  await aSecond();
  await aSecond();
  const last = await pulumiWrites("own-again", "host-of-alice", 12);
  const after = await checkpointVersions(s3, PLACE, before);
  expect(after.versions.map(({ versionId }) => versionId)).toEqual([last, theirs, own, first]);
  expect(foreignVersions(before, after, { owner })).toMatchObject([
    {
      version: { versionId: theirs },
      before: { versionId: own },
      after: { versionId: last },
      writer: { hostname: "host-of-bob", pid: 99 },
      certain: true,
    },
  ]);
});

it("a bucket without versions says that nobody can tell", async () => {
  await s3.send(new CreateBucketCommand({ Bucket: "plain" }));
  await s3.send(new PutObjectCommand({ Bucket: "plain", Key: CHECKPOINT, Body: "{}" }));
  const place = { ...PLACE, bucket: "plain" };
  const before = await checkpointVersions(s3, place);
  expect(before).toMatchObject({ versioned: false, writers: undefined });
  const after = await checkpointVersions(s3, place, before);
  expect(foreignVersions(before, after, { owner: ownerOf("alice") })).toEqual([]);
});
