import { workspacePaths } from "@strata/engine";
import { isLocal } from "@strata/environment";
import { selectBackend } from "@strata/nx-pulumi/backend";
import { localVariables } from "@strata/nx-pulumi/local";
import { BucketStore, type CheckpointStore, FolderStore, StateError } from "@strata/state/checkpoint";
import { type HeldLease, leasedBackend, withLease } from "@strata/state/leased";
import { fileURLToPath } from "node:url";
import type { NamedStack } from "./stack-of-workspace.ts";

/** What writes a state while nobody else does; it says what it writes, so that it is not taken for another's. */
export type OneWriter = Pick<HeldLease, "signal" | "noteProcess" | "noteVersion">;

const ALONE: OneWriter = {
  signal: AbortSignal.any([]),
  noteProcess: () => undefined,
  noteVersion: () => undefined,
};

/** Where a stack's state is, and how to write it while nobody else does. */
export interface OpenedState {
  readonly store: CheckpointStore;
  /** The variables of the CLI, with PULUMI_BACKEND_URL and the identity that reaches the state. */
  readonly variables: NodeJS.ProcessEnv;
  /** Runs something under the stack's lease, where it has one. */
  readonly asOneWriter: <T>(operation: string, body: (writer: OneWriter) => Promise<T>) => Promise<T>;
}

/**
 * Opens the state of a stack. Throws `StateError` for a Pulumi Cloud, which keeps its own history.
 *
 * @param role `apply` for whatever changes state
 */
export function openState(named: NamedStack, role: "preview" | "apply"): OpenedState {
  const { environment, project, root, stack } = named;
  const { name } = environment;
  const local = isLocal(name);
  const selected = local ? undefined : selectBackend(environment, role, root, process.env);
  for (const note of selected?.notes ?? []) process.stderr.write(`${note}\n`);
  const variables = { ...process.env, ...(selected?.variables ?? localVariables(workspacePaths(root))) };
  const url = variables["PULUMI_BACKEND_URL"] ?? "";
  if (url.startsWith("file:///")) {
    return {
      store: new FolderStore(fileURLToPath(url), { project, stack: name }),
      variables,
      asOneWriter: (_operation, body) => body(ALONE),
    };
  }
  const backend = leasedBackend(environment, variables);
  if (backend === undefined)
    throw new StateError(
      `The state of ${stack} in ${name} is in ${url}, which keeps versions by itself: see pulumi stack history, ` +
        `pulumi stack export --version. This command is for s3:// and file://.`,
    );
  const { bucket, prefix, s3 } = backend;
  return {
    store: new BucketStore(s3, { bucket, prefix, project, stack: name }),
    variables,
    asOneWriter: async (operation, body) => {
      const stop = new AbortController();
      const interrupt = (): void => stop.abort();
      process.once("SIGINT", interrupt);
      try {
        return await withLease(
          {
            backend,
            project,
            stack: name,
            operation,
            variables,
            say: (line) => process.stderr.write(`${line}\n`),
            signal: stop.signal,
          },
          body,
        );
      } finally {
        process.removeListener("SIGINT", interrupt);
      }
    },
  };
}
