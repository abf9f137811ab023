import { z } from "zod";
import { GithubError } from "../github-error.ts";

const RESULTS = ["success", "failure", "cancelled", "skipped"] as const;
export type JobResult = (typeof RESULTS)[number];

const jobsSchema = z.record(z.string(), z.object({ result: z.enum(RESULTS) }));

/** The results of the jobs of a run, by name: `toJSON(needs)` in a workflow. Throws {@link GithubError}. */
export function parseJobs(text: string): Map<string, JobResult> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  const jobs = jobsSchema.safeParse(json);
  if (!jobs.success)
    throw new GithubError(
      `The results of the jobs: got ${JSON.stringify(text.slice(0, 200))}; expected toJSON(needs), such as {"dev":{"result":"success"}}`,
    );
  return new Map(Object.entries(jobs.data).map(([name, { result }]) => [name, result]));
}
