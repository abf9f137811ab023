import { existsSync } from "node:fs";
import { openStore, type Store, type StoredResource } from "@strata/aws-local";
import { findWorkspaceRoot, workspacePaths } from "@strata/engine";

/** Something the user can mend. */
export class CloudError extends Error {
  override name = "CloudError";
}

export interface CloudResource extends StoredResource {
  /** The Pulumi project that made it. */
  stack: string;
  /** Its name in the program. */
  name: string;
}

/** Absolute path of the store of this workspace's embedded AWS. */
export function cloudStorePath(): string {
  return workspacePaths(findWorkspaceRoot()).cloudStore;
}

/** Everything in the store, in the order of creation. Makes no file where there is none. */
export function cloudResources(): CloudResource[] {
  if (!existsSync(cloudStorePath())) return [];
  return withStore((store) => store.list().map(describe));
}

/** Opens the store for as long as `work` takes. */
export function withStore<T>(work: (store: Store) => T): T {
  const store = openStore(cloudStorePath());
  try {
    return work(store);
  } finally {
    store.close();
  }
}

function describe(resource: StoredResource): CloudResource {
  const [, stack = "", , ...name] = resource.urn.split("::");
  return { ...resource, stack, name: name.join("::") };
}

/**
 * The resource that a person means by its URN, `TYPE:ID`, ID or name in the program, the first of these that fits.
 * Throws {@link CloudError} if there is none, or more than one.
 */
export function findResource(all: readonly CloudResource[], text: string): CloudResource {
  const ways: ((resource: CloudResource) => boolean)[] = [
    ({ urn }) => urn === text,
    ({ type, id }) => `${type}:${id}` === text,
    ({ id }) => id === text,
    ({ name }) => name === text,
  ];
  for (const way of ways) {
    const found = all.filter(way);
    if (found.length === 1) return found[0] as CloudResource;
    if (found.length > 1) {
      const list = found.map(({ type, id, urn }) => `  ${type}:${id}  (${urn})`);
      throw new CloudError(
        `${JSON.stringify(text)} is more than one resource of the embedded AWS. Say which, as TYPE:ID:\n${list.join("\n")}`,
      );
    }
  }
  const near = all
    .filter(({ urn, id }) => `${urn} ${id}`.toLowerCase().includes(text.toLowerCase()))
    .slice(0, 5);
  const hint =
    near.length === 0 ? "" : `Near to it:\n${near.map(({ type, id }) => `  ${type}:${id}`).join("\n")}\n`;
  throw new CloudError(
    `The embedded AWS has no resource ${JSON.stringify(text)}; give a URN, TYPE:ID, an ID or a name in a program.\n` +
      `${hint}List what exists: npx strata cloud ls`,
  );
}
