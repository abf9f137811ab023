/** Something about a state that a person can mend. The message says what, where and what next. */
export class StateError extends Error {
  override name = "StateError";
}

/** A checkpoint that Pulumi would refuse, or that is no checkpoint at all. */
export class CorruptCheckpointError extends StateError {
  override name = "CorruptCheckpointError";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join("; "));
    this.problems = problems;
  }
}
