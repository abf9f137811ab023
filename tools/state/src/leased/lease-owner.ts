import { runUrlOf } from "@strata/environment/run-url";
import { hostname, userInfo } from "node:os";
import type { LeaseOwner } from "../lock/index.ts";

/** Who wants a lease, and for what. */
export interface Purpose {
  /** What is run: `up`, `state restore`. */
  readonly operation: string;
  /** What is checked out, if that is known. */
  readonly commit?: string | undefined;
}

/** The owner that others are shown while they wait: whoever runs this process, in CI with the URL of the run. */
export function ownerOf({ operation, commit }: Purpose, variables: NodeJS.ProcessEnv): LeaseOwner {
  const runUrl = runUrlOf(variables);
  return {
    actor: variables["GITHUB_ACTOR"] || variables["GITLAB_USER_LOGIN"] || userName(),
    host: hostname(),
    pid: process.pid,
    operation,
    startedAt: new Date().toISOString(),
    ...(runUrl === undefined ? {} : { runUrl }),
    ...(commit === undefined ? {} : { commit }),
  };
}

/** A container may run as a user that has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? "unknown"}`;
  }
}
