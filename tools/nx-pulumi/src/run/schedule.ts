/** How a stack's turn in a run ended. `skipped`: a stack that it waits for did not succeed, or the run was stopped. */
export type Outcome = "succeeded" | "failed" | "skipped";

/** One run over several stacks. */
export interface Schedule {
  /** Whom each stack waits for; its keys are the stacks of the run. */
  readonly order: ReadonlyMap<string, ReadonlySet<string>>;
  /** How many stacks run at once. */
  readonly concurrency: number;
  /**
   * Whether a stack may start while those it waits for still run, since it waits for their results by itself. When one
   * of them fails, it is told to stop and counts as skipped.
   */
  readonly overlap?: boolean;
  /** Runs one stack; resolves to whether it succeeded. A rejection is a failure. The signal tells it to stop. */
  readonly run: (stack: string, signal: AbortSignal) => Promise<boolean>;
  /** Told of a stack that will not run, and of those it waited for that did not succeed (none: the run was stopped). */
  readonly onSkip: (stack: string, because: readonly string[]) => void;
  /** When aborted, nothing new is started. */
  readonly signal: AbortSignal;
}

/** Runs every stack after those it waits for, as many at once as allowed. Independent stacks finish when others fail. */
export async function runSchedule(schedule: Schedule): Promise<Map<string, Outcome>> {
  const { order, concurrency, overlap = false, signal } = schedule;
  const outcomes = new Map<string, Outcome>();
  const waiting = new Set(order.keys());
  const running = new Map<string, { turn: Promise<void>; stop: AbortController }>();

  const waitsOf = (stack: string): string[] => [...(order.get(stack) ?? [])];
  const unsuccessful = (stack: string): string[] =>
    waitsOf(stack).filter((name) => outcomes.has(name) && outcomes.get(name) !== "succeeded");
  const mayStart = (stack: string): boolean =>
    running.size < concurrency &&
    waitsOf(stack).every((name) => outcomes.has(name) || (overlap && running.has(name)));

  const settle = (stack: string, succeeded: boolean): void => {
    running.delete(stack);
    const because = unsuccessful(stack);
    if (!succeeded && because.length > 0) {
      outcomes.set(stack, "skipped");
      schedule.onSkip(stack, because);
    } else {
      outcomes.set(stack, succeeded ? "succeeded" : "failed");
    }
    if (outcomes.get(stack) === "succeeded") return;
    for (const [name, { stop }] of running) if (waitsOf(name).includes(stack)) stop.abort();
  };
  const start = (stack: string): void => {
    waiting.delete(stack);
    const stop = new AbortController();
    const turn = schedule
      .run(stack, AbortSignal.any([signal, stop.signal]))
      .catch(() => false)
      .then((succeeded) => settle(stack, succeeded));
    running.set(stack, { turn, stop });
  };
  const skip = (stack: string, because: readonly string[]): void => {
    waiting.delete(stack);
    outcomes.set(stack, "skipped");
    schedule.onSkip(stack, because);
  };

  while (waiting.size > 0 || running.size > 0) {
    for (const stack of [...waiting]) {
      const because = unsuccessful(stack);
      if (signal.aborted) skip(stack, []);
      else if (because.length > 0) skip(stack, because);
      else if (mayStart(stack)) start(stack);
    }
    if (running.size > 0) await Promise.race([...running.values()].map(({ turn }) => turn));
  }
  return outcomes;
}
