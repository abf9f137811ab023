import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Message, PulumiOutcome, Request, TeardownReport } from "./messages.ts";
import type { CloudResource } from "./place.ts";

type Question = Request extends infer Each ? (Each extends Request ? Omit<Each, "id"> : never) : never;

interface Pending {
  settle(message: Message): void;
  fail(error: Error): void;
  onOutput(stream: "stdout" | "stderr", text: string): void;
}

export interface GuardedRun {
  /** `project/stack` */
  readonly stack: string;
  readonly args: string[];
  readonly cwd: string;
  readonly env: Record<string, string>;
  readonly onOutput?: (stream: "stdout" | "stderr", text: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** The guardian of this process's ephemeral stacks, as seen from here. */
export class Guardian {
  /** Absolute path of all that there is of the stacks. */
  readonly folder: string;
  /** The name of every stack. */
  readonly environment: string;
  /** Of the Pulumi CLI. */
  readonly version: string;
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  private constructor(child: ChildProcess, ready: Extract<Message, { kind: "ready" }>) {
    this.#child = child;
    this.folder = ready.folder;
    this.environment = ready.environment;
    this.version = ready.version;
    child.on("message", (message: Message) => this.#take(message));
    child.once("exit", (code, signal) => {
      const error = new Error(`The guardian of the ephemeral stacks has ended with ${code ?? signal}.`);
      for (const { fail } of this.#pending.values()) fail(error);
    });
    this.#letProcessEnd();
  }

  /** @param place URL of the module of the place */
  static async start(place: string): Promise<Guardian> {
    const child = fork(join(import.meta.dirname, "guardian-process.ts"), [place], {
      // A process group of its own: what ends this process's group must not end it.
      detached: true,
      // Jest's own flags are not for it.
      execArgv: [],
      env: withoutAccounts(process.env),
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const [message] = (await Promise.race([
      once(child, "message"),
      once(child, "exit").then(([code]: unknown[]) => [{ kind: "unready", error: `it ended with ${code}` }]),
    ])) as [Message];
    if (message.kind === "ready") return new Guardian(child, message);
    const why = message.kind === "unready" ? message.error : message.kind;
    throw new Error(`The place for ephemeral stacks could not be opened: ${why}`);
  }

  /** Runs the Pulumi CLI on a stack. The process is the guardian's. */
  async run(run: GuardedRun): Promise<PulumiOutcome> {
    const { stack, args, cwd, env, onOutput = () => undefined, signal } = run;
    signal?.throwIfAborted();
    // A guardian that is gone has ended the run, and says so below.
    const interrupt = (): void =>
      void this.#child.send({ id: 0, kind: "interrupt", run: id }, () => undefined);
    const { id, answer } = this.#ask({ kind: "run", stack, args, cwd, env }, onOutput);
    signal?.addEventListener("abort", interrupt, { once: true });
    try {
      return ((await answer) as Extract<Message, { kind: "ended" }>).outcome;
    } finally {
      signal?.removeEventListener("abort", interrupt);
    }
  }

  async resources(): Promise<CloudResource[]> {
    const answer = await this.#ask({ kind: "resources" }).answer;
    return (answer as Extract<Message, { kind: "resources" }>).resources;
  }

  /** Ends what runs and takes down everything. Resolves when the guardian has ended, with all that was its. */
  async close(): Promise<TeardownReport> {
    const answer = await this.#ask({ kind: "close" }).answer;
    const ended = once(this.#child, "exit");
    this.#child.ref();
    this.#child.disconnect();
    await ended;
    return (answer as Extract<Message, { kind: "closed" }>).report;
  }

  #ask(
    question: Question,
    onOutput: Pending["onOutput"] = () => undefined,
  ): { id: number; answer: Promise<Message> } {
    const id = ++this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<Message>();
    this.#pending.set(id, { settle: resolve, fail: reject, onOutput });
    this.#child.channel?.ref();
    if (!this.#child.connected) reject(new Error("The ephemeral stack is closed."));
    else this.#child.send({ ...question, id }, (error) => error && reject(error));
    const answer = promise.finally(() => {
      this.#pending.delete(id);
      this.#letProcessEnd();
    });
    return { id, answer };
  }

  #take(message: Message): void {
    if (message.kind === "ready" || message.kind === "unready") return;
    const pending = this.#pending.get(message.id);
    if (message.kind === "output") pending?.onOutput(message.stream, message.text);
    else if (message.kind === "failed") pending?.fail(new Error(message.error));
    else pending?.settle(message);
  }

  /** An idle guardian keeps nobody waiting: it takes everything down when its owner ends. */
  #letProcessEnd(): void {
    if (this.#pending.size > 0) return;
    this.#child.unref();
    this.#child.channel?.unref();
  }
}

/** Nothing that a shell says about Pulumi, its accounts or Strata, and nothing that Jest says about itself. */
function withoutAccounts(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(PULUMI_|AWS_|STRATA_|JEST_|NX_|NODE_OPTIONS$)/.test(name)),
  );
}
