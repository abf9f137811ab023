import { deleteStored, refusedDeletion } from "./model/deletion.ts";
import { embeddedTypes } from "./resources/embedded-types.ts";
import type { ResourceKey, Store, StoredResource } from "./store/store.ts";

/** A removal that AWS would not have allowed. Nothing was removed. */
export class RemovalRefusedError extends Error {
  override name = "RemovalRefusedError";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Nothing was removed:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

/**
 * Deletes resources behind Pulumi's back, as somebody with AWS's console would: not while others need one, nor while it
 * is protected from deletion. A KMS key is pending deletion afterwards, as it always is; a secret is deleted without its
 * recovery window, so that it can be made again. All are removed, or none; nothing else is. Throws {@link RemovalRefusedError} with everything that is in the way.
 */
export function removeResources(store: Store, keys: readonly ResourceKey[], now = new Date()): void {
  const types = embeddedTypes();
  store.transaction(() => {
    const gone = keys.filter((key) => store.get(key) === undefined);
    if (gone.length > 0)
      throw new RemovalRefusedError(gone.map(({ type, id }) => `${type} ${id} does not exist any more.`));
    // In whichever order they can be: one that is named may need another that is named.
    let left = keys.flatMap((key) => store.get(key) ?? []);
    for (;;) {
      const refused = left.map((stored) => {
        const refusal = refusedDeletion(types.get(stored.type), stored, store);
        if (refusal === undefined) deleteStored(types.get(stored.type), withoutRecovery(stored), store, now);
        return { stored, refusal };
      });
      const still = refused.flatMap(({ stored, refusal }) =>
        refusal === undefined ? [] : [{ stored, refusal }],
      );
      if (still.length === 0) return;
      if (still.length === left.length) throw new RemovalRefusedError(still.map(({ refusal }) => refusal));
      left = still.map(({ stored }) => stored);
    }
  });
}

/** ForceDeleteWithoutRecovery: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html */
function withoutRecovery(stored: StoredResource): StoredResource {
  const outputs = JSON.parse(stored.outputs) as object;
  return { ...stored, outputs: JSON.stringify({ ...outputs, recoveryWindowInDays: 0 }) };
}
