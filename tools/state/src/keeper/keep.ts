/**
 * Holds a stack's lease for a plain `pulumi`, until that has ended; started by launch.ts, to which it says an empty text
 * once it has the lease, or why it has not. If the lease is lost, it tells the CLI to stop.
 */
import { environmentDefinition } from "@strata/environment";
import { closeSync, openSync, writeSync } from "node:fs";
import { leasedBackend } from "../leased/state-backend.ts";
import { leaseSettings } from "../leased/lease-settings.ts";
import { ownerOf } from "../leased/lease-owner.ts";
import { acquireLease, type Lease, lockId } from "../lock/index.ts";
import { cliAbove, listProcesses, type ListedProcess } from "./cli-process.ts";

/** How often it looks whether the CLI has ended, in milliseconds. */
const LOOK_EVERY = 500;

const [project = "", stack = "", pid = ""] = process.argv.slice(2);

function answer(problem: string): Promise<void> {
  return new Promise((resolve) => process.send?.(problem, undefined, undefined, () => resolve()));
}

async function take(): Promise<{ lease: Lease; cli: ListedProcess } | string> {
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
    const lease = await acquireLease({
      table: backend.table,
      lockId: lockId(backend.url, project, stack),
      owner: { ...ownerOf({ operation: "plain pulumi" }, process.env), pid: cli.pid },
      // The CLI has Pulumi's own lock already: who waits for that must not be waited for.
      settings: { ...leaseSettings(process.env), waitMilliseconds: 0 },
    });
    await lease.noteProcess(cli.pid);
    return { lease, cli };
  } catch (error) {
    return `${(error as Error).message}\nNothing was changed. Wait for it, or let this run wait: npx strata run -c ${stack} -- pulumi up`;
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
  const { lease, cli } = taken;
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
    void lease.release().finally(() => process.exit());
  }, LOOK_EVERY);
}
