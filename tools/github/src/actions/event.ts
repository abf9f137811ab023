import { readFileSync } from "node:fs";
import { z } from "zod";
import { GithubError } from "../github-error.ts";

/** The part of a webhook's payload that is used (https://docs.github.com/en/webhooks/webhook-events-and-payloads). */
const eventSchema = z.object({
  repository: z.object({ id: z.number(), default_branch: z.string() }).optional(),
  pull_request: z
    .object({
      number: z.number().int().positive(),
      head: z.object({ sha: z.string(), repo: z.object({ id: z.number() }).nullable() }),
      base: z.object({ sha: z.string(), repo: z.object({ id: z.number() }) }),
    })
    .optional(),
});

/** The pull request that a run is of. */
export interface EventPullRequest {
  readonly number: number;
  /** What its author pushed; what is checked out is its merge with the base. */
  readonly headSha: string;
  readonly baseSha: string;
  /** Whether it comes from another repository, and so gets no credentials. A repository that was deleted counts as one. */
  readonly fork: boolean;
}

export interface Event {
  readonly defaultBranch: string | undefined;
  readonly pullRequest: EventPullRequest | undefined;
}

/** Reads the file that GITHUB_EVENT_PATH names. Throws {@link GithubError}. */
export function readEvent(file: string | undefined): Event {
  if (!file) return { defaultBranch: undefined, pullRequest: undefined };
  let event: z.output<typeof eventSchema>;
  try {
    event = eventSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new GithubError(`The event of this run (GITHUB_EVENT_PATH, ${file}) cannot be read: ${why}`);
  }
  const { pull_request: pull } = event;
  return {
    defaultBranch: event.repository?.default_branch,
    pullRequest: pull && {
      number: pull.number,
      headSha: pull.head.sha,
      baseSha: pull.base.sha,
      fork: pull.head.repo?.id !== pull.base.repo.id,
    },
  };
}
