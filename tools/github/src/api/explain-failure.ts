import { GithubError } from "../github-error.ts";

/** What Octokit throws for an answer that is none of success, or for none at all (status 500 then). */
export interface RequestFailure {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly request: { readonly method: string; readonly url: string };
  readonly answered: boolean;
}

/** What was thrown as plain data, if it is Octokit's error of a request; else `undefined`. */
export function requestFailureOf(error: unknown): RequestFailure | undefined {
  const { name, message, status, request, response } = (error ?? {}) as Partial<Error> & {
    status?: number;
    request?: { method: string; url: string };
    response?: { headers: Record<string, string | undefined> };
  };
  if (name !== "HttpError" || status === undefined || request === undefined) return undefined;
  return {
    status,
    message: message ?? "",
    headers: response?.headers ?? {},
    request: { method: request.method, url: request.url },
    answered: response !== undefined,
  };
}

/** A request to GitHub that failed for good. */
export class RequestError extends GithubError {
  override name = "RequestError";
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

const NEXT: Readonly<Record<number, string>> = {
  401: "The token is not valid or has expired: give another as GITHUB_TOKEN",
  403: "The token may not do this: give the job the permission that https://docs.github.com/en/rest names for it",
  404: "There is none, or the token may not see it: look at the name, and at the permissions of the token",
};

/** What was asked, what was answered, and what to do. The token is in none of it. */
export function explainFailure(
  { status, message, request, answered }: RequestFailure,
  apiUrl: string,
): RequestError {
  const what = `${request.method} ${request.url.split("?")[0]}`;
  if (!answered)
    return new RequestError(
      `GitHub was not reached: ${what}: ${message}. Look at the network and at GITHUB_API_URL (${apiUrl}), then run it again.`,
      status,
    );
  if (status >= 500)
    return new RequestError(
      `GitHub answered ${status} to ${what}, and again each time it was asked: ${message}. ` +
        `Look at https://www.githubstatus.com, then run it again.`,
      status,
    );
  return new RequestError(
    `GitHub answered ${status} to ${what}: ${message}. ${NEXT[status] ?? "Nothing was changed"}.`,
    status,
  );
}

/** Whether a request was refused because the token may only read, as that of a run from a fork. */
export function isForbidden(error: unknown): boolean {
  return error instanceof RequestError && error.status === 403;
}
