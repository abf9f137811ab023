/**
 * The commands of the CLI that write a stack's state, by their first words (https://www.pulumi.com/docs/iac/cli/commands/).
 * `cancel` is among them: it removes the locks of others.
 */
const WRITING = [
  "up",
  "update",
  "refresh",
  "destroy",
  "import",
  "cancel",
  "watch",
  "state",
  "stack import",
  "stack rm",
  "stack rename",
  "stack change-secrets-provider",
  "stack tag",
];

/** Flags with which a command that writes does not. */
const ONLY_LOOKS = ["--preview-only", "--help", "-h"];

/** Whether a command line of the CLI may write state. One that is not known is taken not to: Pulumi's own lock is left. */
export function writesState(command: readonly string[]): boolean {
  if (command.some((argument) => ONLY_LOOKS.includes(argument))) return false;
  const words = command.filter((argument) => !argument.startsWith("-")).join(" ");
  return WRITING.some((name) => words === name || words.startsWith(`${name} `));
}
