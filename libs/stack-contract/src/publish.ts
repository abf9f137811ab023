import { type Input, isSecret, type Output, output, secret } from "@pulumi/pulumi";
import { bulletList, formatPath, type Problem, showValue } from "@strata/environment/problems";
import type { z } from "zod";
import { checkOutput } from "./check.ts";
import { isSecretOutput, type Outputs, type Promised } from "./contract.ts";
import { leaveFailureToUser, valueWithUnknowns } from "./outputs.ts";
import { mapParts } from "./parts.ts";
import { runError } from "./run-error.ts";

/** See `Contract.publish`. Takes any values, so that a program that was not type-checked fails well too. */
export function publish<Shape extends z.ZodRawShape>(
  contract: Promised<Shape>,
  values: Record<string, Input<unknown>>,
): Outputs<Shape> {
  const published = Object.entries(values).map(([name, value]) => [name, output(value)] as const);
  const checked = leaveFailureToUser(output(checkPublished(contract, published)));
  // Each output waits for the verdict over all, so that none of a bad set is stored.
  const allowed = (value: unknown): Output<unknown> => leaveFailureToUser(checked.apply(() => value));
  // An optional output that is not there: Pulumi warns about each name with no value.
  const there = Object.entries(values).filter(([, value]) => value !== undefined);
  const outputs = there.map(([name, value]) => [
    name,
    isSecretOutput(contract, name)
      ? leaveFailureToUser(secret(allowed(value)))
      : // An output of all parts would be unknown to a preview as soon as one of them is.
        mapParts(value, allowed),
  ]);
  return Object.fromEntries(outputs) as Outputs<Shape>;
}

/** Rejects with a `RunError` that lists everything that is wrong with what a stack is about to publish. */
export async function checkPublished(
  contract: Promised,
  published: readonly (readonly [string, Output<unknown>])[],
): Promise<void> {
  const names = Object.keys(contract.schema.shape);
  const problems = published
    .filter(([name]) => !names.includes(name))
    .map(([name]) => `${name}: not in the contract; allowed: ${names.join(", ")}`);
  for (const name of names) {
    const value = published.find(([key]) => key === name)?.[1];
    problems.push(...(await checkOne(contract, name, value)));
  }
  if (problems.length > 0) {
    throw runError(
      `The stack ${contract.project} publishes what its contract (stacks/${contract.project}/contract.ts) does ` +
        `not allow. No output was stored:\n${bulletList(problems)}`,
    );
  }
}

async function checkOne(
  contract: Promised,
  name: string,
  value: Output<unknown> | undefined,
): Promise<string[]> {
  const schema = contract.schema.shape[name] as z.ZodType;
  const [resolved, valueIsSecret] =
    value === undefined ? [undefined, false] : await Promise.all([valueWithUnknowns(value), isSecret(value)]);
  const hidden = valueIsSecret || isSecretOutput(contract, name);
  const lines = checkOutput(name, schema, resolved).map((problem) => describe(problem, hidden));
  if (valueIsSecret && !isSecretOutput(contract, name)) {
    lines.push(
      `${name}: got a secret value in an output that is not secret; mark it with secret(…) in contract.ts, ` +
        `or publish pulumi.unsecret(…) if it protects nothing`,
    );
  }
  return lines;
}

function describe(problem: Problem, hidden: boolean): string {
  const got = hidden && problem.got !== undefined ? "a secret value" : showValue(problem.got);
  return `${formatPath(problem.path)}: got ${got}; ${problem.allowed}`;
}
