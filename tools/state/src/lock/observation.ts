import type { LeaseRecord } from "./record.ts";

/** What somebody who waits has seen of a lease, by its own clock. */
export interface Observation {
  readonly recordVersion: string;
  /** When the record version was first seen, in milliseconds of the clock. */
  readonly since: number;
  readonly fence: number;
  /** When the present owner was first seen. */
  readonly ownerSince: number;
}

/**
 * @param now after the record was read: its owner may have written it since the question was sent
 */
export function observe(before: Observation | undefined, record: LeaseRecord, now: number): Observation {
  const { recordVersion, fence } = record;
  return {
    recordVersion,
    since: before?.recordVersion === recordVersion ? before.since : now,
    fence,
    ownerSince: before?.fence === fence ? before.ownerSince : now,
  };
}

/**
 * When it is the turn of somebody who waits, by its own clock: at once where the lease is released, and a whole lease after the
 * last sign of life of its owner otherwise; then one grace later for each who is ahead, since those may be dead.
 */
export function turnAt(
  record: LeaseRecord,
  { since }: Observation,
  { ahead, graceMilliseconds }: { readonly ahead: number; readonly graceMilliseconds: number },
): number {
  let free = since;
  // Rule 2: an owner is taken for dead after a whole lease without another record version.
  if (!record.released) free += record.leaseMilliseconds;
  return free + ahead * graceMilliseconds;
}

/** The tickets that are ahead of one, or all of them for who has none. */
export function ticketsAhead({ waiters }: LeaseRecord, ticket: string): string[] {
  const tickets = waiters.map((waiter) => waiter.ticket);
  const place = tickets.indexOf(ticket);
  return place === -1 ? tickets : tickets.slice(0, place);
}
