import { readdirSync, readFileSync, readlinkSync } from "node:fs";

export interface RunningProcess {
  pid: number;
  parent: number;
  command: string;
}

/**
 * Processes of this machine that have a text in their arguments, their variables or the folder they work in. Of /proc:
 * https://man7.org/linux/man-pages/man5/proc.5.html
 */
export function processesAbout(text: string): RunningProcess[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      const command = read(`/proc/${pid}/cmdline`);
      const about = [command, read(`/proc/${pid}/environ`), link(`/proc/${pid}/cwd`)];
      if (!about.join("\n").includes(text)) return [];
      const parent = Number(/^PPid:\s*(\d+)$/m.exec(read(`/proc/${pid}/status`))?.[1]);
      return [{ pid: Number(pid), parent, command: command.replaceAll("\0", " ").trim() }];
    });
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // It has ended, or is somebody else's.
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}
