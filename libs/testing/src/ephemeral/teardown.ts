import { execFile } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { WORKSPACE } from "../workspace.ts";
import {
  environmentOf,
  type Estate,
  type EstateStack,
  processesOf,
  stacksInBackend,
  storeOf,
} from "./estate.ts";
import { runPulumi, signalGroup } from "./run-pulumi.ts";

/** Something is left of ephemeral stacks, or could not be taken down in order. The message lists it. */
export class EphemeralTeardownError extends Error {
  override name = "EphemeralTeardownError";
}

/** One resource of the embedded AWS, as `strata cloud ls --json` shows it. */
export interface CloudResource {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  readonly stack: string;
  readonly account: string;
  readonly region: string;
}

/**
 * Takes everything down that is in an estate: its Pulumi processes, then each stack, the last one first, then its
 * folder. What Pulumi reports is not taken at its word: the store must be empty, and the backend without a stack.
 *
 * The folder goes in any case: all that an estate has made is in the embedded AWS, which is a file in it.
 *
 * @throws {EphemeralTeardownError} with all that went wrong or was left
 */
export async function tearDownEstate(estate: Estate): Promise<void> {
  const problems: string[] = [];
  try {
    endProcesses(estate);
    for (const stack of estate.stacks.toReversed()) problems.push(...(await tearDownStack(estate, stack)));
    problems.push(...(await leftIn(estate)));
  } finally {
    rmSync(estate.folder, { recursive: true, force: true });
  }
  if (problems.length > 0) throw new EphemeralTeardownError(problems.join("\n"));
}

/** Destroys a stack and removes it from the backend. Returns what went wrong. */
export async function tearDownStack(
  estate: Estate,
  { project, name, workDir }: EstateStack,
): Promise<string[]> {
  if (!stacksInBackend(estate).includes(join(project, name))) return [];
  const run = (...args: string[]) =>
    runPulumi(estate, [...args, "--stack", name, "--non-interactive", "--color", "never"], { cwd: workDir });
  // The lock of a killed run; without one, this says so and nothing else happens.
  await run("cancel", "--yes");
  await run("state", "unprotect", "--all", "--yes");
  const destroyed = await run("destroy", "--yes", "--skip-preview", "--suppress-progress");
  const removed = await run("stack", "rm", "--yes", "--force");
  return [destroyed, removed]
    .filter(({ code }) => code !== 0)
    .map(({ stdout, stderr }) => `${project} could not be taken down: ${stderr.trim() || stdout.trim()}`);
}

async function leftIn(estate: Estate): Promise<string[]> {
  const resources = await cloudResources(estate);
  return [
    ...resources.map(({ type, id, stack }) => `Left in the embedded AWS: ${type} ${id} of ${stack}`),
    ...stacksInBackend(estate).map((stack) => `Left in the backend: the stack ${stack}`),
  ];
}

/** What is in the embedded AWS of an estate, by the command that shows it to people: the store's form is its own. */
export async function cloudResources(estate: Estate): Promise<CloudResource[]> {
  if (!existsSync(storeOf(estate))) return [];
  const { stdout } = await promisify(execFile)(
    join(WORKSPACE, "node_modules/.bin/strata"),
    ["cloud", "ls", "--json"],
    { cwd: WORKSPACE, env: environmentOf(estate), maxBuffer: 256 * 1024 * 1024 },
  );
  return JSON.parse(stdout) as CloudResource[];
}

/** Pulumi processes whose owner is gone. Their plugins end with them. */
function endProcesses(estate: Estate): void {
  for (const note of readdirSync(processesOf(estate))) {
    signalGroup(-Number(note), "SIGKILL");
    rmSync(join(processesOf(estate), note), { force: true });
  }
}
