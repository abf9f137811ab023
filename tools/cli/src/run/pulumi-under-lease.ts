import type { EnvironmentDefinition } from "@strata/environment";
import { type HeldLease, LEASE_VARIABLE, leasedBackend, withLease } from "@strata/state/leased";
import { LEASE_LOST_EXIT_CODE, LeaseLostError } from "@strata/state/lock";
import { spawn } from "node:child_process";
import type { CommandStack } from "./stack-of-command.ts";

export interface PulumiRun {
  readonly environment: EnvironmentDefinition;
  readonly stack: CommandStack;
  /** Whether the command may write state. */
  readonly writes: boolean;
  /** Absolute path of the CLI. */
  readonly command: string;
  readonly args: readonly string[];
  readonly variables: NodeJS.ProcessEnv;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs the CLI with this process's own input and output, under the lease of its stack where it writes and there are
 * leases. Resolves to the CLI's exit code, or {@link LEASE_LOST_EXIT_CODE}.
 */
export async function pulumiUnderLease(run: PulumiRun): Promise<number> {
  const { environment, stack, writes, variables } = run;
  const backend = writes ? leasedBackend(environment, variables) : undefined;
  const stop = new AbortController();
  // The terminal signals the CLI as well, so that only waiting is ended here.
  const onSignal = (): void => stop.abort();
  for (const name of SIGNALS) process.on(name, onSignal);
  try {
    if (backend === undefined) return await pulumi(run, undefined);
    const request = {
      backend,
      ...stack,
      operation: `pulumi ${run.args[0] ?? ""}`,
      variables,
      say: (line: string) => void process.stderr.write(`strata run: ${line}\n`),
      signal: stop.signal,
    };
    return await withLease(request, (lease) => pulumi(run, lease));
  } catch (error) {
    if (!(error instanceof LeaseLostError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return LEASE_LOST_EXIT_CODE;
  } finally {
    for (const name of SIGNALS) process.off(name, onSignal);
  }
}

function pulumi({ command, args, variables }: PulumiRun, lease: HeldLease | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const env = { ...variables, [LEASE_VARIABLE]: "none", ...lease?.variables };
    const child = spawn(command, args, { stdio: "inherit", env });
    if (child.pid !== undefined) lease?.noteProcess(child.pid);
    const interrupt = (): void => void child.kill("SIGINT");
    lease?.lost.addEventListener("abort", interrupt, { once: true });
    lease?.expired.addEventListener("abort", interrupt, { once: true });
    // A signal of the terminal reaches the CLI by itself; one to this process alone is handed on.
    const handOn = (signal: NodeJS.Signals): void => void (process.stdin.isTTY || child.kill(signal));
    for (const name of SIGNALS) process.on(name, handOn);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      lease?.lost.removeEventListener("abort", interrupt);
      lease?.expired.removeEventListener("abort", interrupt);
      for (const name of SIGNALS) process.off(name, handOn);
      resolve(code ?? 128 + (signal === "SIGKILL" ? 9 : 15));
    });
  });
}
