/** The bootstrap cannot go on, for a reason that a person can mend. The message says what, where and what next. */
export class BootstrapError extends Error {
  override name = "BootstrapError";
}
