import { existsSync } from "node:fs";
import { parseStored } from "./model/stored-outputs.ts";
import type { ValueMap } from "./protocol/values.ts";
import { storePath as defaultStorePath } from "./store/paths.ts";
import { Store } from "./store/store.ts";

/** A resource of the embedded AWS, as a person looks at it. */
export interface LocalResource {
  account: string;
  /** Empty for what has no region. */
  region: string;
  type: string;
  id: string;
  urn: string;
  /** Secrets are digests. */
  outputs: ValueMap;
}

/**
 * Opens the store of the embedded AWS; it is made if it does not exist. Close it afterwards.
 *
 * @param path absolute path of the database file; by default the workspace's
 */
export function openStore(path = defaultStorePath()): Store {
  return new Store(path);
}

/** Everything in the store, in the order of creation. Makes no file where there is none. */
export function listResources(path = defaultStorePath()): LocalResource[] {
  if (!existsSync(path)) return [];
  const store = openStore(path);
  try {
    return store.list().map(({ account, region, type, id, urn, outputs }) => ({
      account,
      region,
      type,
      id,
      urn,
      outputs: parseStored(outputs),
    }));
  } finally {
    store.close();
  }
}
