import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { acquireLease, type LeaseSettings, type LockTable } from "@strata/state/lock";
import { performance } from "node:perf_hooks";

const owner = (actor: string) => ({
  actor,
  host: "bench",
  pid: process.pid,
  operation: "up",
  startedAt: new Date().toISOString(),
});

/** What a lease costs a run that waits for nobody, in milliseconds. */
export interface UpCost {
  readonly acquire: number;
  /** Of the process of Pulumi's CLI. */
  readonly note: number;
  readonly release: number;
  readonly total: number;
  readonly requests: number;
}

/** Calls of a table from now on; `count()` says how many. */
export function counting(table: LockTable): { table: LockTable; count: () => number } {
  let requests = 0;
  const send = (...args: Parameters<DynamoDBClient["send"]>): unknown => {
    requests++;
    return table.client.send(...args);
  };
  return {
    table: { name: table.name, client: { send } as unknown as DynamoDBClient },
    count: () => requests,
  };
}

/** One run of `up` as the table sees it, without heartbeats. */
export async function upCost(table: LockTable, lockId: string): Promise<UpCost> {
  const counted = counting(table);
  const start = performance.now();
  const lease = await acquireLease({ table: counted.table, lockId, owner: owner("alice") });
  const acquired = performance.now();
  await lease.noteProcess(4711);
  const noted = performance.now();
  await lease.release();
  const end = performance.now();
  return {
    acquire: acquired - start,
    note: noted - acquired,
    release: end - noted,
    total: end - start,
    requests: counted.count(),
  };
}

/** What it is like when many wait. */
export interface Crowd {
  /** Leases in a second, from the release that all wait for to the last. */
  readonly perSecond: number;
  /** Requests for each of them, of all who wait together. */
  readonly requestsPerLease: number;
  /** Pairs of neighbours who were served in another order than they came in. */
  readonly inversions: number;
}

/** How many contenders wait, each of which releases at once what it gets. */
export async function crowd(
  tables: readonly LockTable[],
  lockId: string,
  settings: Partial<LeaseSettings>,
): Promise<Crowd> {
  const [first] = tables;
  if (first === undefined) throw new RangeError("no tables");
  const holder = await acquireLease({ table: first, lockId, owner: owner("holder"), settings });
  const order: number[] = [];
  const counted = tables.map((table) => counting(table));
  const waiting: Promise<void>[] = [];
  for (const [index, { table }] of counted.entries()) {
    const { promise: queued, resolve } = Promise.withResolvers<void>();
    waiting.push(
      acquireLease({ table, lockId, owner: owner(`p${index}`), settings, onWait: () => resolve() }).then(
        (lease) => {
          order.push(index);
          return lease.release();
        },
      ),
    );
    await queued;
  }
  const requestsOf = (): number => counted.reduce((sum, { count }) => sum + count(), 0);
  const before = requestsOf();
  const start = performance.now();
  await holder.release();
  await Promise.all(waiting);
  const seconds = (performance.now() - start) / 1000;
  return {
    perSecond: tables.length / seconds,
    requestsPerLease: (requestsOf() - before) / tables.length,
    inversions: order.filter((index, place) => place > 0 && index < (order[place - 1] ?? 0)).length,
  };
}
