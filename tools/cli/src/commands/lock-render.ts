import { age, describeOwner, type LeaseRecord, printable } from "@strata/state/lock";
import { table } from "./cloud-table.ts";

/** Leases in a table; the held ones first. */
export function renderLeases(
  records: readonly LeaseRecord[],
  { environment, all }: { readonly environment: string; readonly all: boolean },
): string {
  if (records.length === 0)
    return all
      ? `No stack of ${environment} has ever been written under a lease.\n`
      : `Nobody writes a stack of ${environment} under a lease. All leases that there were: npx strata lock ls --all -c ${environment}\n`;
  const rows = [...records]
    .sort((left, right) => Number(left.released) - Number(right.released))
    .map(({ lockId, released, fence, owner, waiters }) => [
      printable(lockId),
      released ? "free" : "held",
      String(fence),
      String(waiters.length),
      describeOwner(owner),
    ]);
  return table(["LOCK ID", "IS", "FENCE", "WAITING", "OWNER"], rows);
}

/** Everything about a lease, and how it is ended if its owner is gone. */
export function renderLease(record: LeaseRecord, environment: string): string {
  const { lockId, fence, released, owner, waiters, unlock, leaseMilliseconds, recordVersion } = record;
  const processes = owner.processes ?? [];
  const lines: [string, string][] = [
    ["lock ID", lockId],
    ["is", released ? "free" : "held"],
    ["fence", String(fence)],
    [released ? "last owner" : "owner", describeOwner(owner)],
    ...(processes.length === 0
      ? []
      : ([["pulumi", `process ${processes.join(", ")}`]] as [string, string][])),
    ["lease", `${age(leaseMilliseconds)} since the last heartbeat; record version ${recordVersion}`],
    ...waiters.map(({ ticket }, index): [string, string] => [
      index === 0 ? "waiting" : "",
      ticket.split(" ")[0] ?? "",
    ]),
  ];
  if (unlock !== undefined)
    lines.push([
      "by force",
      `lease ${unlock.fence} of ${describeOwner(unlock.owner)} was ended by ${unlock.actor} at ${unlock.at}: ${unlock.reason}`,
    ]);
  const text = lines.map(([name, value]) => `${name.padEnd(12)}${printable(value)}\n`).join("");
  if (released) return text;
  return (
    text +
    `\nIf its owner is gone, whoever waits takes it over by itself after ${age(leaseMilliseconds)}. If it is stuck, end its process first, then:\n` +
    `  npx strata lock release ${quoted(lockId)} --fence ${fence} --reason "…" -c ${environment}\n`
  );
}

/** A word for a shell. */
function quoted(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${printable(text).replaceAll("'", "'\\''")}'`;
}
