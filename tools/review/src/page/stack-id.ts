/** The anchor of a stack on the page: letters and digits as they are, all else by its code. */
export function stackId(stack: string): string {
  return `stack-${stack.toWellFormed().replace(/[^A-Za-z0-9-]/gu, (character) => `_${character.codePointAt(0)?.toString(16)}`)}`;
}
