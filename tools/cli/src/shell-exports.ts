/** `export NAME='value'` lines for a POSIX shell. A single quote ends the quoting, so it is written apart. */
export function shellExports(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'\n`)
    .join("");
}
