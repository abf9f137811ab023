/** A command of `strata`. */
export interface Command {
  /** The command line after `strata`. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly description: string;
  /** Resolves to the exit code. Throws {@link UsageError} for a wrong call. */
  readonly run: (args: readonly string[]) => Promise<number>;
}

/** The command line does not fit the command's usage. */
export class UsageError extends Error {
  override name = "UsageError";
}
