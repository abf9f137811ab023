/**
 * Takes away, one at a time, every clause of every condition of a lease and every part of its ten rules, and runs the unit tests
 * of the lease: each time some must fail. Prints a Markdown table, and ends with 1 if a mutant survives.
 *
 *     node tools/state/test/mutate.ts [--only <text in the table>] [--results]
 *
 * `--results` writes tools/state/test/results.md as well. Works on copies under .strata/mutants; nothing else is touched.
 */
import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Mutant, mutantsOf } from "./mutants.ts";

const ROOT = join(import.meta.dirname, "../../..");
const SOURCES = join(ROOT, "tools/state/src/lock");
const FOLDER = join(ROOT, ".strata/mutants");
const AT_ONCE = 3;
/** Of the model, in each run. */
const STORIES = "60";
/** A mutant may loop for ever. */
const LONGEST_RUN = 120_000;

interface Verdict {
  readonly failed: readonly string[];
  /** Why there are none, if they did not run. */
  readonly problem?: string;
}

const { values } = parseArgs({
  options: { only: { type: "string" }, results: { type: "boolean", default: false } },
});
const titleOf = ({ file, line, of, removed }: Mutant): string => `${of}: ${file}:${line} ${removed}`;
const mutants = mutantsOf(SOURCES).filter((mutant) => titleOf(mutant).includes(values.only ?? ""));
if (mutants.length === 0) {
  process.stderr.write(
    `No mutant has ${JSON.stringify(values.only)} in its title. Leave --only out for all.\n`,
  );
  process.exit(2);
}
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const healthy = await judge(undefined, "worker-0");
if (healthy.failed.length > 0 || healthy.problem !== undefined) {
  say(`The tests fail without any mutant: ${healthy.problem ?? healthy.failed.join("; ")}`);
  process.exit(1);
}
const started = Date.now();
const verdicts = new Map<Mutant, Verdict>();
const queue = [...mutants];
await Promise.all(
  Array.from({ length: AT_ONCE }, async (_, worker) => {
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const verdict = await judge(mutant, `worker-${worker}`);
      verdicts.set(mutant, verdict);
      say(`${isCaught(verdict) ? "caught" : "SURVIVES"}  ${titleOf(mutant)}`);
    }
  }),
);
rmSync(FOLDER, { recursive: true, force: true });

const survivors = mutants.filter((mutant) => !isCaught(verdicts.get(mutant)));
const text = report();
process.stdout.write(text);
if (values.results) writeFileSync(join(import.meta.dirname, "results.md"), text);
process.exitCode = survivors.length === 0 ? 0 : 1;

function isCaught(verdict: Verdict | undefined): boolean {
  return verdict !== undefined && (verdict.failed.length > 0 || verdict.problem !== undefined);
}

/** Runs the unit tests of a copy. A worker's copies are in one place, for which Jest knows what has not changed. */
async function judge(mutant: Mutant | undefined, name: string): Promise<Verdict> {
  const folder = join(FOLDER, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "src"), { recursive: true });
  cpSync(SOURCES, join(folder, "src/lock"), { recursive: true });
  cpSync(join(import.meta.dirname, "support"), join(folder, "test/support"), { recursive: true });
  if (mutant !== undefined) writeFileSync(join(folder, "src/lock", mutant.file), mutant.text);
  const config = {
    rootDir: folder,
    roots: [join(folder, "src/lock")],
    testEnvironment: "node",
    testMatch: ["**/*.spec.ts"],
    extensionsToTreatAsEsm: [".ts"],
    transform: {
      "^.+\\.ts$": ["ts-jest", { useESM: true, tsconfig: join(ROOT, "tsconfig.workspace.json") }],
    },
    maxWorkers: 1,
  };
  const configFile = join(folder, "jest.config.json");
  writeFileSync(configFile, JSON.stringify(config));
  const output = join(folder, "results.json");
  const jest = join(ROOT, "node_modules/jest/bin/jest.js");
  const flags = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];
  const args = [
    ...flags,
    jest,
    "--config",
    configFile,
    "--json",
    "--outputFile",
    output,
    "--testTimeout",
    "3000",
  ];
  const problem = await new Promise<string | undefined>((resolve) => {
    const env = { ...process.env, STRATA_MODEL_STORIES: STORIES };
    execFile(
      process.execPath,
      args,
      { cwd: ROOT, env, timeout: LONGEST_RUN, killSignal: "SIGKILL" },
      (error) => resolve(error?.killed === true ? `did not end within ${LONGEST_RUN / 1000} s` : undefined),
    );
  });
  if (problem !== undefined) return { failed: [], problem };
  return { failed: failuresIn(output) };
}

interface JestResults {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

function failuresIn(file: string): string[] {
  const { testResults } = JSON.parse(readFileSync(file, "utf8")) as JestResults;
  return testResults.flatMap(({ assertionResults, message }) => {
    if (assertionResults.length === 0 && message !== "") return [`does not load: ${message.split("\n")[0]}`];
    return assertionResults.filter(({ status }) => status === "failed").map(({ fullName }) => fullName);
  });
}

function report(): string {
  const git = (...args: string[]): string =>
    execFileSync("git", args, { cwd: ROOT, encoding: "utf8" }).trim();
  const rows = mutants.map((mutant) => {
    const { failed = [], problem } = verdicts.get(mutant) ?? {};
    const by =
      problem ?? (failed.length === 0 ? "**nothing**" : `${failed.length}: ${best(failed, mutant.of)}`);
    return `| ${mutant.of} | ${mutant.file}:${mutant.line} | \`${escape(mutant.removed.slice(0, 70))}\` | ${escape(by)} |`;
  });
  const dirty =
    git("status", "--porcelain", "--", "tools/state/src/lock", "tools/state/test") === ""
      ? ""
      : " with changes";
  return `# Mutants of the lease: ${mutants.length - survivors.length} of ${mutants.length} are caught

| without | where | what is taken away | tests that fail: the nearest |
| --- | --- | --- | --- |
${rows.join("\n")}

\`node tools/state/test/mutate.ts\` at commit ${git("rev-parse", "--short", "HEAD")}${dirty}, ${new Date().toISOString().slice(0, 10)}, in ${Math.round((Date.now() - started) / 1000)} s.
`;
}

/** The test that is named after the rule, or the first. */
function best(failed: readonly string[], of: string): string {
  return failed.find((name) => name.startsWith(`${of}:`)) ?? failed[0] ?? "";
}

function escape(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
