import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** One run of a command. */
export interface Sample {
  /** Seconds. */
  readonly wall: number;
  /** Seconds of user and system time, of the command and all that it waited for. */
  readonly cpu: number;
  /** MiB: the largest sum, over all processes below the command, of the resident memory that is no file's. */
  readonly memory: number;
  readonly code: number;
  readonly output: string;
}

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
}

const SAMPLE_EVERY_MS = 100;
/** Pages of 4 KiB, as on x86-64 and on most ARM Linux. */
const PAGE_MIB = 4 / 1024;

/**
 * Runs a command and measures it, with all its processes. CPU time is what bash's `time` reports: the rusage of the
 * command and of every descendant that was waited for. Memory is sampled from /proc, so Linux only.
 */
export function measure({ command, args, directory, env }: Command): Promise<Sample> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn("bash", ["-c", 'TIMEFORMAT="%U %S"; time "$@" 2>&1', "bash", command, ...args], {
      cwd: directory,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let timing = "";
    let memory = 0;
    const sampler = setInterval(() => {
      memory = Math.max(memory, treeMemory(child.pid ?? 0));
    }, SAMPLE_EVERY_MS);
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
    child.stderr.on("data", (chunk: Buffer) => (timing += chunk.toString("utf8")));
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(sampler);
      const wall = (performance.now() - started) / 1000;
      const [user = NaN, system = NaN] = (timing.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
      resolve({ wall, cpu: user + system, memory, code: code ?? 1, output });
    });
  });
}

/**
 * MiB of resident memory without pages of files, of a process and all below it. Proportional set sizes would be fairer
 * to shared pages, but reading them stops the process that is read.
 */
function treeMemory(root: number): number {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = readIfThere(`/proc/${entry}/stat`);
    // The name, in parentheses, may hold anything; what follows it is fields.
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    if (stat !== "") children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  let total = 0;
  const visit = (pid: number): void => {
    const [, resident = 0, shared = 0] = readIfThere(`/proc/${pid}/statm`).split(" ").map(Number);
    total += (resident - shared) * PAGE_MIB;
    for (const child of children.get(pid) ?? []) visit(child);
  };
  visit(root);
  return total;
}

/** A process may be gone by the time that it is looked at. */
function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
