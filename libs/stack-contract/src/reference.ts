import {
  getOrganization,
  getProject,
  getStack,
  isSecret,
  output,
  type Output,
  type RunError,
  runtime,
  secret,
  StackReference,
  unsecret,
} from "@pulumi/pulumi";
import { isLocal } from "@strata/environment";
import { bulletList, formatPath, showValue } from "@strata/environment/problems";
import type { z } from "zod";
import { routedReferences, shapeByRoute } from "./by-route.ts";
import { checkOutput } from "./check.ts";
import { type Contract, isSecretOutput, type Promised, type References } from "./contract.ts";
import { noteRead, noteReadsOf } from "./observed-reads.ts";
import { valueWithUnknowns } from "./outputs.ts";
import { AS_DEPLOYED, readPlannedOutputs } from "./planned-reference.ts";
import { runError } from "./run-error.ts";

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
  noteRead(contract.project);
  const { exported, get } = plannedOutputs(contract.project) ?? deployedOutputs(contract.project);
  const checked = exported.apply((there) => checkReferenced(contract, there, get));
  const outputs = names.map((name) => {
    // No output is used before all are known to be as promised.
    const checkedValue = checked.apply(() => get(name));
    const value = isSecretOutput(contract, name) ? secret(checkedValue) : checkedValue;
    const shape = shapeByRoute(contract.schema.shape[name] as z.ZodType);
    return [name, shape === undefined ? value : routedReferences(contract.project, name, shape, value)];
  });
  const byName = Object.fromEntries(outputs) as References<Shape>;
  const references = noteReadsOf(
    byName,
    (name) =>
      // What is there by route is noted when a route is picked.
      shapeByRoute(contract.schema.shape[name] as z.ZodType | undefined) === undefined
        ? [contract.project, name]
        : undefined,
    (name) => {
      throw runError(
        `${getProject()} reads the output "${name}" of ${contract.project}, and its contract ` +
          `(stacks/${contract.project}/contract.ts) has none of that name. It has: ${names.join(", ")}.\n` +
          `Give ${contract.project} the output again, or change ${getProject()} to do without it.`,
      );
    },
  );
  verdicts.set(references, checked);
  return references;
}

/** For each set of references, whether it is as its contract says. */
const verdicts = new WeakMap<object, Output<void>>();

/**
 * Waits until references are known to be as their contracts say. A program that awaits this before its first
 * resource creates nothing if it cannot be completed, because an upstream is missing or is of another version.
 * Rejects with the `RunError` that the outputs of the first bad reference have.
 */
export async function ready(...references: readonly object[]): Promise<void> {
  for (const reference of references) {
    const checked = verdicts.get(reference);
    if (checked !== undefined) await valueWithUnknowns(checked);
  }
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
  // Read only where a secret stays as it is: what is planned says so, and does not say what it is.
  let deployed: UpstreamOutputs | undefined;
  return {
    exported: output([...planned.keys()]),
    get: (name) => {
      const value = planned.get(name);
      return value === AS_DEPLOYED
        ? (deployed ??= deployedOutputs(project)).get(name)
        : (value ?? output<unknown>(undefined));
    },
  };
}

function deployedOutputs(project: string): UpstreamOutputs {
  const name = `${getOrganization()}/${project}/${getStack()}`;
  // Not before the upstream is known to be there: a StackReference that cannot be read ends the run in the
  // engine, with an error that says "unknown stack" and not what to do.
  const stack = output(checkDeployed(project, name).then(() => name)).apply((it) => new StackReference(it));
  return {
    exported: unsecret(
      stack.apply(({ outputs }) => outputs).apply((outputs) => Object.keys(outputs ?? {}).sort()),
    ),
    get: (output) => stack.apply((there) => there.getOutput(output)),
  };
}

// What a StackReference reads, as a call that may fail. The engine has it built in; the SDK has no function for it.
const READ_STACK_OUTPUTS = "pulumi:pulumi:readStackOutputs";

/** Rejects with a `RunError` that says what to run if the outputs of a stack cannot be read. */
export async function checkDeployed(project: string, name: string): Promise<void> {
  try {
    await runtime.invoke(READ_STACK_OUTPUTS, { name });
  } catch (error) {
    const reason = (error as Error).message.replace(/^.*returned an error: /s, "");
    if (reason.includes("unknown stack")) throw notDeployed(project);
    throw runError(`The outputs of ${project} in the environment "${getStack()}" cannot be read: ${reason}`);
  }
}

function notDeployed(project: string): RunError {
  return runError(
    `${project} is not deployed in the environment "${getStack()}", and this stack builds on it.\n` +
      `Deploy it first: ${deployCommand(project)}`,
  );
}

/** Rejects with a `RunError` that lists everything that an upstream's contract promises and its outputs break. */
export async function checkReferenced(
  contract: Promised,
  exported: readonly string[],
  get: (name: string) => Output<unknown>,
): Promise<void> {
  // A stack that was created and never deployed.
  if (exported.length === 0) throw notDeployed(contract.project);
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
  throw runError(
    `${contract.project} in "${getStack()}" does not export what its contract ` +
      `(stacks/${contract.project}/contract.ts) promises:\n${bulletList(problems)}\n` +
      `It exports: ${exported.join(", ")}.\n` +
      `Deploy it as it is now: ${deployCommand(contract.project)}`,
  );
}

function deployCommand(project: string): string {
  return `npx nx run ${project}:up${isLocal(getStack()) ? "" : ` -c ${getStack()}`}`;
}
