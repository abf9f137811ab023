import type { Engine } from "@strata/engine";
import { environmentDefinition } from "@strata/environment";
import { CorruptCheckpointError, parseCheckpoint, StateError } from "@strata/state/checkpoint";
import {
  agree,
  describeProvider,
  providerOfConfiguration,
  providerOfState,
  whyClosed,
} from "@strata/state/secrets-provider";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openState } from "../state/open-store.ts";
import { stackFolders, stackOfWorkspace } from "../state/stack-of-workspace.ts";

/** What encrypts the secrets of a stack, and whether whoever asks can open them. */
export interface StackSecrets {
  readonly stack: string;
  readonly provider: string;
  /** Why they cannot be opened, or what does not fit; `undefined` where all is well. */
  readonly problem: string | undefined;
}

/**
 * The secrets of an environment's stacks. Each is opened by the engine, and no value leaves it. Two at a time would need two
 * engines, so they come one after the other.
 */
export async function secretsOfStacks(
  root: string,
  environmentName: string,
  engine: Engine,
): Promise<StackSecrets[]> {
  const { name } = environmentDefinition(environmentName);
  const found: StackSecrets[] = [];
  for (const stack of stackFolders(root)) {
    if (!existsSync(join(root, "stacks", stack, `Pulumi.${name}.yaml`))) continue;
    found.push(await secretsOfStack(stack, name, engine));
  }
  return found;
}

async function secretsOfStack(stack: string, environment: string, engine: Engine): Promise<StackSecrets> {
  const named = stackOfWorkspace(stack, environment);
  const file = join(named.directory, `Pulumi.${environment}.yaml`);
  const configuration = providerOfConfiguration(readFileSync(file, "utf8"));
  const report = (problem: string | undefined, provider = describeProvider(configuration)): StackSecrets => ({
    stack,
    provider,
    problem,
  });
  try {
    const { store, variables } = openState(named, "preview");
    const [newest] = await store.versions();
    if (newest === undefined || (await store.current()) === undefined) return report("is not deployed");
    const state = providerOfState(parseCheckpoint(await store.read(newest)));
    if (configuration.key !== undefined && state.key !== undefined && !agree(configuration, state))
      return report(
        `its state says ${describeProvider(state)} with another key: an interrupted rotation? npx strata secrets rotate ${stack} -c ${environment}`,
      );
    const closed = await whyClosed({
      directory: named.directory,
      environment,
      command: engine.command,
      variables: { ...variables, ...engine.env },
    });
    return report(
      closed && `cannot be opened: ${closed}`,
      describeProvider(state.provider === undefined ? configuration : state),
    );
  } catch (error) {
    if (error instanceof CorruptCheckpointError)
      return report(`its state is corrupt: npx strata state history ${stack} -c ${environment}`);
    if (error instanceof StateError || (error as Error).name === "LeaseError")
      return report((error as Error).message.split("\n", 1)[0]);
    throw error;
  }
}
