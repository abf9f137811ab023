import type { HeldLease } from "@strata/state/leased";
import type { PulumiResult } from "../run/pulumi-process.ts";

/** More often than this somebody would have to start a run without a lease just before ours does. */
const ATTEMPTS = 20;

/**
 * Runs the CLI, and again where a run without a lease had Pulumi's own lock: the CLI has then done nothing, and fails
 * where a person would wait. It may even be that both failed, and neither is in the other's way any more.
 */
export async function afterOthers(
  run: () => Promise<PulumiResult>,
  lease: HeldLease | undefined,
): Promise<PulumiResult> {
  let result = await run();
  for (let attempt = 1; lease !== undefined && attempt < ATTEMPTS && foundLock(result); attempt++) {
    if (lease.signal.aborted) return result;
    await lease.othersDone();
    result = await run();
  }
  return result;
}

/** The words are those of pkg/backend/diy/lock.go in Pulumi 3.259.0. */
export function foundLock({
  code,
  stderr,
  stdout,
}: Pick<PulumiResult, "code" | "stderr" | "stdout">): boolean {
  return code !== 0 && `${stderr}\n${stdout}`.includes("the stack is currently locked by");
}
