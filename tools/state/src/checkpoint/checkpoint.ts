import { createHash } from "node:crypto";
import { z } from "zod";
import { integrityProblems } from "./integrity-problems.ts";
import { CorruptCheckpointError } from "./state-error.ts";

// What is read here of apitype.DeploymentV3 (https://github.com/pulumi/pulumi/blob/v3.259.0/sdk/go/common/apitype/core.go).
const values = z.record(z.string(), z.unknown());
const resource = z.looseObject({
  urn: z.string().min(1),
  type: z.string().min(1),
  custom: z.boolean().default(false),
  id: z.string().optional(),
  /** Replaced already, and to be deleted still. */
  delete: z.boolean().optional(),
  protect: z.boolean().optional(),
  external: z.boolean().optional(),
  parent: z.string().optional(),
  /** `URN::ID`. */
  provider: z.string().optional(),
  dependencies: z.array(z.string()).nullish(),
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).nullish(),
  pendingReplacement: z.boolean().optional(),
  deletedWith: z.string().optional(),
  inputs: values.optional(),
  outputs: values.optional(),
});
const operation = z.looseObject({
  resource: z.looseObject({
    urn: z.string().min(1),
    type: z.string().default(""),
    id: z.string().optional(),
  }),
  type: z.string(),
});
const deployment = z.looseObject({
  manifest: z.looseObject({
    time: z.string(),
    magic: z.string().default(""),
    version: z.string().default(""),
  }),
  secrets_providers: z.looseObject({ type: z.string(), state: z.unknown().optional() }).optional(),
  resources: z.array(resource).nullish(),
  pending_operations: z.array(operation).nullish(),
});
const file = z.looseObject({
  version: z.literal([0, 3, 4]),
  checkpoint: z.looseObject({ stack: z.string(), latest: deployment.nullish() }),
});

export type StateResource = z.infer<typeof resource>;
export type PendingOperation = z.infer<typeof operation>;

/** What a stack's checkpoint says. */
export interface Checkpoint {
  readonly resources: readonly StateResource[];
  /** What an interrupted run had begun, and nobody knows the end of. */
  readonly pendingOperations: readonly PendingOperation[];
  /** By which its secrets are encrypted; `undefined` of one that was never updated. */
  readonly secretsProvider: { readonly type: string; readonly state?: unknown } | undefined;
  /** When the engine began to write it, by the clock of its machine, ISO 8601. */
  readonly time: string | undefined;
}

/**
 * Reads a checkpoint as Pulumi's own backends keep it, and checks what the engine checks before it uses one. Throws
 * {@link CorruptCheckpointError} with every problem.
 */
export function parseCheckpoint(text: string): Checkpoint {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new CorruptCheckpointError([`not JSON (${text.length} characters): ${(error as Error).message}`]);
  }
  const result = file.safeParse(json);
  if (!result.success) {
    const problems = result.error.issues.map(
      ({ path, message }) => `${path.join(".") || "the whole"}: ${message}`,
    );
    throw new CorruptCheckpointError(problems.slice(0, MOST_PROBLEMS));
  }
  const { latest } = result.data.checkpoint;
  // Pulumi 3.259.0 writes version 0 of a stack that it has only just made.
  if (result.data.version === 0 && latest)
    throw new CorruptCheckpointError(["version: got 0, which the engine wrote before 2018; allowed: 3 or 4"]);
  const resources = latest?.resources ?? [];
  const problems = [...manifestProblems(latest?.manifest), ...integrityProblems(resources)];
  if (problems.length > 0) throw new CorruptCheckpointError(problems.slice(0, MOST_PROBLEMS));
  return {
    resources,
    pendingOperations: latest?.pending_operations ?? [],
    secretsProvider: latest?.secrets_providers,
    time: latest?.manifest.time,
  };
}

/** A file that is broken in the middle has a problem for each of its resources. */
const MOST_PROBLEMS = 10;

/** The engine signs the manifest with the digest of its own version (Manifest.NewMagic in pkg/resource/deploy/snapshot.go). */
function manifestProblems(manifest: z.infer<typeof deployment>["manifest"] | undefined): string[] {
  if (manifest === undefined) return [];
  const magic = createHash("sha256").update(manifest.version).digest("hex");
  return manifest.magic === magic ? [] : ["manifest.magic is not the digest of manifest.version"];
}
