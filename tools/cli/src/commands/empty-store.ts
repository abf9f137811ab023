import type { Store } from "@strata/aws-local";

/**
 * Deletes everything, and frees the names that are held back: of secrets in their recovery windows, of keys pending
 * deletion. Returns how many resources there were.
 */
export function emptyStore(store: Store): number {
  return store.transaction(() => {
    const all = store.list();
    for (const resource of all) store.delete(resource);
    store.releaseHeldBack();
    return all.length;
  });
}
