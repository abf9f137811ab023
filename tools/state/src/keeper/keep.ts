/**
 * Holds a stack's lease for a plain `pulumi`, until that has ended; started by launch.ts, to which it says an empty text
 * once it has the lease, or why it has not. If the lease is lost, it tells the CLI to stop.
 */
import { environmentDefinition } from "@strata/environment";
import { closeSync, openSync, writeSync } from "node:fs";
import { type LeasedBackend, leasedBackend, statePlace } from "../leased/state-backend.ts";
import { leaseSettings } from "../leased/lease-settings.ts";
import { ownerOf } from "../leased/lease-owner.ts";
import {
  acquireLease,
  describeOwner,
  type Lease,
  LeaseError,
  lockId,
  readLease,
  endLease,
} from "../lock/index.ts";
import { cliAbove, listProcesses, type ListedProcess } from "./cli-process.ts";

/** How often it looks whether the CLI has ended, in milliseconds. */
const LOOK_EVERY = 500;
/** How much longer than a lease it is waited for, in milliseconds: for the looks of whoever waits. */
const GRACE = 5000;

const [project = "", stack = "", pid = ""] = process.argv.slice(2);

function answer(problem: string): Promise<void> {
  return new Promise((resolve) => process.send?.(problem, undefined, undefined, () => resolve()));
}

interface Taken {
  readonly lease: Lease;
  readonly cli: ListedProcess;
  readonly backend: LeasedBackend;
}

async function take(): Promise<Taken | string> {
  const backend = leasedBackend(environmentDefinition(stack), process.env);
  if (backend === undefined) return "";
  let cli: ListedProcess | undefined;
  try {
    cli = cliAbove(Number(pid), listProcesses());
  } catch (error) {
    return `Processes cannot be listed, so nobody would know when the lease of ${project}/${stack} may be released: ${(error as Error).message}. Install ps, or run it with: npx strata run -c ${stack} -- pulumi up`;
  }
  if (cli === undefined)
    return `No Pulumi CLI is above the program (process ${pid}), so nobody would know when the lease of ${project}/${stack} may be released. Run it with: npx strata run -c ${stack} -- pulumi up`;
  try {
    const lease = await acquireFromTheDead(backend, cli);
    await lease.noteProcess(cli.pid);
    return { lease, cli, backend };
  } catch (error) {
    return `${(error as Error).message}\nNothing was changed. Wait for it, or let this run wait: npx strata run -c ${stack} -- pulumi up`;
  }
}

/**
 * Takes a lease that is free, or whose owner gives no sign of life for as long as it lasts. Whoever is alive is not waited
 * for: the CLI has Pulumi's own lock already, for which that run may wait in turn.
 */
async function acquireFromTheDead(backend: LeasedBackend, cli: ListedProcess): Promise<Lease> {
  const { table } = backend;
  const id = lockId(backend.url, project, stack);
  const first = await readLease(table, id);
  const isHeld = first !== undefined && !first.released;
  if (isHeld)
    tellTerminal(`Sees whether ${describeOwner(first.owner)} is alive, who has the lease of ${id}.`);
  const alive = new AbortController();
  let holder = first?.owner;
  try {
    return await acquireLease({
      table,
      lockId: id,
      // The lock objects that a later owner may remove are those that the CLI has made since it was started.
      owner: {
        ...ownerOf({ operation: "plain pulumi" }, process.env),
        pid: cli.pid,
        startedAt: new Date(cli.started).toISOString(),
      },
      settings: {
        ...leaseSettings(process.env),
        waitMilliseconds: isHeld ? first.leaseMilliseconds + GRACE : 0,
      },
      signal: alive.signal,
      onWait: ({ holder: owner }) => {
        holder = owner;
        void readLease(table, id).then(
          (now) => now?.recordVersion !== first?.recordVersion && alive.abort(),
          // The lease's own requests say so.
          () => undefined,
        );
      },
    });
  } catch (error) {
    if (!alive.signal.aborted || holder === undefined) throw error;
    throw new LeaseError(`The lease of ${id} is held by ${describeOwner(holder)}.`);
  }
}

/** Whether the very process is there, and not another that has its number by now. */
function isThere({ pid: number, started }: ListedProcess): boolean {
  return listProcesses().get(number)?.started === started;
}

function tellTerminal(line: string): void {
  try {
    const terminal = openSync("/dev/tty", "w");
    writeSync(terminal, `${line}\n`);
    closeSync(terminal);
  } catch {
    // Without a controlling terminal nobody is there to read it.
  }
}

const taken = await take();
if (typeof taken === "string") {
  await answer(taken);
} else {
  const { lease, cli, backend } = taken;
  lease.lost.addEventListener("abort", () => {
    tellTerminal(`${(lease.lost.reason as Error).message}\nTelling pulumi (process ${cli.pid}) to stop.`);
    try {
      process.kill(cli.pid, "SIGINT");
    } catch {
      // It has ended.
    }
  });
  await answer("");
  const timer = setInterval(() => {
    if (isThere(cli)) return;
    clearInterval(timer);
    void endLease(lease, backend.s3, statePlace(backend, { project, stack }), tellTerminal).finally(() =>
      process.exit(),
    );
  }, LOOK_EVERY);
}
