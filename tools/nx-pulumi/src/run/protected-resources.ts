import { bulletList } from "@strata/environment/problems";
import type { StackProject } from "../stacks/stack-project.ts";
import { configurationFlag } from "./configuration-flag.ts";
import type { RunContext } from "./run-context.ts";
import { StackError } from "./stack-error.ts";

/**
 * Refuses to destroy a stack that has protected resources, before anything of it is deleted: the engine deletes what
 * depends on them first, and only then refuses (https://www.pulumi.com/docs/iac/concepts/options/protect/). Throws
 * {@link StackError} with their URNs.
 */
export function assertNothingProtected(
  stack: StackProject,
  protectedUrns: readonly string[],
  { environment }: Pick<RunContext, "environment">,
): void {
  if (protectedUrns.length === 0) return;
  throw new StackError(
    `Stack "${stack.name}" was not destroyed: it has protected resources.\n${bulletList(protectedUrns)}\n` +
      `Take the protection away in the program or its configuration (see the README of stacks/${stack.name}), then: ` +
      `npx nx run ${stack.name}:up${configurationFlag(environment)}, and destroy it after that.`,
  );
}
