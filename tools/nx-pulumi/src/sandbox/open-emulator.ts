import { isMotoInstalled, motoServer } from "@strata/testing/moto-server";
import type { RunContext } from "../run/run-context.ts";
import { StackError } from "../run/stack-error.ts";

/** An emulator that answers. */
export interface OpenEmulator {
  readonly endpoint: string;
  /** Whether it was started for this run, and so knows nothing of an earlier one. */
  readonly startsEmpty: boolean;
  close(): Promise<void>;
}

const ANSWER_MILLISECONDS = 5_000;

/** The emulator whose URL the variable holds, else a moto server. Throws {@link StackError} where the former is silent. */
export async function openEmulator(
  variable: string,
  run: Pick<RunContext, "env" | "workspaceRoot" | "signal" | "output">,
): Promise<OpenEmulator> {
  const given = run.env[variable] ?? "";
  if (given !== "") {
    await assertAnswers(given, variable);
    return { endpoint: given, startsEmpty: false, close: () => Promise.resolve() };
  }
  if (!isMotoInstalled(run.workspaceRoot)) run.output.lines(["installing moto: once, a minute or two"]);
  const moto = await motoServer({ workspaceRoot: run.workspaceRoot, signal: run.signal });
  return { endpoint: moto.endpoint.origin, startsEmpty: true, close: () => moto.stop() };
}

async function assertAnswers(url: string, variable: string): Promise<void> {
  try {
    // Any status will do: it is there.
    await fetch(url, { signal: AbortSignal.timeout(ANSWER_MILLISECONDS) });
  } catch (error) {
    const { cause, message } = error as Error;
    throw new StackError(
      `${variable} is ${url}, and nothing answers there (${cause instanceof Error ? cause.message : message}): start the ` +
        `emulator, for LocalStack with localstack start, or have a moto server started for each run with: unset ${variable}`,
    );
  }
}
