/**
 * The upgrade test: brings up all stacks of an earlier revision on the embedded AWS, previews them with the files as they
 * are now, and fails if that replaces or deletes what nobody expected it to.
 *
 * `npm run test:upgrade -- [--base <revision>] [--projects <stack>,<stack>]`
 */
import { ensureEngine, findWorkspaceRoot } from "@strata/engine";
import { parseChangeSet } from "@strata/change-set";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cleanEnvironment } from "../support/clean-environment.ts";
import { type BaseRevision, chooseBase, gitIn } from "./base-revision.ts";
import {
  checkOut,
  copyWorkingTree,
  deployedProjects,
  linkEngine,
  linkPackages,
  makeRunFolder,
  moveState,
  sharesPackages,
} from "./checkouts.ts";
import { upgradeProblems } from "./compare.ts";
import {
  EXPECTED_CHANGES_FILE,
  type ExpectedChange,
  newlyExpected,
  parseExpectedChanges,
} from "./expected-changes.ts";
import { runCommand } from "./processes.ts";
import { UpgradeError } from "./upgrade-error.ts";

/** What Nx says while stacks run: which begins, and which has ended. */
const PROGRESS = /^[\w-]+ {2}(?:(?:up|preview) in |.*, [\d.]+ s$|skipped)/;

const started = Date.now();
const say = (text: string): void =>
  void process.stderr.write(`[${((Date.now() - started) / 1000).toFixed(0).padStart(3)} s] ${text}\n`);

const interruption = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(name, () => {
    if (!interruption.signal.aborted) say("stopping, and removing what was made");
    interruption.abort(new UpgradeError("Interrupted."));
  });

process.exitCode = await main().catch((error: unknown) => {
  if (interruption.signal.aborted) return 130;
  if (!(error instanceof UpgradeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  return 1;
});

async function main(): Promise<number> {
  const { base: asked, projects } = readOptions();
  const root = findWorkspaceRoot();
  const base = chooseBase(gitIn(root), {
    base: asked,
    nxBase: process.env["NX_BASE"],
    defaultBranch: defaultBranchOf(root),
  });
  if (base === undefined) {
    say("this is the first commit: there is nothing to upgrade from");
    return 0;
  }
  say(`upgrade from ${base.commit.slice(0, 12)} (${base.because}) to the files as they are`);
  const folder = makeRunFolder(root);
  try {
    return await upgrade(root, base, folder, projects);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function upgrade(
  root: string,
  base: BaseRevision,
  folder: string,
  projects: string[],
): Promise<number> {
  const [before, after] = [join(folder, "base"), join(folder, "new")];
  await checkOut(root, base.commit, before, must);
  await copyWorkingTree(root, after, must);
  // Read first: what is wrong with the file needs no deployment to be found.
  const expected = newlyExpected(expectedIn(before), expectedIn(after));

  await ensureEngine({ root, signal: interruption.signal });
  await linkPackages(root, after, must);
  if (sharesPackages(root, before)) await linkPackages(root, before, must);
  else {
    say("the base has other packages: npm ci");
    await must("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund"], before);
  }
  await linkEngine(root, before, must);
  await linkEngine(root, after, must);

  say("base: up");
  const up = await nxIn(before, ["run-many", "-t", "up", ...projects]);
  if (up.code !== 0)
    throw new UpgradeError(
      `${up.text}\nThe base itself does not come up, so there is nothing to upgrade from. ` +
        `Name a revision that does: npm run test:upgrade -- --base <revision>.`,
    );
  moveState(before, after);
  const deployed = deployedProjects(after);
  if (deployed.length === 0) throw new UpgradeError("The base has deployed nothing, so nothing is compared.");

  say("new revision: preview");
  const preview = await nxIn(after, ["run-many", "-t", "preview", "--skip-nx-cache", ...projects]);
  const changeSets = changeSetsIn(after);
  const problems = upgradeProblems({ changeSets, deployedProjects: deployed, expected });
  if (problems.length === 0 && preview.code !== 0) problems.push(`The previews failed:\n${preview.text}`);
  if (problems.length > 0) {
    process.stderr.write(`\n${problems.join("\n\n")}\n\n`);
    say(`the upgrade from ${base.commit.slice(0, 12)} is not safe`);
    return 1;
  }
  const unchanged = changeSets.reduce((sum, { counts }) => sum + (counts.same ?? 0), 0);
  say(
    `the upgrade of ${deployed.length} stacks is safe: nothing is replaced or deleted` +
      `${expected.length > 0 ? " but what is expected" : ""} (${unchanged} resources unchanged)`,
  );
  return 0;
}

function readOptions(): { base: string | undefined; projects: string[] } {
  try {
    const { values } = parseArgs({ options: { base: { type: "string" }, projects: { type: "string" } } });
    return {
      base: values.base,
      projects: values.projects === undefined ? [] : [`--projects=${values.projects}`],
    };
  } catch (error) {
    const usage = "npm run test:upgrade -- [--base <revision>] [--projects <stack>,<stack>]";
    throw new UpgradeError(`${(error as Error).message}\nUsage: ${usage}`);
  }
}

function defaultBranchOf(root: string): string {
  const { defaultBase } = JSON.parse(readFileSync(join(root, "nx.json"), "utf8")) as { defaultBase?: string };
  return defaultBase ?? "main";
}

function expectedIn(checkout: string): ExpectedChange[] {
  const file = join(checkout, EXPECTED_CHANGES_FILE);
  return existsSync(file) ? parseExpectedChanges(readFileSync(file, "utf8")) : [];
}

function changeSetsIn(checkout: string) {
  const folder = join(checkout, "dist/change-sets/local");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => parseChangeSet(readFileSync(join(folder, name), "utf8")));
}

function nxIn(folder: string, args: readonly string[]): Promise<{ code: number; text: string }> {
  return run(join(folder, "node_modules/.bin/nx"), args, folder);
}

/** Runs a command that must succeed; {@link UpgradeError} with all that it printed if it does not. */
async function must(command: string, args: readonly string[], folder: string): Promise<void> {
  const { code, text } = await run(command, args, folder);
  if (code !== 0) throw new UpgradeError(`${text}\n${command} ${args.join(" ")} failed: exit code ${code}`);
}

function run(
  command: string,
  args: readonly string[],
  folder: string,
): Promise<{ code: number; text: string }> {
  return runCommand({
    command,
    args,
    folder,
    env: cleanEnvironment(folder),
    signal: interruption.signal,
    onLine: (line) => {
      if (PROGRESS.test(line)) say(line);
    },
  });
}
