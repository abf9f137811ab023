import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { ESTATES } from "./estate.ts";

/** A folder whose content is taken down when this process ends, however it ends. */
export interface GuardedFolder {
  readonly path: string;
  /** Ends the guardian, once the folder is gone. */
  release(): Promise<void>;
}

/** Makes a folder of an estate, with a process that watches over it. */
export async function guardedFolder(estates = ESTATES): Promise<GuardedFolder> {
  const path = join(estates, randomUUID());
  // Detached: what ends this process's group must not end it. Its standard input ends with this process.
  const guardian = spawn(process.execPath, [join(import.meta.dirname, "guardian.ts"), path], {
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"] },
  });
  let said = "";
  guardian.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await ready(guardian, () => said);
  guardian.unref();
  return {
    path,
    release: async () => {
      const ended = once(guardian, "exit");
      guardian.ref();
      guardian.stdin.end();
      if (guardian.exitCode === null && guardian.signalCode === null) await ended;
    },
  };
}

async function ready(guardian: ChildProcess, said: () => string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  guardian.stdout?.once("data", () => resolve());
  guardian.once("error", reject);
  guardian.once("close", (code) =>
    reject(new Error(`The guardian of ephemeral stacks ended with ${code}: ${said()}`)),
  );
  await promise;
}
