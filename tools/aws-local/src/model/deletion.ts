import type { Store, StoredResource } from "../store/store.ts";
import type { ResourceType } from "./resource-type.ts";
import { parseStored } from "./stored-outputs.ts";

/** Why AWS would refuse a deletion now; undefined if it would not. */
export function refusedDeletion(
  { token, descriptor }: ResourceType,
  stored: StoredResource,
  store: Store,
): string | undefined {
  const { account, type, id } = stored;
  const outputs = parseStored(stored.outputs);
  const refusal = descriptor.refuseDeletion?.(outputs);
  if (refusal !== undefined) return `${token} ${id} cannot be deleted: ${refusal}`;
  const names = [id, outputs.arn, outputs.name].filter((name) => typeof name === "string" && name !== "");
  const dependents = store
    .referencing(account, type, names as string[])
    .filter((dependent) => dependent.type !== type || dependent.id !== id);
  if (dependents.length === 0) return undefined;
  const list = dependents.map((dependent) => `${dependent.type} ${dependent.id} (${dependent.path})`);
  return `${token} ${id} cannot be deleted while it is in use by: ${list.join(", ")}.`;
}

/** Deletes a resource, and holds its name back as AWS does for its type. */
export function deleteStored(
  { descriptor }: ResourceType,
  stored: StoredResource,
  store: Store,
  now: Date,
): void {
  store.delete(stored);
  const held = descriptor.heldBack?.(parseStored(stored.outputs), now);
  if (held === undefined) return;
  const { what } = held;
  const until = held.until.toISOString();
  for (const name of [stored.uniqueKey, `${stored.type}\n${stored.id}`]) {
    if (name !== null) store.holdBack(stored, name, { what, until });
  }
}
