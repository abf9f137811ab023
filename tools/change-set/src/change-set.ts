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
  /** The inputs that force a replacement. */
  replaceKeys: z.array(z.string()),
  properties: z.array(propertyChange),
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

/** What one operation on one stack would do, or did. Written to `dist/change-sets/<environment>/<stack>.json`. */
export const changeSetSchema = z.strictObject({
  version: z.literal(0),
  stack: z.string(),
  environment: z.string(),
  operation: z.enum(["preview", "up", "refresh", "destroy"]),
  succeeded: z.boolean(),
  engine: z.strictObject({ version: z.string() }),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  /** Wall time in milliseconds. */
  durationMs: z.number().nonnegative(),
  /** How many resources there are of each change, `same` among them. */
  counts: z.partialRecord(z.enum([...CHANGES, "same"]), z.number().int().positive()),
  resources: z.array(resourceChange),
  outputs: z.array(outputChange),
  /** Which account and region each resource is bound to that is there afterwards, unchanged ones too. */
  bindings: z.array(binding),
  diagnostics: z.array(diagnostic),
});

export type ChangeSet = z.infer<typeof changeSetSchema>;
export type ResourceChange = z.infer<typeof resourceChange>;
export type PropertyChange = z.infer<typeof propertyChange>;
export type OutputChange = z.infer<typeof outputChange>;
export type ChangeSetDiagnostic = z.infer<typeof diagnostic>;

/** Whether the operation changes (or changed) a resource or an output of the stack. */
export function hasChanges(changeSet: Pick<ChangeSet, "resources" | "outputs">): boolean {
  return changeSet.resources.length > 0 || changeSet.outputs.length > 0;
}
