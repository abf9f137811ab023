import { parseEnvironment } from "@strata/environment";
import { z } from "zod";
import { GithubError } from "../github-error.ts";

const schema = z.record(z.string(), z.array(z.string()));

/** Which stacks were to be run, by environment, as `strata github affected` prints it. Throws {@link GithubError}. */
export function parseExpected(text: string): Map<string, string[]> {
  let json: unknown;
  try {
    // The output of a job that failed before it could tell is empty.
    json = JSON.parse(text || "{}");
  } catch {
    json = undefined;
  }
  const result = schema.safeParse(json);
  if (!result.success)
    throw new GithubError(
      `The stacks of the run: got ${JSON.stringify(text)}; expected the output "stacks" of strata github affected, ` +
        `such as {"dev":["network"]}`,
    );
  return new Map(Object.entries(result.data).map(([name, stacks]) => [parseEnvironment(name), stacks]));
}
