import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { relative } from "node:path";
import { eventually } from "@strata/testing/eventually";
import { WorkspaceCopy } from "./support/workspace-copy.ts";

const STACKS = ["eks", "lambda", "network", "rds", "secrets"];

describe("the server of a run", () => {
  let workspace: WorkspaceCopy;
  beforeAll(() => (workspace = new WorkspaceCopy()));
  afterAll(() => workspace.remove());

  it("is one for all stacks, which survive the SIGKILL of one engine, and ends with the run", async () => {
    const seen = new Map<string, Set<string>>();
    let killed = false;
    const watch = setInterval(() => {
      for (const { pid, stack, providers } of engines(workspace.root)) {
        seen.set(stack, (seen.get(stack) ?? new Set()).add(providers));
        // In the middle: the others are at it.
        if (stack === "eks" && !killed && seen.size >= 3) {
          killed = true;
          process.kill(pid, "SIGKILL");
        }
      }
    }, 20);
    const { code, text } = await workspace.nx(["run-many", "-t", "preview"]);
    clearInterval(watch);
    expect([killed, code === 0, text]).toEqual([true, false, expect.stringMatching(/^eks +failed/m)]);
    expect([...seen.keys()].sort()).toEqual(STACKS);
    expect(new Set([...seen.values()].flatMap((addresses) => [...addresses])).size).toBe(1);
    for (const stack of ["lambda", "network", "rds", "secrets"]) {
      expect([stack, workspace.changeSet(stack).succeeded]).toEqual([stack, true]);
    }
    await allEnded(workspace.root);
  });

  it("ends, and so does all that it served, when the run is killed with SIGKILL", async () => {
    let killed = false;
    let watch: NodeJS.Timeout | undefined;
    await workspace.nx(["run-many", "-t", "preview"], {
      onStart: (kill) => {
        watch = setInterval(() => {
          if (killed || engines(workspace.root).length < 2) return;
          killed = true;
          kill("SIGKILL");
        }, 20);
      },
    });
    clearInterval(watch);
    expect(killed).toBe(true);
    await allEnded(workspace.root);
  });
});

interface Process {
  pid: number;
  command: string;
  folder: string;
}

/** What runs in a folder, or from it. https://man7.org/linux/man-pages/man5/proc.5.html */
function processesOf(root: string): Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ").trim();
        const folder = readlinkSync(`/proc/${name}/cwd`);
        // One that has ended and was not waited for has no command.
        if (command === "" || !(folder.startsWith(root) || command.includes(root))) return [];
        return [{ pid: Number(name), command, folder }];
      } catch {
        // It is gone.
        return [];
      }
    });
}

/** The engines that preview, each with its stack and the address of its providers. */
function engines(root: string): { pid: number; stack: string; providers: string }[] {
  return processesOf(root).flatMap(({ pid, command, folder }) => {
    if (!/\/pulumi preview /.test(command)) return [];
    try {
      const variables = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
      const providers = variables.find((text) => text.startsWith("PULUMI_DEBUG_PROVIDERS=")) ?? "none";
      return [{ pid, stack: relative(`${root}/stacks`, folder), providers }];
    } catch {
      return [];
    }
  });
}

/** What belongs to a run that was killed takes a while to notice. */
function allEnded(root: string): Promise<void> {
  const found = () =>
    processesOf(root)
      .map(({ pid, command }) => `${pid} ${command.slice(0, 200)}`)
      .join("\n");
  return eventually("all processes of the run have ended", () => processesOf(root).length === 0, { found });
}
