import { ScanCommand } from "@aws-sdk/client-dynamodb";
import type { Item } from "./attributes.ts";
import { systemClock } from "./clock.ts";
import { LeaseError } from "./errors.ts";
import { unreachable } from "./failures.ts";
import { type LeaseRecord, recordOf } from "./record.ts";
import { readRecord } from "./requests.ts";
import { retrying } from "./retry.ts";
import type { LockTable } from "./table.ts";

/** The record of a lease; `undefined` where nobody has ever had it. Throws `LockTableUnreachableError`. */
export function readLease(table: LockTable, lockId: string): Promise<LeaseRecord | undefined> {
  return ask(table, lockId, () => readRecord({ table, lockId }));
}

/**
 * The records of all leases whose IDs begin with a prefix, by their IDs; released ones are among them. Reads the whole table,
 * which has one item for each stack. Throws `LockTableUnreachableError`.
 */
export async function listLeases(table: LockTable, prefix = ""): Promise<LeaseRecord[]> {
  const found: LeaseRecord[] = [];
  let from: Item | undefined;
  do {
    const start: { ExclusiveStartKey?: Item } = from === undefined ? {} : { ExclusiveStartKey: from };
    const page = await ask(table, prefix, () =>
      table.client.send(new ScanCommand({ TableName: table.name, ConsistentRead: true, ...start })),
    );
    const items = page.Items ?? [];
    found.push(...items.filter((item) => item["LockID"]?.S?.startsWith(prefix)).map(recordOf));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return found.sort((left, right) => (left.lockId < right.lockId ? -1 : 1));
}

async function ask<T>(table: LockTable, about: string, question: () => Promise<T>): Promise<T> {
  try {
    return await retrying(question, { clock: systemClock });
  } catch (error) {
    if (error instanceof LeaseError) throw error;
    throw unreachable(table, about, error);
  }
}
