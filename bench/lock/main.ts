/**
 * What the lease costs a run, and how fast it goes from hand to hand where many wait; on dynalite, in a process of its own.
 * `npm run bench:lock -- [--rounds N] [--results]`
 */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { createLockTable, tableAt } from "../../tools/state/test/support/dynalite-server.ts";
import { spreadOf } from "../preview/statistics.ts";
import { crowd, type Crowd, upCost, type UpCost } from "./rounds.ts";

const ROOT = join(import.meta.dirname, "../..");
const CONTENDERS = 32;
const WARM_UP = 20;

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "100" }, results: { type: "boolean", default: false } },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 10) {
  process.stderr.write(`rounds: got ${values.rounds}; allowed: a number from 10\n`);
  process.exit(2);
}
const crowds = Math.max(3, Math.round(rounds / 20));

const server = spawn(process.execPath, [join(import.meta.dirname, "server.ts")], {
  stdio: ["pipe", "pipe", "inherit"],
});
const [line] = (await once(createInterface({ input: server.stdout }), "line")) as [string];
const endpoint = new URL(line);
const table = tableAt(endpoint);
await createLockTable(table.client);

const costs: UpCost[] = [];
for (let round = -WARM_UP; round < rounds; round++) {
  const cost = await upCost(table, "bench/up/dev");
  if (round >= 0) costs.push(cost);
}
const tables = Array.from({ length: CONTENDERS }, () => tableAt(endpoint));
const usual: Crowd[] = [];
const eager: Crowd[] = [];
for (let round = 0; round < crowds; round++) {
  process.stderr.write(`crowd ${round + 1} of ${crowds}\n`);
  usual.push(await crowd(tables, `bench/usual-${round}/dev`, {}));
  eager.push(await crowd(tables, `bench/eager-${round}/dev`, { pollMilliseconds: 200 }));
}
const loads = Array.from({ length: 5 }, loadTime);
server.stdin.end();

const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: ROOT, encoding: "utf8" }).trim();
const text = `# Results of the last run of \`npm run bench:lock\`

| what                                                        | median (lowest–highest) |
| ----------------------------------------------------------- | ----------------------- |
| acquire a free lease, ms                                    | ${show(
  costs.map(({ acquire }) => acquire),
  1,
)} |
| note the process of the CLI, ms                             | ${show(
  costs.map(({ note }) => note),
  1,
)} |
| release it, ms                                              | ${show(
  costs.map(({ release }) => release),
  1,
)} |
| all of it in one \`up\`, ms                                   | ${show(
  costs.map(({ total }) => total),
  1,
)} |
| requests in one \`up\`, and one more each 15 s                | ${show(
  costs.map(({ requests }) => requests),
  0,
)} |
| load the lease and the AWS SDK in a new process, ms         | ${show(loads, 0)} |
| ${CONTENDERS} wait, defaults: leases in a second                      | ${show(
  usual.map(({ perSecond }) => perSecond),
  1,
)} |
| ${CONTENDERS} wait, defaults: requests of all for each lease          | ${show(
  usual.map(({ requestsPerLease }) => requestsPerLease),
  1,
)} |
| ${CONTENDERS} wait, defaults: served out of order                     | ${show(
  usual.map(({ inversions }) => inversions),
  0,
)} |
| ${CONTENDERS} wait, looks every 200 ms: leases in a second            | ${show(
  eager.map(({ perSecond }) => perSecond),
  1,
)} |
| ${CONTENDERS} wait, looks every 200 ms: requests of all for each lease | ${show(
  eager.map(({ requestsPerLease }) => requestsPerLease),
  1,
)} |
| ${CONTENDERS} wait, looks every 200 ms: served out of order           | ${show(
  eager.map(({ inversions }) => inversions),
  0,
)} |

Of ${rounds} rounds after ${WARM_UP} that are not counted, and ${crowds} crowds of each kind, on ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Node.js ${process.version}, commit ${commit}, ${new Date().toISOString().slice(0, 10)}.
Beside that, one \`up\` lists four times what is in the bucket: Pulumi's own locks before and after, and the versions of the state before and after.
The table is dynalite on this machine, without TLS and without a network: of real DynamoDB add some milliseconds of its own to each request, and the way to it. Whoever is next looks every quarter of the interval, so that a lease is unclaimed for an eighth of it on average.
`;
process.stdout.write(text);
if (values.results) writeFileSync(join(import.meta.dirname, "results.md"), text);

function show(samples: readonly number[], digits: number): string {
  const { median, min, max } = spreadOf(samples);
  return `${median.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)})`;
}

function loadTime(): number {
  const script =
    'const t=performance.now();await import("@strata/state/lock");console.log(performance.now()-t)';
  const start = performance.now();
  const out = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: join(ROOT, "tools/state"),
    encoding: "utf8",
  });
  return Number(out) || performance.now() - start;
}
