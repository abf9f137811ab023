import { execFile } from "node:child_process";
import { mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { releaseNumbers } from "./version.ts";

const run = promisify(execFile);

/** A `pulumi version` that takes longer hangs. */
const PROBE_MILLISECONDS = 30_000;

/** What `pulumi version` prints, without the leading v. Throws if it does not run, or prints no version. */
export async function runVersion(command: string, pulumiHome: string): Promise<string> {
  const { stdout } = await run(command, ["version"], {
    timeout: PROBE_MILLISECONDS,
    env: { ...process.env, PULUMI_HOME: pulumiHome, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  const version = stdout.trim().replace(/^v/, "");
  if (releaseNumbers(version) === undefined) {
    throw new Error(
      `"${command} version" printed ${JSON.stringify(stdout.trim().slice(0, 100))}, not a version`,
    );
  }
  return version;
}

/**
 * Like {@link runVersion}, but a file that has not changed since is not asked again: starting the CLI takes a third of
 * a second, before every command. What is remembered is in `strata-versions.json` of PULUMI_HOME, and may be deleted.
 */
export async function probeVersion(command: string, pulumiHome: string): Promise<string> {
  const memory = join(pulumiHome, "strata-versions.json");
  const { size, mtimeMs, ino } = await stat(command);
  const fingerprint = [size, mtimeMs, ino].join(" ");
  const remembered = await readMemory(memory);
  const known = remembered[command];
  if (known?.fingerprint === fingerprint) return known.version;
  const version = await runVersion(command, pulumiHome);
  await mkdir(dirname(memory), { recursive: true });
  const temporary = `${memory}.${process.pid}`;
  await writeFile(
    temporary,
    JSON.stringify({ ...remembered, [command]: { fingerprint, version } }, undefined, 2),
  );
  await rename(temporary, memory);
  return version;
}

type Memory = Record<string, { fingerprint: string; version: string } | undefined>;

async function readMemory(file: string): Promise<Memory> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Memory;
  } catch {
    return {};
  }
}
