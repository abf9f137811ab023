/**
 * How long the previews of five stacks take: here, in a plain loop, and with @nx-extend/pulumi. One run, one table.
 * `npm run bench:preview -- [--rounds N] [--rows key,key] [--json FILE]`
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measure, type Sample } from "./measure.ts";
import { type PeerSettings, ROWS, type Row } from "./rows.ts";
import { type Measured, ratioOf, renderTable } from "./table.ts";
import { problemOf, unchangedCounts } from "./verify.ts";
import { makeWorkspaces } from "./workspaces.ts";

const ROOT = join(import.meta.dirname, "../..");

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, rows: { type: "string" }, json: { type: "string" } },
});
const rounds = Number(values.rounds);
const keys = values.rows?.split(",") ?? ROWS.map(({ key }) => key);
const unknown = keys.filter((key) => !ROWS.some((row) => row.key === key));
if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < 1) {
  process.stderr.write(
    `Unknown rows: ${unknown.join(", ") || "none"}; rounds: ${values.rounds}. Rows: ${ROWS.map(({ key }) => key).join(", ")}; rounds: 1 or more.\n`,
  );
  process.exit(2);
}
const rows = ROWS.filter(({ key }) => keys.includes(key));
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const workspaces = await makeWorkspaces(join(ROOT, ".strata", "bench", "preview"), say);
say("deploying the five stacks, so that previews have something to compare with");
await must("nx", ["run-many", "-t", "up"], workspaces.ours);
await must("pulumi", ["stack", "init", "local"], workspaces.empty);
await must("pulumi", ["up", "--yes", "--skip-preview", "--stack", "local"], workspaces.empty);

const { settings, expected } = await warmUp();
const samples = new Map<Row, (Sample | undefined)[]>(rows.map((row) => [row, []]));
for (let round = 1; round <= rounds; round++) {
  // Each round in another order, so that no row always follows the same one.
  for (const row of rotate(rows, round))
    samples.get(row)?.push(await run(row, settings, `round ${round} of ${rounds}`, expected));
}

const measured: Measured[] = rows.map((row) => ({ row, samples: samples.get(row) ?? [] }));
const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: ROOT, encoding: "utf8" }).trim();
const chain = ratioOf(measured, "ours", "empty-4");
process.stdout.write(`${renderTable(measured)}
${chain === undefined ? "" : `\nNothing cached against the longest chain of empty previews, round by round: ${chain}.\n`}
Medians (lowest–highest) of ${rounds} interleaved rounds after one that is not counted, on ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Node.js ${process.version}, commit ${commit}, ${new Date().toISOString().slice(0, 10)}.
Our runs tell programs to send no debug messages, and the engine to write no log of its own; peers have both, as Pulumi has them, but for the row that was helped. Every row has the same engine binary, embedded AWS, state and resources (${expected} in the engine's count); every preview is checked to show all of them unchanged. Nothing of ours runs before the clock starts, and Nx's daemon is off. The caches of compiled code (V8's; that of ts-node, in which Pulumi's default loader keeps what it has checked) are filled by the warm-up, and empty in the rows called first run. The language host of all rows is the one of the self-built engine, started by the engine in the peers' rows.
Peers get the embedded AWS in the way that was faster for them in the warm-up (${settings.provider === "shared" ? "one process for all previews, started after the clock" : "plugins that the engine starts"}), @nx-extend/pulumi with --parallel=${settings.parallel}, the fastest of 2, 3 and 5. It has no order between stacks.
CPU time is the rusage of all processes that were waited for, memory the largest sum of resident pages that are no file's, sampled.
`);
if (values.json) {
  const raw = measured.map(({ row, samples: all }) => ({
    key: row.key,
    samples: all.map((sample) => sample && { ...sample, output: undefined }),
  }));
  writeFileSync(values.json, `${JSON.stringify({ commit, settings, rows: raw }, undefined, 2)}\n`);
}
process.exitCode = measured.some(({ samples: all }) => all.includes(undefined)) ? 1 : 0;

/** Runs every row once, uncounted, and finds for the peers what is fastest for them. */
async function warmUp(): Promise<{ settings: PeerSettings; expected: number }> {
  const loop = find("loop-esm");
  const nxExtend = find("nx-extend-esm");
  await measureOrThrow(loop, { provider: "shared", parallel: 3 });
  const shared = await measureOrThrow(loop, { provider: "shared", parallel: 3 });
  const plugins = await measureOrThrow(loop, { provider: "plugins", parallel: 3 });
  const provider = shared.wall <= plugins.wall ? "shared" : "plugins";
  let best: { parallel: number; wall: number } | undefined;
  for (const parallel of [2, 3, 5]) {
    const { wall } = await measureOrThrow(nxExtend, { provider, parallel });
    if (best === undefined || wall < best.wall) best = { parallel, wall };
  }
  const chosen: PeerSettings = { provider, parallel: best?.parallel ?? 3 };
  const count = unchangedCounts(shared.output).reduce((sum, one) => sum + one, 0);
  for (const row of rows.filter(({ cold }) => !cold)) await run(row, chosen, "warm-up", count);
  return { settings: chosen, expected: count };
}

function find(key: string): Row {
  const row = ROWS.find((candidate) => candidate.key === key);
  if (row === undefined) throw new Error(`no row ${key}`);
  return row;
}

async function measureOrThrow(row: Row, settings: PeerSettings): Promise<Sample> {
  const sample = await measure(row.command(workspaces, settings));
  say(
    `warm-up: ${row.key}, ${settings.provider}, parallel ${settings.parallel}: ${sample.wall.toFixed(2)} s`,
  );
  if (sample.code !== 0) throw new Error(sample.output);
  return sample;
}

/** A sample, or undefined where the row did not do what it should. */
async function run(
  row: Row,
  settings: PeerSettings,
  when: string,
  count: number,
): Promise<Sample | undefined> {
  const command = row.command(workspaces, settings);
  using caches = emptyCaches();
  const sample = await measure(row.cold ? { ...command, env: { ...command.env, ...caches.env } } : command);
  const problem = problemOf(row, sample, workspaces, count);
  say(`${when}: ${row.key}: ${problem === undefined ? `${sample.wall.toFixed(2)} s` : `failed: ${problem}`}`);
  return problem === undefined ? sample : undefined;
}

/** Variables that lead the caches of compiled code to a new folder, for one run. */
function emptyCaches(): { env: NodeJS.ProcessEnv } & Disposable {
  const folder = mkdtempSync(join(tmpdir(), "strata-bench-"));
  return {
    env: { TMPDIR: folder, NODE_COMPILE_CACHE: join(folder, "node") },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function must(command: string, args: readonly string[], directory: string): Promise<void> {
  const { code, output } = await measure({ command, args, directory, env: workspaces.env });
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} exited with ${code}:\n${output}`);
}

function rotate<T>(items: readonly T[], by: number): T[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
