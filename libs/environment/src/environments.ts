import { unknownName } from "./nearest.ts";

/**
 * The environments a stack can be deployed to. The name of a Pulumi stack is the name of its environment:
 * `Pulumi.<environment>.yaml` holds its configuration.
 *
 * - `local`: the embedded AWS of this workspace; needs no account.
 * - `sandbox`: the real AWS provider against an emulator's endpoint.
 * - `dev`, `prod`: AWS.
 */
export const ENVIRONMENTS = ["local", "sandbox", "dev", "prod"] as const;

export type Environment = (typeof ENVIRONMENTS)[number];

/** The name given is none of {@link ENVIRONMENTS}. The message lists them. */
export class UnknownEnvironmentError extends Error {
  override name = "UnknownEnvironmentError";
  readonly got: string;
  constructor(got: string) {
    super(
      `${unknownName("environment", got, ENVIRONMENTS)} A stack is named after its environment, as in Pulumi.local.yaml.`,
    );
    this.got = got;
  }
}

export function isEnvironment(name: string): name is Environment {
  return (ENVIRONMENTS as readonly string[]).includes(name);
}

/** The environment that a stack's name stands for. Throws {@link UnknownEnvironmentError}. */
export function parseEnvironment(stackName: string): Environment {
  if (!isEnvironment(stackName)) throw new UnknownEnvironmentError(stackName);
  return stackName;
}

/** Whether resources of this environment live in the embedded AWS, not in a cloud. */
export function isLocal(environment: string): boolean {
  return environment === "local";
}

/** Whether an engine that was built on this machine may serve the environment without being allowed explicitly. */
export function allowsSelfBuiltEngine(environment: string): boolean {
  return environment === "local" || environment === "sandbox";
}
