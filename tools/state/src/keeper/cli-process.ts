import { execFileSync } from "node:child_process";
import { basename } from "node:path";

/** A process as the system lists it. */
export interface ListedProcess {
  readonly pid: number;
  readonly parent: number;
  /** When it was started, in the words of `ps`; tells it from a later one with the same number. */
  readonly started: string;
  readonly command: string;
}

/** Every process that `ps` lists, by its number (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/ps.html). */
export function listProcesses(): Map<number, ListedProcess> {
  const text = execFileSync("ps", ["-A", "-o", "pid=,ppid=,lstart=,comm="], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C" },
  });
  return parseProcesses(text);
}

/** Lines of number, parent, five words of start, and the command. */
export function parseProcesses(text: string): Map<number, ListedProcess> {
  const found = text.split("\n").flatMap((line): [number, ListedProcess][] => {
    const [, pid, parent, started, command] =
      /^\s*(\d+)\s+(\d+)\s+(\S+(?:\s+\S+){4})\s+(.+?)\s*$/.exec(line) ?? [];
    if (pid === undefined || parent === undefined || started === undefined || command === undefined)
      return [];
    return [[Number(pid), { pid: Number(pid), parent: Number(parent), started, command }]];
  });
  return new Map(found);
}

/**
 * The Pulumi CLI above a process: a program is run by a language host, and that by the CLI. The one that is highest, since
 * another may be between them. `undefined` where none is above it.
 */
export function cliAbove(
  pid: number,
  processes: ReadonlyMap<number, ListedProcess>,
): ListedProcess | undefined {
  let highest: ListedProcess | undefined;
  const seen = new Set<number>();
  for (let at = processes.get(pid); at !== undefined && !seen.has(at.pid); at = processes.get(at.parent)) {
    seen.add(at.pid);
    if (basename(at.command) === "pulumi") highest = at;
  }
  return highest;
}
