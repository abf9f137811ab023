import type { EnvironmentDefinition } from "@strata/environment";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { withoutPrefix } from "../run/cli-text.ts";
import { runPulumi } from "../run/pulumi-process.ts";
import { StackError } from "../run/stack-error.ts";
import { explainBackendFailure } from "./explain-backend-failure.ts";

/** What a stack is made from. */
export interface StackToInit {
  /** Absolute path of its folder. */
  readonly directory: string;
  readonly environment: EnvironmentDefinition;
  /** Absolute path of the Pulumi CLI. */
  readonly command: string;
  /** The environment of the CLI, with PULUMI_BACKEND_URL. */
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/**
 * Makes the Pulumi stack of an environment with its secrets provider, in the backend of `env`. Throws
 * {@link StackError} with what the CLI said, or one sentence where the backend or the key of the secrets cannot be used.
 */
export async function initStack({
  directory,
  environment,
  command,
  env,
  signal,
}: StackToInit): Promise<void> {
  const backend = env["PULUMI_BACKEND_URL"] ?? "";
  // Pulumi makes no folder for a file backend.
  if (backend.startsWith("file:///")) mkdirSync(fileURLToPath(backend), { recursive: true });
  const { code, stderr, stdout } = await runPulumi({
    command,
    args: [
      "stack",
      "init",
      environment.name,
      "--secrets-provider",
      environment.secretsProvider,
      "--non-interactive",
      "--no-select",
      "--color",
      "never",
    ],
    directory,
    env,
    signal,
  });
  if (code === 0) return;
  const text = stderr.trim() || stdout.trim();
  throw new StackError(
    explainBackendFailure(text, { environment, env }) ??
      withoutPrefix(text || `pulumi stack init exited with ${code}`),
  );
}
