import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import type { Contract } from "@strata/stack-contract";
import { z } from "zod";
import { fillIn } from "./fill-in.ts";

/** A stack that has outputs, and nothing else. */
export interface StubUpstream {
  readonly project: string;
  readonly program: PulumiFn;
}

/** Of a list, all items. */
export type DeepPartial<Value> = Value extends readonly (infer Item)[]
  ? readonly DeepPartial<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]?: DeepPartial<Value[Key]> }
    : Value;

/** The outputs of a stub are not what its contract promises. The message lists every problem. */
export class StubOutputsError extends Error {
  override name = "StubOutputsError";
}

/**
 * Stands for an upstream of the stack under test: a stack with the outputs that its contract promises, and no resources.
 * A test gives those that it is about; for each of the others the stub has a value of the right form. A name that the
 * contract does not have, or a value of another type, does not compile. Outputs that it marks as secret are secret.
 *
 *     stubUpstream(networkContract, { vpcs: { "workloads/eu-central-1": { vpcId: "vpc-1" } } })
 *
 * @throws {StubOutputsError}
 */
export function stubUpstream<Shape extends z.ZodRawShape>(
  contract: Contract<Shape>,
  given: DeepPartial<z.output<z.ZodObject<Shape>>>,
): StubUpstream {
  const { project, schema } = contract;
  const outputs = fillIn(z.toJSONSchema(schema, { unrepresentable: "any" }), given);
  const { error } = z.strictObject(schema.shape).safeParse(outputs);
  if (error !== undefined) {
    const problems = error.issues.map(({ path, message }) => `- ${path.join(".") || project}: ${message}`);
    throw new StubOutputsError(
      `A stub of ${project} is not what stacks/${project}/contract.ts promises. Give these to ` +
        `stubUpstream():\n${problems.join("\n")}`,
    );
  }
  // That nothing is surplus cannot be shown to the compiler for a Shape that is not known here.
  return { project, program: () => Promise.resolve(contract.publish(outputs as never)) as Promise<object> };
}
