import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What a stack's state holds, as `pulumi stack export` prints it and as checkpoints keep it. */
export interface Deployment {
  readonly resources?: readonly StateResource[];
  readonly pending_operations?: readonly unknown[];
}

export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  /** Whether the engine refuses to delete it. */
  readonly protect?: boolean;
  /** `URN::ID` of its provider. */
  readonly provider?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/**
 * Where Pulumi's file backend keeps a checkpoint: `<backend>/.pulumi/stacks/<project>/<stack>.json`
 * (https://www.pulumi.com/docs/iac/concepts/state-and-backends/).
 */
export function checkpointPath(backend: string, project: string, stack: string): string {
  return join(backend, ".pulumi", "stacks", project, `${stack}.json`);
}

/** Reads a checkpoint of Pulumi's file backend; `undefined` where there is none. */
export function readCheckpoint(backend: string, project: string, stack: string): Deployment | undefined {
  let text: string;
  try {
    text = readFileSync(checkpointPath(backend, project, stack), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const document = JSON.parse(text) as { checkpoint?: { latest?: Deployment | null } };
  return document.checkpoint?.latest ?? {};
}

/** The outputs of the stack in its state, secrets encrypted; `undefined` where it has none. */
export function stackOutputs(deployment: Deployment): Readonly<Record<string, unknown>> | undefined {
  return deployment.resources?.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs;
}
