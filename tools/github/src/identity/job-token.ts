import { setTimeout as sleep } from "node:timers/promises";
import { GithubError } from "../github-error.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/** For whom AWS wants a token to be. */
const AUDIENCE = "sts.amazonaws.com";
const ATTEMPTS = 3;

/** A token of OpenID Connect that says which job of which repository has it. */
export interface JobToken {
  readonly token: string;
  /** How long it is valid, in milliseconds. */
  readonly lifetime: number;
}

/**
 * Asks GitHub for the token of this job (https://docs.github.com/en/actions/reference/security/oidc). Throws
 * {@link GithubError} where the job may have none, or GitHub does not answer.
 *
 * @param backoffMilliseconds how long it waits after a first failure; twice as long after the next
 */
export async function requestJobToken(variables: Variables, backoffMilliseconds = 1000): Promise<JobToken> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url = "", ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer = "" } = variables;
  if (!URL.canParse(url) || bearer === "")
    throw new GithubError(
      "This job may not have a token of OpenID Connect: ACTIONS_ID_TOKEN_REQUEST_URL is not set. Give the job the " +
        "permission id-token: write. A run from a fork gets none.",
    );
  const address = new URL(url);
  address.searchParams.set("audience", AUDIENCE);
  let why = "";
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if (attempt > 1) await sleep(backoffMilliseconds * 2 ** (attempt - 2));
    try {
      const answer = await fetch(address, {
        headers: { authorization: `bearer ${bearer}`, accept: "application/json" },
        signal: AbortSignal.timeout(10_000),
      });
      if (answer.ok) return tokenOf(await answer.json());
      why = `it answered ${answer.status}`;
      if (answer.status < 500 && answer.status !== 429) break;
    } catch (error) {
      if (error instanceof GithubError) throw error;
      why = (error as Error).message;
    }
  }
  throw new GithubError(
    `GitHub gave this job no token of OpenID Connect (${address.origin}): ${why}. Run the job again; ` +
      `https://www.githubstatus.com says whether GitHub is well.`,
  );
}

function tokenOf(answer: unknown): JobToken {
  const { value } = (answer ?? {}) as { value?: unknown };
  const payload = typeof value === "string" ? value.split(".")[1] : undefined;
  if (typeof value !== "string" || payload === undefined)
    throw new GithubError("GitHub's answer has no token of OpenID Connect in it. Run the job again.");
  let claims: { exp?: unknown; iat?: unknown } = {};
  try {
    claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as typeof claims;
  } catch {
    // AWS reads it, and refuses it better than can be done here.
  }
  const { exp, iat } = claims;
  const seconds = typeof exp === "number" && typeof iat === "number" ? exp - iat : 300;
  return { token: value, lifetime: Math.max(0, seconds) * 1000 };
}
