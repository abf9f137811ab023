import { z } from "zod";
import { fromItem, type Item } from "./attributes.ts";
import { LeaseError } from "./errors.ts";
import type { LeaseOwner } from "./owner.ts";

/** Somebody who waits for a lease. */
export interface LeaseWaiter {
  /** `<actor>@<host> <random>`. */
  readonly ticket: string;
  /** Whoever has a lower one is ahead. */
  readonly number: number;
}

/** That a person ended somebody's lease. */
export interface ForcedUnlock {
  readonly actor: string;
  readonly reason: string;
  /** ISO 8601. */
  readonly at: string;
  /** Of the lease that was ended. */
  readonly fence: number;
  readonly owner: LeaseOwner;
}

/** The item of a stack's lease. */
export interface LeaseRecord {
  readonly lockId: string;
  /** How many leases there have been: the fencing token. */
  readonly fence: number;
  /** Another at each change of who holds it and at each heartbeat. */
  readonly recordVersion: string;
  readonly released: boolean;
  /** Counted by each reader from when it first saw the record version. */
  readonly leaseMilliseconds: number;
  /** Who holds it, or held it last. */
  readonly owner: LeaseOwner;
  /** In the order of their numbers. */
  readonly waiters: readonly LeaseWaiter[];
  /** The last one. */
  readonly unlock?: ForcedUnlock;
}

const ownerSchema = z.object({
  actor: z.string(),
  runUrl: z.string().optional(),
  commit: z.string().optional(),
  host: z.string(),
  pid: z.number(),
  operation: z.string(),
  startedAt: z.string(),
  processes: z.array(z.number()).optional(),
});

const recordSchema = z.object({
  LockID: z.string(),
  fence: z.int(),
  recordVersion: z.string(),
  released: z.boolean(),
  leaseMilliseconds: z.number(),
  owner: ownerSchema,
  waiters: z.record(z.string(), z.number()),
  unlock: z
    .object({ actor: z.string(), reason: z.string(), at: z.string(), fence: z.int(), owner: ownerSchema })
    .optional(),
});

/** Reads an item. Throws a {@link LeaseError} with every problem of one that is no lease. */
export function recordOf(item: Item): LeaseRecord {
  const parsed = recordSchema.safeParse(fromItem(item));
  if (!parsed.success) {
    const id = item["LockID"]?.S ?? "unknown";
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new LeaseError(
      `The item ${JSON.stringify(id)} of the lock table is not a lease:\n  ${problems.join("\n  ")}\n` +
        "Another program may use this table. Give the leases a table of their own: backend.lockTable in libs/environment/src/definitions.ts",
    );
  }
  const { LockID, waiters, unlock, owner, ...rest } = parsed.data;
  return {
    lockId: LockID,
    ...rest,
    owner: owner as LeaseOwner,
    waiters: Object.entries(waiters)
      .map(([ticket, number]) => ({ ticket, number }))
      .sort((left, right) => left.number - right.number || (left.ticket < right.ticket ? -1 : 1)),
    ...(unlock === undefined ? {} : { unlock: unlock as ForcedUnlock }),
  };
}
