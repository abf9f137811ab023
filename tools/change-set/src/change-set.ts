import { plannedOutputsSchema } from "@strata/stack-contract/planned-outputs";
import { z } from "zod";
import { CHANGES } from "./operations.ts";

const propertyChange = z.strictObject({
  /** A Pulumi property path, such as `tags.Owner` or `ingress[0].fromPort`. */
  path: z.string(),
  kind: z.enum(["add", "update", "delete"]),
  /** Whether this property forces the replacement of the resource. */
  replaces: z.boolean(),
  /** `[secret]` and `[unknown]` stand for what must not or cannot be shown. */
  old: z.unknown().optional(),
  new: z.unknown().optional(),
});

const resourceChange = z.strictObject({
  change: z.enum(CHANGES),
  urn: z.string(),
  type: z.string(),
  name: z.string(),
  /** The URN of the provider that owns the resource; empty for a component. */
  provider: z.string(),
  /** 12 digits, of the provider; absent for what is in no AWS account. */
  account: z.string().optional(),
  /** Of the resource itself, else of its provider. */
  region: z.string().optional(),
  /** The inputs that force a replacement. */
  replaceKeys: z.array(z.string()),
  properties: z.array(propertyChange),
  /** What a resource that is new is made with. Secrets are masked. */
  inputs: z.record(z.string(), z.unknown()).optional(),
});

const outputChange = z.strictObject({
  name: z.string(),
  kind: z.enum(["add", "update", "delete"]),
  old: z.unknown().optional(),
  new: z.unknown().optional(),
});

const binding = z.strictObject({
  urn: z.string(),
  type: z.string(),
  name: z.string(),
  /** The name of the provider; empty where there is none. */
  provider: z.string(),
  account: z.string().optional(),
  region: z.string().optional(),
  /** Why the resource is bound nowhere. */
  problem: z.string().optional(),
});

const diagnostic = z.strictObject({
  severity: z.enum(["error", "warning", "info"]),
  urn: z.string().optional(),
  message: z.string(),
});

const policyFinding = z.strictObject({
  pack: z.string(),
  policy: z.string(),
  enforcement: z.string(),
  urn: z.string().optional(),
  message: z.string(),
});

const digest = z.string();

/** What a result rests on: a digest of each ingredient. Two results of equal fingerprints are the same. */
export const fingerprintSchema = z.strictObject({
  /** Of all the ingredients together. */
  key: digest,
  /** By name, such as `program`, `configuration`, `state`. */
  ingredients: z.record(z.string(), digest),
  /** For each part of another stack's outputs that the program read, as `network.vpcs.…`, the digest of its value. */
  reads: z.record(z.string(), digest),
});

/** What one operation on one stack would do, or did. Written to `dist/change-sets/<environment>/<stack>.json`. */
export const changeSetSchema = z.strictObject({
  version: z.literal(1),
  stack: z.string(),
  /** The name in Pulumi.yaml. */
  project: z.string(),
  environment: z.string(),
  operation: z.enum(["preview", "up", "refresh", "drift", "destroy"]),
  succeeded: z.boolean(),
  /** What was checked out; absent outside a Git repository. */
  commit: z
    .strictObject({ revision: z.string(), /** Whether files differ from it. */ dirty: z.boolean() })
    .optional(),
  engine: z.strictObject({ version: z.string() }),
  /** The packages whose providers own resources of the stack, with the versions that were used. */
  providers: z.array(z.strictObject({ name: z.string(), version: z.string() })),
  /** The state that the operation started from: a digest of its checkpoint; absent where there was none. */
  stateVersion: digest.optional(),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  /** Wall time in milliseconds. */
  durationMs: z.number().nonnegative(),
  /** When the result of an earlier preview stands, because nothing that it rests on has changed: when that was. */
  reusedFrom: z.string().optional(),
  /** Why the stack was previewed and no earlier result was used. */
  reasons: z.array(z.string()),
  fingerprint: fingerprintSchema.optional(),
  /** How many resources there are of each change, `same` among them. */
  counts: z.partialRecord(z.enum([...CHANGES, "same"]), z.number().int().positive()),
  resources: z.array(resourceChange),
  outputs: z.array(outputChange),
  /** All outputs as a preview plans them; no secret is among them. */
  plannedOutputs: plannedOutputsSchema.shape.outputs.optional(),
  /** The projects whose outputs the program read. */
  upstreams: z.array(z.string()),
  /** Which account and region each resource is bound to that is there afterwards, unchanged ones too. */
  bindings: z.array(binding),
  policies: z.array(policyFinding),
  /** The types of AWS among its resources that the embedded AWS has no tested knowledge of. */
  untestedTypes: z.array(z.string()),
  diagnostics: z.array(diagnostic),
});

export type ChangeSet = z.infer<typeof changeSetSchema>;
export type Fingerprint = z.infer<typeof fingerprintSchema>;
export type PolicyFinding = z.infer<typeof policyFinding>;
export type ResourceChange = z.infer<typeof resourceChange>;
export type PropertyChange = z.infer<typeof propertyChange>;
export type OutputChange = z.infer<typeof outputChange>;
export type ChangeSetDiagnostic = z.infer<typeof diagnostic>;

/** Whether the operation changes (or changed) a resource or an output of the stack. */
export function hasChanges(changeSet: Pick<ChangeSet, "resources" | "outputs">): boolean {
  return changeSet.resources.length > 0 || changeSet.outputs.length > 0;
}

/**
 * Reads the text of a change set. Throws an `Error` that says what is wrong with it, and for another version, what to
 * do.
 */
export function parseChangeSet(text: string): ChangeSet {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`not JSON: ${(error as Error).message}`);
  }
  const version = (json as { version?: unknown } | null)?.version;
  if (version !== 1)
    throw new Error(
      `a change set of version ${JSON.stringify(version) ?? "none"}, this reads version 1: preview again`,
    );
  const result = changeSetSchema.safeParse(json);
  if (!result.success) throw new Error(z.prettifyError(result.error));
  return result.data;
}
