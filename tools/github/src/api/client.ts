import { Octokit } from "@octokit/core";
import { paginateRest } from "@octokit/plugin-paginate-rest";
import { retry } from "@octokit/plugin-retry";
import { setTimeout as sleep } from "node:timers/promises";
import type { RunContext } from "../actions/run-context.ts";
import { GithubError } from "../github-error.ts";
import { explainFailure, requestFailureOf } from "./explain-failure.ts";
import { limitedFor } from "./rate-limit.ts";

const Client = Octokit.plugin(paginateRest, retry);

export type GithubClient = InstanceType<typeof Client>;

export interface ClientOptions {
  /** The unit of waiting, in milliseconds: answers of 5xx are asked again after 1, 4 and 9 of it. @default 1000 */
  readonly backoffMilliseconds?: number;
  /** The longest that a rate limit is waited for, in milliseconds; a longer one is an error. @default 120000 */
  readonly longestWaitMilliseconds?: number;
}

/** How long one answer may take, in milliseconds. */
const REQUEST_TIMEOUT = 30_000;

/**
 * A client of GitHub's REST API: a passing failure (5xx, no connection) is asked again three times, and a rate limit is
 * waited for as its headers say. What fails for good throws a {@link GithubError}, with `status` for who handles one.
 * https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
export function githubClient(
  { apiUrl, token }: Pick<RunContext, "apiUrl" | "token">,
  { backoffMilliseconds = 1000, longestWaitMilliseconds = 120_000 }: ClientOptions = {},
): GithubClient {
  const client = new Client({
    auth: token,
    baseUrl: apiUrl,
    userAgent: "strata",
    request: {
      fetch: (url: string, init: RequestInit) =>
        fetch(url, { ...init, signal: AbortSignal.timeout(REQUEST_TIMEOUT) }),
    },
    // 429 is a rate limit, and those are waited for as long as they say, below.
    retry: { retryAfterBaseValue: backoffMilliseconds, doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451] },
  });
  client.hook.wrap("request", async (request, options) => {
    for (let waits = 0; ; waits++) {
      try {
        return await request(options);
      } catch (error) {
        const failure = requestFailureOf(error);
        if (failure === undefined) throw error;
        const wait = limitedFor(failure, new Date());
        if (wait === undefined || waits >= 2) throw explainFailure(failure, apiUrl);
        if (wait > longestWaitMilliseconds)
          throw new GithubError(
            `GitHub's rate limit for this token is used up for ${Math.ceil(wait / 60_000)} min more; ` +
              `${Math.round(longestWaitMilliseconds / 1000)} s are waited at most. Run it again then.`,
          );
        await sleep(wait);
      }
    }
  });
  return client;
}
