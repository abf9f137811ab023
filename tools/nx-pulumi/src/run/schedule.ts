/** How a stack's turn in a run ended. `skipped`: a stack that it waits for did not succeed, or the run was stopped. */
export type Outcome = "succeeded" | "failed" | "skipped";

/** One run over several stacks. */
export interface Schedule {
  /** Whom each stack waits for; its keys are the stacks of the run. */
  readonly order: ReadonlyMap<string, ReadonlySet<string>>;
  /** How many stacks run at once. */
  readonly concurrency: number;
  /** Runs one stack; resolves to whether it succeeded. A rejection is a failure. */
  readonly run: (stack: string) => Promise<boolean>;
  /** Told of a stack that will not run, and of those it waited for that did not succeed (none: the run was stopped). */
  readonly onSkip: (stack: string, because: readonly string[]) => void;
  /** When aborted, nothing new is started. */
  readonly signal: AbortSignal;
}

/** Runs every stack after those it waits for, as many at once as allowed. Independent stacks finish when others fail. */
export async function runSchedule(schedule: Schedule): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const waiting = new Set(schedule.order.keys());
  const running = new Map<string, Promise<void>>();

  const start = (stack: string): void => {
    waiting.delete(stack);
    const turn = schedule
      .run(stack)
      .catch(() => false)
      .then((succeeded) => {
        outcomes.set(stack, succeeded ? "succeeded" : "failed");
        running.delete(stack);
      });
    running.set(stack, turn);
  };
  const skip = (stack: string, because: readonly string[]): void => {
    waiting.delete(stack);
    outcomes.set(stack, "skipped");
    schedule.onSkip(stack, because);
  };

  while (waiting.size > 0 || running.size > 0) {
    for (const stack of [...waiting]) {
      const waits = [...(schedule.order.get(stack) ?? [])];
      const unsuccessful = waits.filter((name) => outcomes.has(name) && outcomes.get(name) !== "succeeded");
      if (schedule.signal.aborted) skip(stack, []);
      else if (unsuccessful.length > 0) skip(stack, unsuccessful);
      else if (running.size < schedule.concurrency && waits.every((name) => outcomes.has(name))) start(stack);
    }
    if (running.size > 0) await Promise.race(running.values());
  }
  return outcomes;
}
