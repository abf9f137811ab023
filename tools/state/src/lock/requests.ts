import {
  ConditionalCheckFailedException,
  GetItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { type Item, type Plain, toAttribute } from "./attributes.ts";
import { AS_OBSERVED, AS_SHOWN, FREE, OURS, WAITED_FOR } from "./conditions.ts";
import type { LeaseOwner } from "./owner.ts";
import { type ForcedUnlock, type LeaseRecord, recordOf } from "./record.ts";
import type { LockTable } from "./table.ts";

/** Where a lease is. */
export interface LeasePlace {
  readonly table: LockTable;
  readonly lockId: string;
}

/** What became of an update: the record after it, or before it where its condition is not fulfilled. */
export type Outcome =
  | { readonly happened: true; readonly record: LeaseRecord }
  | { readonly happened: false; readonly record: LeaseRecord | undefined };

export interface Claim {
  /** A version that nobody has used. */
  readonly version: string;
  readonly owner: LeaseOwner;
  readonly leaseMilliseconds: number;
}

/** What the owner of a lease knows of it. */
export interface Holding {
  readonly fence: number;
  /** The version of the last heartbeat that was answered. */
  readonly current: string;
  /** The version of a heartbeat that was sent and not answered. */
  readonly next: string | undefined;
}

/** The record of a lease, or `undefined` where there has never been one. */
export async function readRecord({ table, lockId }: LeasePlace): Promise<LeaseRecord | undefined> {
  const { Item: item } = await table.client.send(
    new GetItemCommand({
      TableName: table.name,
      Key: { LockID: { S: lockId } },
      // Rule 2: an eventually consistent read may show a version that is renewed since.
      ConsistentRead: true,
    }),
  );
  return item === undefined ? undefined : recordOf(item);
}

/** Takes a lease that nobody has and nobody waits for. */
export function takeFree(place: LeasePlace, claim: Claim): Promise<Outcome> {
  return update(place, {
    set: [
      ...CLAIM,
      "#waiters = if_not_exists(#waiters, :nobody)",
      "#tickets = if_not_exists(#tickets, :zero)",
    ],
    // Rule 1: the first lease has the fence 1, and each has a higher one than all before.
    add: ["#fence :one"],
    condition: FREE,
    values: { ...claimValues(claim), nobody: {}, zero: 0, one: 1, true: true },
  });
}

/** Takes a lease that has been seen to be free or to have run out, if nothing has happened since; ends the waiting of some. */
export function takeObserved(
  place: LeasePlace,
  claim: Claim,
  { observed, tickets }: { readonly observed: string; readonly tickets: readonly string[] },
): Promise<Outcome> {
  return update(place, {
    set: CLAIM,
    // Rule 1: also after a takeover.
    add: ["#fence :one"],
    remove: tickets.map((_, index) => `#waiters.#ticket${index}`),
    condition: AS_OBSERVED,
    values: { ...claimValues(claim), observed, one: 1 },
    names: Object.fromEntries(tickets.map((ticket, index) => [`ticket${index}`, ticket])),
  });
}

/**
 * Waits behind all who wait already. Whoever was passed over comes back with its old number, ahead of those who came later.
 * May happen twice.
 */
export function joinQueue(place: LeasePlace, ticket: string, number: number | undefined): Promise<Outcome> {
  return update(place, {
    set: [
      `#waiters.#ticket = if_not_exists(#waiters.#ticket, ${number === undefined ? "#tickets" : ":number"})`,
      "#tickets = #tickets + :one",
    ],
    condition: WAITED_FOR,
    values: { one: 1, ...(number === undefined ? {} : { number }) },
    names: { ticket },
  });
}

/** Waits no more. */
export function leaveQueue(place: LeasePlace, ticket: string): Promise<Outcome> {
  return update(place, { remove: ["#waiters.#ticket"], condition: "", values: {}, names: { ticket } });
}

/** Renews a lease. May happen twice with the same `next`. */
export function renew(place: LeasePlace, holding: Holding, owner: LeaseOwner): Promise<Outcome> {
  const { current, fence, next = current } = holding;
  return update(place, {
    set: ["#recordVersion = :next", "#owner = :owner"],
    condition: OURS,
    values: { current, next, fence, owner: { ...owner } },
  });
}

/** Ends a lease; whoever waits need not wait for it to run out. */
export function release(place: LeasePlace, holding: Holding, version: string): Promise<Outcome> {
  const { current, fence, next = current } = holding;
  return update(place, {
    // Another version, so that a heartbeat that is still on its way does nothing.
    set: ["#released = :true", "#recordVersion = :version"],
    // Rule 5: never the lease of whoever has taken over.
    condition: OURS,
    values: { current, next, fence, version, true: true },
  });
}

/** Ends somebody else's lease. */
export function unlock(place: LeasePlace, shown: ForcedUnlock, version: string): Promise<Outcome> {
  return update(place, {
    set: ["#released = :true", "#recordVersion = :version", "#unlock = :unlock"],
    // Rule 6: the lease that the person was shown, and no later one.
    condition: AS_SHOWN,
    values: {
      true: true,
      false: false,
      version,
      fence: shown.fence,
      unlock: { ...shown, owner: { ...shown.owner } },
    },
  });
}

const CLAIM = [
  "#recordVersion = :version",
  // Rule 7: who has it, for whoever waits.
  "#owner = :owner",
  "#leaseMilliseconds = :lease",
  "#released = :false",
];

function claimValues({ version, owner, leaseMilliseconds }: Claim): Record<string, Plain> {
  return { version, owner: { ...owner }, lease: leaseMilliseconds, false: false };
}

interface Update {
  readonly set?: readonly string[];
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
  readonly condition: string;
  /** By the names that they have in expressions, without the colon. */
  readonly values: Readonly<Record<string, Plain>>;
  /** Names in expressions that stand for another attribute than that of the same name. */
  readonly names?: Readonly<Record<string, string>>;
}

async function update({ table, lockId }: LeasePlace, change: Update): Promise<Outcome> {
  try {
    const { Attributes: item } = await table.client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: { LockID: { S: lockId } },
        ...expressionsOf(change),
        ReturnValues: "ALL_NEW",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return { happened: true, record: recordOf(item ?? {}) };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { happened: false, record: error.Item === undefined ? undefined : recordOf(error.Item) };
  }
}

/** DynamoDB refuses names and values that no expression uses. */
function expressionsOf({
  set = [],
  add = [],
  remove = [],
  condition,
  values,
  names = {},
}: Update): Pick<
  UpdateItemCommandInput,
  "UpdateExpression" | "ConditionExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues"
> {
  const clauses = [
    ...(set.length > 0 ? [`SET ${set.join(", ")}`] : []),
    ...(remove.length > 0 ? [`REMOVE ${remove.join(", ")}`] : []),
    ...(add.length > 0 ? [`ADD ${add.join(", ")}`] : []),
  ];
  const text = [...clauses, condition].join(" ");
  const usedNames = new Set([...text.matchAll(/#(\w+)/g)].map(([, name = ""]) => name));
  const usedValues = Object.entries(values).filter(([name]) => new RegExp(`:${name}\\b`).test(text));
  return {
    UpdateExpression: clauses.join(" "),
    ...(condition === "" ? {} : { ConditionExpression: condition }),
    ExpressionAttributeNames: Object.fromEntries(
      [...usedNames].map((name) => [`#${name}`, names[name] ?? name]),
    ),
    ...(usedValues.length === 0
      ? {}
      : {
          ExpressionAttributeValues: Object.fromEntries(
            usedValues.map(([name, value]): [string, Item[string]] => [`:${name}`, toAttribute(value)]),
          ),
        }),
  };
}
