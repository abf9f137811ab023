import { type Environment, isLocal, parseEnvironment } from "@strata/environment";
import { missingStackMessage } from "../backend/backend-stacks.ts";
import { onlyReads, type Operation } from "../operations.ts";
import type { StackProject } from "../stacks/stack-project.ts";
import type { RunContext } from "./run-context.ts";
import { REQUESTED_ENVIRONMENT } from "./run-variables.ts";
import { StackError } from "./stack-error.ts";

/**
 * The environment of a run: what the command line asked for, which the plugin read; else what Nx's configuration set.
 * Throws `UnknownEnvironmentError`.
 */
export function environmentOfRun(
  configured: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): Environment {
  return parseEnvironment(configured ?? env[REQUESTED_ENVIRONMENT] ?? "local");
}

/** Throws {@link StackError} where the stack has no configuration for the environment; lists those that it has. */
export function assertHasEnvironment(
  stack: StackProject,
  environment: Environment,
  operation: Operation,
): void {
  if (stack.environments.includes(environment)) return;
  const has = stack.environments.length === 0 ? "none" : stack.environments.join(", ");
  const [first] = stack.environments;
  throw new StackError(
    `Stack "${stack.name}" has no environment "${environment}": there is no Pulumi.${environment}.yaml in ` +
      `${stack.directory}. It has: ${has}. ` +
      (first === undefined ? "" : `Run for example: npx nx run ${stack.name}:${operation} -c ${first}`),
  );
}

/** Throws {@link StackError} where nobody has made the stack yet, before the engine would run its program. */
export function assertIsInBackend(stack: StackProject, run: RunContext): void {
  if (run.projectsInBackend?.has(stack.pulumiProject) === false)
    throw new StackError(missingStackMessage(stack.name, run.environment));
}

/**
 * The environment, if the operation may run there: in a run over several stacks nobody can be asked, so what changes a
 * shared environment must be meant. Throws {@link StackError}.
 */
export function assertMayChange(operation: Operation, environment: Environment, yes: boolean): Environment {
  if (onlyReads(operation) || yes || isLocal(environment)) return environment;
  throw new StackError(
    `${operation} in "${environment}" needs --yes: it is a shared environment, and nothing asks in a run of Nx. Nothing ` +
      `was changed. See what would change first (-t preview -c ${environment}), then add --yes.`,
  );
}
