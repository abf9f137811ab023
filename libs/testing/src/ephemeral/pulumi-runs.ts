import { type ChildProcess, spawn } from "node:child_process";
import type { PulumiOutcome } from "./messages.ts";

export interface PulumiRun {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly onOutput?: (stream: "stdout" | "stderr", text: string) => void;
}

/** How long an engine has to end in order once it is interrupted. */
const GRACE_MILLISECONDS = 30_000;

/** The Pulumi processes of a guardian. They are its children, so that none is left when it ends. */
export class PulumiRuns {
  readonly #command: string;
  readonly #running = new Map<ChildProcess, Promise<unknown>>();
  readonly #byId = new Map<number, ChildProcess>();

  constructor(command: string) {
    this.#command = command;
  }

  /** Runs the CLI to its end. `id` is for {@link interrupt}. */
  async run({ args, cwd, env, onOutput }: PulumiRun, id?: number): Promise<PulumiOutcome> {
    const child = spawn(this.#command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const said = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        said[stream] += text;
        onOutput?.(stream, text);
      });
    }
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? -1));
    this.#running.set(child, promise);
    if (id !== undefined) this.#byId.set(id, child);
    try {
      return { code: await promise, ...said };
    } finally {
      this.#running.delete(child);
      if (id !== undefined) this.#byId.delete(id);
    }
  }

  /** As Ctrl-C: the engine finishes what is under way, writes its state and ends. */
  interrupt(id: number): void {
    this.#byId.get(id)?.kill("SIGINT");
  }

  /** Ends all, in order where they can. */
  async endAll(): Promise<void> {
    const running = [...this.#running];
    for (const [child] of running) child.kill("SIGINT");
    const kill = setTimeout(() => {
      for (const [child] of running) child.kill("SIGKILL");
    }, GRACE_MILLISECONDS);
    await Promise.allSettled(running.map(([, ended]) => ended));
    clearTimeout(kill);
  }
}
