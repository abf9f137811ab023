import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { StackError } from "./stack-error.ts";

/**
 * Refuses a stack whose `Pulumi.yaml` or `Pulumi.<environment>.yaml` is not YAML: the CLI names a line, but neither
 * the file nor, in some commands, all that is wrong. Throws {@link StackError} with every problem and its place.
 */
export function assertConfigurationParses(stack: { directory: string }, environment: string): void {
  const problems = ["Pulumi.yaml", `Pulumi.${environment}.yaml`].flatMap((file) => {
    const path = join(stack.directory, file);
    return yamlProblems(readFileSync(path, "utf8")).map((problem) => `${path}:${problem}`);
  });
  if (problems.length > 0) throw new StackError(`Not valid YAML. Nothing was run.\n${indent(problems)}`);
}

/** `line:column: what is wrong`, for each problem of a YAML text; none if it parses. */
export function yamlProblems(text: string): string[] {
  const lines = new LineCounter();
  return parseDocument(text, { lineCounter: lines, prettyErrors: false }).errors.map(({ pos, message }) => {
    const { line, col } = lines.linePos(pos[0]);
    return `${line}:${col}: ${message}`;
  });
}

function indent(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join("\n");
}
