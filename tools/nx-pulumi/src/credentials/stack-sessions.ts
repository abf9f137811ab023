import { type AccountAlias, environmentDefinition, isAccountAlias, isInAws } from "@strata/environment";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type EngineOperation, onlyReads } from "../operations.ts";
import type { RunContext } from "../run/run-context.ts";
import type { StackProject } from "../stacks/stack-project.ts";
import { assertSessions } from "./assert-sessions.ts";

/** What the configuration of a stack says about whom it signs in as. */
export interface StackIdentity {
  /** Those of `<project>:account` and `<project>:accounts`; names that are no account's are left to the program. */
  readonly accounts: readonly AccountAlias[];
  /** `aws:profile`, unless it is encrypted. */
  readonly profile: string | undefined;
}

/** Reads a stack's identity out of the text of its `Pulumi.<environment>.yaml`. */
export function identityOfStack(text: string, project: string): StackIdentity {
  const { config } = (parse(text) ?? {}) as { config?: Record<string, unknown> | null };
  const named = ["account", "accounts"].flatMap((key) => config?.[`${project}:${key}`] ?? []);
  const profile = config?.["aws:profile"];
  return {
    accounts: named.filter((name): name is AccountAlias => typeof name === "string" && isAccountAlias(name)),
    profile: typeof profile === "string" ? profile : undefined,
  };
}

/** Refuses to run a stack with credentials that do not do: see {@link assertSessions}. Throws `StackError`. */
export async function assertStackSessions(
  stack: StackProject,
  run: RunContext,
  operation: EngineOperation,
): Promise<void> {
  const environment = environmentDefinition(run.environment);
  if (!isInAws(environment)) return;
  const file = join(stack.directory, `Pulumi.${run.environment}.yaml`);
  const notes = await assertSessions({
    ...identityOfStack(readFileSync(file, "utf8"), stack.pulumiProject),
    environment,
    operation: onlyReads(operation) ? "preview" : "apply",
    variables: process.env,
  });
  for (const note of notes) run.output.progress(stack.name, note);
}
