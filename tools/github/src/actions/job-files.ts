import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Gives the steps after this one a value, where a job of GitHub Actions runs it. The delimiter cannot be guessed, so that
 * no value can end itself and add another
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#multiline-strings).
 */
export function setOutput(name: string, value: string, variables: Variables): void {
  const file = variables["GITHUB_OUTPUT"];
  if (!file) return;
  const end = `end-${randomUUID()}`;
  appendFileSync(file, `${name}<<${end}\n${value}\n${end}\n`);
}

/** The most that a job summary may have, in bytes (https://docs.github.com/en/actions/reference/limits). */
const MOST_BYTES = 1024 * 1024;

/** Adds Markdown to the summary of the job; on a laptop, prints it. */
export function addSummary(markdown: string, variables: Variables): void {
  const file = variables["GITHUB_STEP_SUMMARY"];
  if (!file) process.stdout.write(`${markdown}\n`);
  else if (Buffer.byteLength(markdown) < MOST_BYTES) appendFileSync(file, `${markdown}\n`);
  else appendFileSync(file, "The summary is larger than GitHub shows; it is in the artifacts of this run.\n");
}
