import { join } from "node:path";
import { addStack, createEstate, type Estate, type EstateStack } from "./estate.ts";
import { type EphemeralEngine, findEngine } from "./find-engine.ts";
import { type GuardedFolder, guardedFolder } from "./guarded-folder.ts";
import { removeLeftovers } from "./leftovers.ts";
import { EphemeralTeardownError, tearDownEstate, tearDownStack } from "./teardown.ts";

const open = new Set<EphemeralEstate>();

/** How long Jest waits for estates that a test has left open: an interrupted engine, and a destroy. */
const CLOSE_MILLISECONDS = 180_000;

// A test that ran into Jest's time limit goes on in the background, and may never get to its end.
if (typeof afterAll === "function") afterAll(closeEstates, CLOSE_MILLISECONDS);

/** Takes down every estate that is open in this process, interrupting what runs in it. Throws an `AggregateError`. */
export async function closeEstates(): Promise<void> {
  const outcomes = await Promise.allSettled([...open].map((estate) => estate.close()));
  const failures = outcomes
    .filter((outcome) => outcome.status === "rejected")
    .map(({ reason }) => reason as Error);
  if (failures.length > 0)
    throw new AggregateError(failures, failures.map(({ message }) => message).join("\n"));
}

/** An estate of this process, watched over by a guardian. */
export class EphemeralEstate {
  #estate: Estate;
  readonly #folder: GuardedFolder;
  readonly #abort = new AbortController();
  #closed: Promise<void> | undefined;

  private constructor(estate: Estate, folder: GuardedFolder) {
    this.#estate = estate;
    this.#folder = folder;
    open.add(this);
  }

  /** Takes down what killed runs have left first. */
  static async create(
    engine: EphemeralEngine | undefined,
    env: Readonly<Record<string, string>>,
  ): Promise<EphemeralEstate> {
    const found = engine ?? findEngine();
    await removeLeftovers();
    const folder = await guardedFolder();
    return new EphemeralEstate(createEstate(folder.path, found, env), folder);
  }

  get estate(): Estate {
    return this.#estate;
  }

  /** Aborts when the estate is closed. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** An absolute path for the project of a stack. */
  workDir(name: string): string {
    return join(this.#estate.folder, "projects", name);
  }

  add(stack: EstateStack): void {
    this.#abort.signal.throwIfAborted();
    this.#estate = addStack(this.#estate, stack);
  }

  /** Takes one stack down, and leaves the others. Throws {@link EphemeralTeardownError}. */
  async remove(stack: EstateStack): Promise<void> {
    const problems = await tearDownStack(this.#estate, stack);
    if (problems.length > 0) throw new EphemeralTeardownError(problems.join("\n"));
  }

  /** Interrupts what runs, and takes all of it down, once. Throws {@link EphemeralTeardownError}. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#abort.abort(new Error("The ephemeral stack is closed."));
    try {
      await tearDownEstate(this.#estate);
    } finally {
      await this.#folder.release();
      open.delete(this);
    }
  }
}
