/**
 * A process that wants a lease and holds it until it is told to end: prints `waiting` and `held <fence>`.
 *
 *     node lease-process.ts <endpoint> <lock ID>
 */
import { acquireLease } from "../../src/lock/index.ts";
import { tableAt } from "./dynalite-server.ts";

const [endpoint = "", lockId = ""] = process.argv.slice(2);
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
let said = false;
try {
  await using lease = await acquireLease({
    table: tableAt(new URL(endpoint)),
    lockId,
    owner: {
      actor: "child",
      host: "h",
      pid: process.pid,
      operation: "up",
      startedAt: new Date().toISOString(),
    },
    settings: { leaseMilliseconds: 3000 },
    signal: stop.signal,
    onWait: () => {
      if (!said) process.stdout.write("waiting\n");
      said = true;
    },
  });
  process.stdout.write(`held ${lease.fence}\n`);
  const over = AbortSignal.any([stop.signal, lease.lost]);
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => undefined, 1000);
    over.addEventListener("abort", () => resolve(clearInterval(timer)));
  });
} catch (error) {
  process.stdout.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
