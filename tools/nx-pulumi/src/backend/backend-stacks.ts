import type { EnvironmentDefinition } from "@strata/environment";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { withoutPrefix } from "../run/cli-text.ts";
import { runPulumi } from "../run/pulumi-process.ts";
import { StackError } from "../run/stack-error.ts";
import { explainBackendFailure } from "./explain-backend-failure.ts";

export interface BackendQuery {
  readonly environment: EnvironmentDefinition;
  /** Absolute path of the Pulumi CLI. */
  readonly command: string;
  /** A folder outside of every stack, so that the CLI does not shorten names. */
  readonly directory: string;
  /** The variables of the CLI, with PULUMI_BACKEND_URL. */
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/**
 * The Pulumi projects that have a stack of the environment in its backend, before any program runs. Throws
 * {@link StackError} where the backend cannot be read: one sentence with what to do, or what the CLI said.
 */
export async function projectsInBackend(query: BackendQuery): Promise<ReadonlySet<string>> {
  const { environment, command, directory, env, signal } = query;
  const url = env["PULUMI_BACKEND_URL"] ?? "";
  // The CLI refuses a folder that is not there; the first `strata init` makes it.
  if (url.startsWith("file:///") && !existsSync(fileURLToPath(url))) return new Set();
  const args = ["stack", "ls", "--all", "--json", "--non-interactive", "--color", "never"];
  const { code, stdout, stderr } = await runPulumi({ command, args, directory, env, signal });
  if (code !== 0) {
    const text = stderr.trim() || stdout.trim();
    throw new StackError(
      explainBackendFailure(text, query) ??
        `The stacks of "${environment.name}" in ${url} cannot be listed: ${withoutPrefix(text)}`,
    );
  }
  const names = (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name);
  return projectsOf(names, environment.name);
}

/** The projects among full names of stacks, `organization/network/dev`, that have one of the environment. */
export function projectsOf(names: readonly string[], environment: string): ReadonlySet<string> {
  return new Set(
    names.flatMap((name) => {
      const [stack, project] = name.split("/").reverse();
      return stack === environment && project !== undefined ? [project] : [];
    }),
  );
}

/** What to say of a stack that is not in its backend. */
export function missingStackMessage(stack: string, environment: string): string {
  return (
    `The Pulumi stack "${environment}" of ${stack} does not exist yet, and only local stacks are made on demand. ` +
    `Make it with: npx strata init ${stack} -c ${environment}`
  );
}
