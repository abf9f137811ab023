import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { nodeOfWorkspace } from "./pulumi.ts";

/** A server in a process of its own, which says where it listens in its first line. */
export class ServedProcess {
  readonly #process: ChildProcess;
  /** What it said. */
  readonly address: string;

  private constructor(process: ChildProcess, address: string) {
    this.#process = process;
    this.address = address;
  }

  /** Runs a script with the Node.js of the workspace. Its standard input stays open as long as we live. */
  static async start(
    script: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    nodeOptions: readonly string[] = [],
  ): Promise<ServedProcess> {
    const command = [...nodeOptions, script, ...args];
    const child = spawn(nodeOfWorkspace(), command, { stdio: ["pipe", "pipe", "inherit"], env });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    return new ServedProcess(child, line.toString().trim());
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Sends a signal; resolves with the line that it prints then. */
  async ask(signal: NodeJS.Signals): Promise<string> {
    const answer = once(this.#process.stdout as NodeJS.ReadableStream, "data");
    this.#process.kill(signal);
    const [line] = (await answer) as [Buffer];
    return line.toString().trim();
  }

  /** Kills it without a warning; resolves when it is gone. */
  async kill(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = once(this.#process, "exit");
    this.#process.kill("SIGKILL");
    await gone;
  }
}
