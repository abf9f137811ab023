import type { RequestFailure } from "./explain-failure.ts";

/**
 * For how many milliseconds a request that was refused has to wait; `undefined` where no rate limit is the reason. The
 * primary limit says when it is reset, a secondary one how long to wait, or nothing: then a minute.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export function limitedFor({ status, message, headers }: RequestFailure, now: Date): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const after = headers["retry-after"];
  if (after !== undefined && /^\d+$/.test(after)) return Number(after) * 1000;
  const reset = headers["x-ratelimit-reset"];
  if (headers["x-ratelimit-remaining"] === "0" && reset !== undefined && /^\d+$/.test(reset))
    return Math.max(0, Number(reset) * 1000 - now.getTime()) + 1000;
  return status === 429 || /secondary rate limit/i.test(message) ? 60_000 : undefined;
}
