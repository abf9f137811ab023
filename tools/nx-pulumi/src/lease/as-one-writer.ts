import type { HeldLease } from "@strata/state/leased";
import type { RunContext } from "../run/run-context.ts";
import type { StackProject } from "../stacks/stack-project.ts";

/**
 * Runs what writes a stack's state while no other run does: under its lease, where the environment has leases.
 *
 * @throws a `LeaseError` of `@strata/state/lock`, or what the body throws
 */
export async function asOneWriter<T>(
  stack: StackProject,
  run: RunContext,
  signal: AbortSignal,
  body: (lease: HeldLease | undefined) => Promise<T>,
): Promise<T> {
  const { leased, environment, env, operation, output } = run;
  if (leased === undefined) return body(undefined);
  const { withLease } = await import("@strata/state/leased");
  const commit = (await run.commit)?.revision;
  return withLease(
    {
      backend: leased,
      project: stack.pulumiProject,
      stack: environment,
      operation,
      commit,
      variables: env,
      say: (line) => output.progress(stack.name, line),
      signal,
    },
    body,
  );
}

/** Whether an error is one of a lease, whose message is for people. They are told by name, since most runs load no lease. */
export function isLeaseError(error: unknown): error is Error {
  return error instanceof Error && /^(Lease|LockTable)\w*Error$/.test(error.name);
}
