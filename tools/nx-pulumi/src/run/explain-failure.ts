import type { ChangeSetDiagnostic } from "@strata/change-set";
import { missingStackMessage } from "../backend/backend-stacks.ts";
import { explainBackendFailure } from "../backend/explain-backend-failure.ts";
import { environmentDefinition } from "@strata/environment";
import { onlyReads, type Operation } from "../operations.ts";
import type { StackProject } from "../stacks/stack-project.ts";
import { withoutPrefix } from "./cli-text.ts";
import { configurationFlag } from "./configuration-flag.ts";
import type { PulumiResult } from "./pulumi-process.ts";
import type { RunContext } from "./run-context.ts";

/** Exit codes of the CLI since 3.227 (https://www.pulumi.com/docs/iac/cli/exit-codes/). */
const NO_SUCH_STACK = 6;
const CANCELLED = 8;

interface Failure {
  readonly stack: StackProject;
  readonly run: RunContext;
  readonly operation: Operation;
  readonly result: PulumiResult;
  readonly diagnostics: readonly ChangeSetDiagnostic[];
}

/** What the engine's own diagnostics leave unsaid about a failure: an error before it started, and what to do next. */
export function explainFailure(failure: Failure): ChangeSetDiagnostic[] {
  const { stack, run, operation, result, diagnostics } = failure;
  if (run.signal.aborted || result.code === CANCELLED) {
    const next = onlyReads(operation)
      ? ""
      : ` Run npx nx run ${stack.name}:preview${configurationFlag(run.environment)} to see what is pending.`;
    return [{ severity: "error", message: `The ${operation} was interrupted.${next}` }];
  }
  const environment = environmentDefinition(run.environment);
  const ofBackend =
    environment.backend.account && explainBackendFailure(result.stderr, { environment, env: run.env });
  if (ofBackend !== undefined) return [{ severity: "error", message: ofBackend }];
  const explained: ChangeSetDiagnostic[] = [];
  if (!diagnostics.some(({ severity }) => severity === "error")) {
    explained.push({ severity: "error", message: cliMessage(result) });
  }
  if (result.code === NO_SUCH_STACK || /no stack named/.test(result.stderr)) {
    explained.push({ severity: "error", message: missingStackMessage(stack.name, run.environment) });
  }
  return explained;
}

/** What the CLI printed where it failed before the engine could report anything. */
function cliMessage({ stderr, stdout, code }: PulumiResult): string {
  const text = withoutPrefix(stderr.trim() || stdout.trim());
  return text === "" ? `pulumi exited with code ${code} and said nothing` : text;
}
