import { acquireLease, type Lease, type LockTable } from "../../src/lock/index.ts";

const CONTENDERS = 16;

/** What became of a race of many for a lease that is free. */
export interface Race {
  readonly winners: number;
  readonly fences: readonly number[];
}

/** Sixteen want a lease at the same time, with a connection each, and none waits. */
export async function race(tables: readonly LockTable[], lockId: string): Promise<Race> {
  const results = await Promise.allSettled(
    Array.from({ length: CONTENDERS }, (_, index): Promise<Lease> => {
      const table = tables[index % tables.length];
      if (table === undefined) throw new TypeError("no tables");
      return acquireLease({
        table,
        lockId,
        owner: {
          actor: `p${index}`,
          host: "h",
          pid: index,
          operation: "up",
          startedAt: "2026-11-29T00:00:00Z",
        },
        settings: { waitMilliseconds: 0 },
      });
    }),
  );
  const won = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  await Promise.all(won.map((lease) => lease.release()));
  const others = results.flatMap((result) =>
    result.status === "rejected" && (result.reason as Error).name !== "LeaseWaitTimeoutError"
      ? [result.reason]
      : [],
  );
  if (others.length > 0) throw others[0];
  return { winners: won.length, fences: won.map(({ fence }) => fence) };
}

/** Races for one lease after another, each of which is raced for several times; the fences of one must grow. */
export async function races(tables: readonly LockTable[], rounds: number): Promise<Race[]> {
  const done: Race[] = [];
  for (let round = 0; round < rounds; round++)
    done.push(await race(tables, `race/${Math.floor(round / 10)}/dev`));
  return done;
}
