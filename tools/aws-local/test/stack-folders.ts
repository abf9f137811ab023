import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { WORKSPACE } from "../src/store/paths.ts";
import type { Outcome, Sandbox, StateResource } from "./pulumi.ts";
import { ServedProcess } from "./served-process.ts";

/** The stacks of this workspace, each after those that it reads. */
export const STACKS = ["secrets", "network", "eks", "rds", "lambda"] as const;
export type StackName = (typeof STACKS)[number];

/** What serves a run, each as a process of its own. */
export const VICTIMS = ["provider", "language host", "engine"] as const;
export type Victim = (typeof VICTIMS)[number];

export interface Checkpoint {
  resources: StateResource[];
  pending: { type: string; resource: StateResource }[];
}

/** The workspace's five stacks on the state and the store of a sandbox, their processes one by one at hand. */
export class StackFolders {
  readonly #sandbox: Sandbox;
  #provider: ServedProcess | undefined;
  #host: ServedProcess | undefined;
  #engine: ChildProcess | undefined;

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  /** Starts what is not running. */
  async serve(): Promise<void> {
    const env = this.#sandbox.environment();
    const script = (name: string) => join(import.meta.dirname, name);
    this.#provider ??= await ServedProcess.start(script("serve.ts"), [this.#sandbox.storePath], env);
    this.#host ??= await ServedProcess.start(script("serve-programs.ts"), [], env);
  }

  /** Kills a process with SIGKILL. False if there is none of the kind. */
  async kill(victim: Victim): Promise<boolean> {
    if (victim === "engine") {
      if (this.#engine?.pid === undefined) return false;
      process.kill(-this.#engine.pid, "SIGKILL");
      return true;
    }
    const served = victim === "provider" ? this.#provider : this.#host;
    if (served === undefined) return false;
    if (victim === "provider") this.#provider = undefined;
    else this.#host = undefined;
    await served.kill();
    return true;
  }

  async close(): Promise<void> {
    await this.kill("provider");
    await this.kill("language host");
  }

  /** Runs the Pulumi CLI in a stack's folder. */
  async pulumi(stack: StackName, ...args: string[]): Promise<Outcome> {
    await this.serve();
    const env = {
      ...this.#sandbox.environment(),
      PULUMI_DEBUG_PROVIDERS: this.#provider?.address,
      PULUMI_DEBUG_LANGUAGES: `nodejs:${this.#host?.address}`,
      // Shows the option --event-log.
      PULUMI_DEBUG_COMMANDS: "true",
    };
    const onStack = args[1] === "init" ? args : [...args, "--stack", "local"];
    return new Promise((resolve, reject) => {
      // A group of its own, so that nothing of it outlives it.
      const child = spawn("pulumi", [...onStack, "--non-interactive"], {
        cwd: join(WORKSPACE, "stacks", stack),
        env,
        detached: true,
      });
      this.#engine = child;
      let stdout = "";
      let text = "";
      child.stdout.on("data", (chunk: Buffer) => {
        stdout += chunk.toString();
        text += chunk.toString();
      });
      child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
      child.on("error", reject);
      child.on("close", (code) => {
        this.#engine = undefined;
        resolve({ code: code ?? 137, text, stdout });
      });
    });
  }

  up(stack: StackName, ...options: string[]): Promise<Outcome> {
    return this.pulumi(stack, "up", "--yes", "--skip-preview", "--suppress-progress", ...options);
  }

  /** Pulumi's state of a stack, as its file has it. */
  checkpoint(stack: StackName): Checkpoint {
    const path = join(this.#sandbox.folder, "state/.pulumi/stacks", stack, "local.json");
    const { checkpoint } = JSON.parse(readFileSync(path, "utf8")) as {
      checkpoint: {
        latest?: { resources?: StateResource[]; pending_operations?: Checkpoint["pending"] } | null;
      };
    };
    return {
      resources: (checkpoint.latest?.resources ?? []).filter(
        ({ type, id }) => type.startsWith("aws:") && id !== undefined,
      ),
      pending: checkpoint.latest?.pending_operations ?? [],
    };
  }
}

/** Throws with the end of what was printed if a command failed. */
export async function succeed(outcome: Promise<Outcome>): Promise<string> {
  const { code, text } = await outcome;
  if (code !== 0) throw new Error(`exit code ${code}:\n${text.slice(-4000)}`);
  return text;
}
