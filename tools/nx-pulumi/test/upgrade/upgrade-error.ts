/** The upgrade test cannot be made, for a reason that the user can mend. The message says what, where and what next. */
export class UpgradeError extends Error {
  override name = "UpgradeError";
}
