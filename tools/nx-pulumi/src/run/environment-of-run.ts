import { type Environment, parseEnvironment } from "@strata/environment";
import { type Operation } from "../operations.ts";
import { type StackProject } from "../stacks/stack-project.ts";
import { REQUESTED_ENVIRONMENT } from "./run-variables.ts";
import { StackError } from "./stack-error.ts";

/**
 * The environment of a run: what the command line asked for, which the plugin read; else what Nx's configuration set.
 * Throws `UnknownEnvironmentError`.
 */
export function environmentOfRun(configured: string | undefined, env: NodeJS.ProcessEnv = process.env): Environment {
  return parseEnvironment(configured ?? env[REQUESTED_ENVIRONMENT] ?? "local");
}

/** Throws {@link StackError} where the stack has no configuration for the environment; lists those that it has. */
export function assertHasEnvironment(stack: StackProject, environment: Environment, operation: Operation): void {
  if (stack.environments.includes(environment)) return;
  const has = stack.environments.length === 0 ? "none" : stack.environments.join(", ");
  const [first] = stack.environments;
  throw new StackError(
    `Stack "${stack.name}" has no environment "${environment}": there is no Pulumi.${environment}.yaml in ` +
      `${stack.directory}. It has: ${has}. ` +
      (first === undefined ? "" : `Run for example: npx nx run ${stack.name}:${operation} -c ${first}`),
  );
}
