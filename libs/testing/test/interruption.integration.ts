import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { removeLeftovers } from "../src/ephemeral/folders.ts";
import { eventually } from "../src/eventually.ts";
import { processesAbout } from "./support/processes.ts";

interface Owner {
  readonly child: ChildProcess;
  readonly folder: string;
  /** What it and its guardian say. They share the pipe, which ends with the last process that has it. */
  readonly said: Said;
}

const owners: ChildProcess[] = [];
afterEach(() => {
  // Of a test that has failed.
  for (const child of owners.splice(0)) child.kill("SIGKILL");
});

/** Another process that owns a stack. */
async function owner(at: "idle" | "busy"): Promise<Owner> {
  const script = join(import.meta.dirname, "support/owner.ts");
  const child = spawn(process.execPath, [script, at], { stdio: ["ignore", "pipe", "pipe"] });
  owners.push(child);
  const said = new Said(child.stderr);
  const [folder] = (await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    said.ended.then((error) => Promise.reject(new Error(`The owner has ended: ${error}`))),
  ])) as [string];
  return { child, folder, said };
}

class Said {
  #text = "";
  readonly #stream: NodeJS.ReadableStream;
  readonly ended: Promise<string>;

  constructor(stream: NodeJS.ReadableStream) {
    this.#stream = stream.setEncoding("utf8").on("data", (chunk: string) => (this.#text += chunk));
    this.ended = once(stream, "close").then(() => this.#text);
  }

  /** Resolves once a text was said. */
  async includes(text: string): Promise<void> {
    while (!this.#text.includes(text)) await once(this.#stream, "data");
  }
}

/** The number of the process that watches over the stacks in a folder. */
function guardianOf(child: ChildProcess): number {
  const [guardian] = processesAbout("guardian-process.ts").filter(({ parent }) => parent === child.pid);
  if (guardian === undefined) throw new Error("There is no guardian.");
  return guardian.pid;
}

const TAKEN_DOWN =
  "Ephemeral stacks that their test has left were taken down: ephemeral/local. Nothing is left.\n";

describe.each(["idle", "busy"] as const)("the stack of a process that is %s", (at) => {
  it.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)("is taken down after %s", async (signal) => {
    const { child, folder, said } = await owner(at);
    expect(existsSync(join(folder, "state/.pulumi/stacks/ephemeral/local.json"))).toBe(true);
    const ended = once(child, "exit");
    child.kill(signal);
    expect(await ended).toEqual([null, signal]);
    // The guardian's own look at the store and the backend, after it has destroyed what was there.
    expect(await said.ended).toContain(TAKEN_DOWN);
    expect(existsSync(folder)).toBe(false);
    expect(processesAbout(folder)).toEqual([]);
  });
});

it("is its process's own: the end of one process leaves the stack of another alone", async () => {
  const [one, two] = await Promise.all([owner("idle"), owner("idle")]);
  expect(one.folder).not.toBe(two.folder);
  one.child.kill("SIGKILL");
  expect(await one.said.ended).toContain(TAKEN_DOWN);
  expect([existsSync(one.folder), existsSync(two.folder)]).toEqual([false, true]);
  two.child.kill("SIGTERM");
  // Its bucket was still there: nothing could not be destroyed.
  expect(await two.said.ended).toContain(TAKEN_DOWN);
  expect(existsSync(two.folder)).toBe(false);
});

it("is taken down if its guardian is asked to end", async () => {
  const { child, folder, said } = await owner("idle");
  process.kill(guardianOf(child), "SIGTERM");
  await said.includes(TAKEN_DOWN);
  expect(existsSync(folder)).toBe(false);
});

it("is removed by the next run if its guardian was killed too", async () => {
  const { child, folder, said } = await owner("busy");
  // Not while somebody watches over it.
  expect(removeLeftovers()).not.toContain(folder);
  process.kill(guardianOf(child), "SIGKILL");
  child.kill("SIGKILL");
  await said.ended;
  // The engine has lost its cloud. It had the guardian's pipe, not this one.
  await eventually("the engine has ended", () => processesAbout(folder).length === 0);
  expect(existsSync(folder)).toBe(true);

  expect(removeLeftovers()).toContain(folder);
  expect(existsSync(folder)).toBe(false);
});
