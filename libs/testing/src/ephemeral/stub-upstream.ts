import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import type { Contract } from "@strata/stack-contract";
import type { z } from "zod";

/** A stack that has outputs, and nothing else. */
export interface StubUpstream {
  readonly project: string;
  readonly program: PulumiFn;
}

/**
 * Stands for an upstream of the stack under test: a stack with the outputs that its contract promises, and no resources.
 * What does not comply with the contract does not compile, and where types cannot tell, `ephemeralStack()` fails with
 * every problem at once. Outputs that the contract marks as secret are secret.
 */
export function stubUpstream<Shape extends z.ZodRawShape>(
  contract: Contract<Shape>,
  outputs: z.output<z.ZodObject<Shape>>,
): StubUpstream {
  return {
    project: contract.project,
    program: () =>
      // That nothing is surplus cannot be shown for a Shape that is not known here.
      Promise.resolve(contract.publish(outputs as never) as Record<string, unknown>),
  };
}
