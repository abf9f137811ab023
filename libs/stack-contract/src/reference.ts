import {
  getOrganization,
  getStack,
  isSecret,
  output,
  type Output,
  RunError,
  secret,
  StackReference,
  unsecret,
} from "@pulumi/pulumi";
import { isLocal } from "@strata/environment";
import { bulletList, formatPath, showValue } from "@strata/environment/problems";
import { type z } from "zod";
import { checkOutput } from "./check.ts";
import { type Contract, isSecretOutput, type Promised, type References } from "./contract.ts";
import { valueWithUnknowns } from "./outputs.ts";
import { readPlannedOutputs } from "./planned-reference.ts";

/**
 * The outputs of another stack of the same environment, typed by its contract. Secrets stay secret.
 *
 * In a preview they are the ones that the upstream's preview of the same run has planned, if there was one;
 * otherwise those of its last deployment, through a StackReference.
 *
 * The program fails with one error without a stack trace if the upstream is not deployed, or if it lacks an
 * output or has one of another type than the contract says. The error names the outputs and the command that
 * deploys the upstream.
 */
export function reference<Shape extends z.ZodRawShape>(contract: Contract<Shape>): References<Shape> {
  const names = Object.keys(contract.schema.shape);
  const { exported, get } = plannedOutputs(contract.project) ?? deployedOutputs(contract.project);
  const checked = exported.apply((there) => checkReferenced(contract, there, get));
  const outputs = names.map((name) => {
    // No output is used before all are known to be as promised.
    const value = checked.apply(() => get(name));
    return [name, isSecretOutput(contract, name) ? secret(value) : value];
  });
  return Object.fromEntries(outputs) as References<Shape>;
}

/** Where the values of a reference come from. */
interface UpstreamOutputs {
  /** The names of the outputs that there are. */
  exported: Output<string[]>;
  get(name: string): Output<unknown>;
}

function plannedOutputs(project: string): UpstreamOutputs | undefined {
  const planned = readPlannedOutputs(project);
  if (planned === undefined) return undefined;
  return {
    exported: output([...planned.keys()]),
    get: (name) => planned.get(name) ?? output<unknown>(undefined),
  };
}

function deployedOutputs(project: string): UpstreamOutputs {
  const stack = new StackReference(`${getOrganization()}/${project}/${getStack()}`);
  // A read that fails rejects everything about the reference with one error object, which the SDK reports once,
  // with its stack unless it is a RunError. It is made one here, before the SDK sees that nobody has caught it.
  valueWithUnknowns(stack.urn).catch((error: unknown) => {
    explainFailedRead(error, project);
  });
  return {
    exported: unsecret(stack.outputs.apply((outputs) => Object.keys(outputs ?? {}).sort())),
    get: (name) => stack.getOutput(name),
  };
}

/**
 * Turns the SDK's error about a StackReference that cannot be read into one that says what to run, in place:
 * the SDK throws this object from several promises and reports it once, by its identity.
 */
export function explainFailedRead(error: unknown, project: string): void {
  if (!(error instanceof Error)) return;
  const reason = error.message.replace(/^failed to read resource #[^:]*: /, "");
  const message =
    `${project} is not deployed in the environment "${getStack()}", and this stack builds on it (${reason}).\n` +
    `Deploy it first: ${deployCommand(project)}`;
  Object.assign(error, new RunError(message));
  error.message = message;
}

/** Rejects with a `RunError` that lists everything that an upstream's contract promises and its outputs break. */
export async function checkReferenced(
  contract: Promised,
  exported: readonly string[],
  get: (name: string) => Output<unknown>,
): Promise<void> {
  const problems: string[] = [];
  for (const [name, schema] of Object.entries(contract.schema.shape) as [string, z.ZodType][]) {
    if (!exported.includes(name)) {
      if (!schema.safeParse(undefined).success)
        problems.push(`${name}: ${contract.project} does not export it`);
      continue;
    }
    const value = get(name);
    const [resolved, hidden] = await Promise.all([valueWithUnknowns(value), isSecret(value)]);
    for (const problem of checkOutput(name, schema, resolved)) {
      const got = hidden ? "a secret value" : showValue(problem.got);
      problems.push(`${formatPath(problem.path)}: got ${got}; ${problem.allowed}`);
    }
  }
  if (problems.length === 0) return;
  throw new RunError(
    `${contract.project} in "${getStack()}" does not export what its contract ` +
      `(stacks/${contract.project}/contract.ts) promises:\n${bulletList(problems)}\n` +
      `It exports: ${exported.length > 0 ? exported.join(", ") : "nothing"}.\n` +
      `Deploy it as it is now: ${deployCommand(contract.project)}`,
  );
}

function deployCommand(project: string): string {
  return `npx nx run ${project}:up${isLocal(getStack()) ? "" : ` -c ${getStack()}`}`;
}
