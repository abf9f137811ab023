/** A stack cannot run, for a reason that the user can mend. The message says what, where, what is allowed and what next. */
export class StackError extends Error {
  override name = "StackError";
}
