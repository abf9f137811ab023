/** What is recorded with every call that a session makes, in CloudTrail and on the role's page. */
export interface SessionOrigin {
  /** A person, or the account of a CI system. */
  readonly actor: string;
  readonly stack: string;
  readonly environment: string;
  readonly operation: string;
  /** A Git commit, long or short; undefined where it is not known. */
  readonly commit: string | undefined;
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html, RoleSessionName */
export const LONGEST_SESSION_NAME = 64;
const LENGTH_OF_COMMIT = 8;
const SHORTEST_ACTOR = 8;

/**
 * A session name that says who and what: `alice@network-dev-apply-1a2b3c4d`, always within AWS's limits (2 to 64 of
 * `\w+=,.@-`). Where it would be too long the actor is shortened first, then the stack; other characters become `-`.
 */
export function sessionName(origin: SessionOrigin): string {
  const commit = accepted(origin.commit ?? "").slice(0, LENGTH_OF_COMMIT);
  const end = [accepted(origin.environment), accepted(origin.operation), ...(commit ? [commit] : [])].join(
    "-",
  );
  const free = LONGEST_SESSION_NAME - end.length - "@-".length;
  const stack = accepted(origin.stack).slice(0, Math.max(1, free - SHORTEST_ACTOR));
  const actor = accepted(origin.actor).slice(0, Math.max(1, free - stack.length)) || "unknown";
  return `${actor}@${stack}-${end}`.slice(0, LONGEST_SESSION_NAME);
}

/**
 * Who runs the program and from which commit, as far as variables tell: GitHub Actions says both
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/variables), a shell only the user.
 */
export function originFromVariables(
  variables: Readonly<Record<string, string | undefined>>,
): Pick<SessionOrigin, "actor" | "commit"> {
  return {
    actor: variables["GITHUB_ACTOR"] ?? variables["USER"] ?? variables["USERNAME"] ?? "unknown",
    commit: variables["GITHUB_SHA"],
  };
}

function accepted(text: string): string {
  return text.replace(/[^A-Za-z0-9_+=,.@-]/g, "-");
}
