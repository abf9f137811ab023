/**
 * What a run costs before anything is previewed, against the number of stacks: the decision what to preview, its memory,
 * and the time until the first preview starts. `npm run bench:scale -- [--sizes 100,1000] [--rounds 3]`
 */
import { execFileSync, spawn } from "node:child_process";
import { appendFileSync, rmSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measure, type Sample } from "../preview/measure.ts";
import { type Spread, spreadOf } from "../preview/statistics.ts";
import { makeScaleWorkspace, type ScaleWorkspace } from "./workspace.ts";

const ROOT = join(import.meta.dirname, "../..");
const { values } = parseArgs({
  options: { sizes: { type: "string", default: "100,1000" }, rounds: { type: "string", default: "3" } },
});
const sizes = values.sizes.split(",").map(Number);
const rounds = Number(values.rounds);
if ([...sizes, rounds].some((number) => !Number.isInteger(number) || number < 1)) {
  process.stderr.write(
    `--sizes ${values.sizes} --rounds ${values.rounds}: whole numbers from 1 are allowed\n`,
  );
  process.exit(2);
}
const say = (text: string): void => void process.stderr.write(`${text}\n`);

interface Row {
  readonly size: number;
  readonly started: readonly number[];
  readonly unchanged: readonly Sample[];
  readonly matrix: readonly Sample[];
}

const rows: Row[] = [];
for (const size of sizes) {
  say(`making a workspace of ${size} stacks`);
  const workspace = await makeScaleWorkspace(join(ROOT, ".strata", "bench", `scale-${size}`), size);
  execFileSync("node", [join(workspace.root, "bench/scale/seed-results.ts")], {
    cwd: workspace.root,
    env: workspace.env,
  });
  const [started, unchanged, matrix]: [number[], Sample[], Sample[]] = [[], [], []];
  for (let round = 0; round <= rounds; round++) {
    const all = await measured(workspace, "nx", ["run-many", "-t", "preview"]);
    const reused = all.output.match(/reused from/g)?.length ?? 0;
    if (reused < size)
      throw new Error(`took ${reused} of ${size} results from earlier previews:\n${all.output.slice(-3000)}`);
    const layers = await measured(workspace, "strata", ["matrix", "--all"]);
    const first = await firstPreview(workspace);
    say(
      `${size} stacks, ${round === 0 ? "warm-up" : `round ${round}`}: first preview after ${first.toFixed(2)} s`,
    );
    if (round === 0) continue;
    started.push(first);
    unchanged.push(all);
    matrix.push(layers);
  }
  rows.push({ size, started, unchanged, matrix });
  rmSync(workspace.root, { recursive: true, force: true });
}

const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: ROOT, encoding: "utf8" }).trim();
const cell = (spread: Spread, digits: number): string =>
  `${spread.median.toFixed(digits)} (${spread.min.toFixed(digits)}–${spread.max.toFixed(digits)})`;
const of = (samples: readonly Sample[], pick: (sample: Sample) => number, digits: number): string =>
  cell(spreadOf(samples.map(pick)), digits);
process.stdout
  .write(`| stacks | one stack changed: until its preview starts, s | nothing changed: whole run, s | its CPU, s | its peak memory, MiB | strata matrix --all, s |
| --: | --: | --: | --: | --: | --: |
${rows
  .map(
    ({ size, started, unchanged, matrix }) =>
      `| ${size} | ${cell(spreadOf(started), 2)} | ${of(unchanged, ({ wall }) => wall, 2)} | ${of(unchanged, ({ cpu }) => cpu, 2)} | ${of(unchanged, ({ memory }) => memory, 0)} | ${of(matrix, ({ wall }) => wall, 2)} |`,
  )
  .join("\n")}

${perStack()}Medians (lowest–highest) of ${rounds} rounds after one that is not counted, on ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Node.js ${process.version}, commit ${commit}, ${new Date().toISOString().slice(0, 10)}. Nx's daemon is off, and nothing of ours runs before the clock starts. Each stack reads one other; none is deployed. One stack that nobody reads is changed and committed, and \`nx affected -t preview\` is run until it says that the stack's preview starts. The earlier results were kept by the same code as after a preview, without the engine having run.
`);

/** What each further stack adds to a run in which nothing changed. */
function perStack(): string {
  const [small, large] = [rows.at(0), rows.at(-1)];
  if (small === undefined || large === undefined || small === large) return "";
  const wall = (row: Row): number => spreadOf(row.unchanged.map((sample) => sample.wall)).median;
  const memory = (row: Row): number => spreadOf(row.unchanged.map((sample) => sample.memory)).median;
  const more = large.size - small.size;
  return `From ${small.size} to ${large.size} stacks, each adds ${(((wall(large) - wall(small)) / more) * 1000).toFixed(1)} ms and ${((memory(large) - memory(small)) / more).toFixed(2)} MiB.\n\n`;
}

async function measured(
  workspace: ScaleWorkspace,
  command: string,
  args: readonly string[],
): Promise<Sample> {
  const sample = await measure({ command, args, directory: workspace.root, env: workspace.env });
  if (sample.code !== 0) throw new Error(`${command} ${args.join(" ")}:\n${sample.output.slice(-3000)}`);
  return sample;
}

/** Seconds from the command until it says that the preview of the changed stack starts; the run is then stopped. */
async function firstPreview({ root, leaf, env }: ScaleWorkspace): Promise<number> {
  const file = join(root, "stacks", leaf, "index.ts");
  const git = (...args: string[]): Buffer =>
    execFileSync("git", ["-c", "user.name=bench", "-c", "user.email=bench@example.invalid", ...args], {
      cwd: root,
    });
  appendFileSync(file, "// Another comment.\n");
  git("commit", "--quiet", "-am", "change");
  const started = performance.now();
  const child = spawn("nx", ["affected", "-t", "preview", "--base=HEAD~1", "--head=HEAD"], {
    cwd: root,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  try {
    return await new Promise<number>((resolve, reject) => {
      let text = "";
      const look = (chunk: Buffer): void => {
        text += chunk.toString("utf8");
        if (text.includes(`${leaf}  preview in local (stacks/${leaf}/index.ts changed)`))
          resolve((performance.now() - started) / 1000);
      };
      child.stdout.on("data", look);
      child.stderr.on("data", look);
      child.on("close", () => reject(new Error(`no preview of ${leaf} was started:\n${text}`)));
    });
  } finally {
    const ended = new Promise((resolve) => child.once("close", resolve));
    process.kill(-(child.pid ?? 0), "SIGINT");
    await ended;
    git("reset", "--quiet", "--hard", "HEAD~1");
  }
}
