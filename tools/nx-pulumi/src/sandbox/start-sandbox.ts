import type { Emulator } from "@strata/environment";
import type { RunContext } from "../run/run-context.ts";
import { openEmulator } from "./open-emulator.ts";
import { requirePlugins } from "./require-plugins.ts";

/** The emulator of a run. */
export interface Sandbox {
  /** The variable through which programs learn its endpoint. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether it was started for this run, and so knows nothing of an earlier one. */
  readonly startsEmpty: boolean;
  close(): Promise<void>;
}

/**
 * Provides the real plugins of the selected stacks, then an emulator: the one that the user names, or a moto server for
 * this run. Throws {@link StackError} where one of them cannot be had.
 */
export async function startSandbox(options: {
  run: RunContext;
  selected: readonly string[];
  emulator: Emulator;
}): Promise<Sandbox> {
  const { run, selected, emulator } = options;
  await requirePlugins(run, selected);
  const { endpoint, startsEmpty, close } = await openEmulator(emulator.endpointVariable, run);
  run.output.lines([`emulator: ${endpoint}${startsEmpty ? " (moto, for this run alone)" : ""}`]);
  return { env: { [emulator.endpointVariable]: endpoint }, startsEmpty, close };
}
