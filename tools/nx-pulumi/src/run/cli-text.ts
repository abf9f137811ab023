/** What the CLI says, without the `error: ` that whoever prints it adds. */
export function withoutPrefix(message: string): string {
  return message.replace(/^error: /, "");
}
