import { readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

export interface Dependency {
  readonly name: string;
  readonly version: string;
}

interface Manifest {
  name?: string;
  version?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/**
 * The installed packages that the program in a folder depends on: those its package.json names, and with `transitive`
 * also what those depend on. Looked up in `node_modules` as Node.js does it
 * (https://nodejs.org/api/modules.html#loading-from-node_modules-folders), so it does not matter which package manager
 * installed them. Packages that are not installed are left out.
 */
export async function programDependencies(directory: string, transitive: boolean): Promise<Dependency[]> {
  const found = new Map<string, Dependency>();
  const root = await readManifest(await nearestManifest(directory));
  const waiting = Object.keys({ ...root.dependencies, ...root.devDependencies }).map((name) => ({
    name,
    from: directory,
  }));
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const path = await findPackage(next.name, next.from);
    if (path === undefined || found.has(path)) continue;
    const manifest = await readManifest(path);
    found.set(path, { name: next.name, version: manifest.version ?? "" });
    if (!transitive) continue;
    for (const name of Object.keys(manifest.dependencies ?? {})) waiting.push({ name, from: dirname(path) });
  }
  return [...found.values()];
}

async function readManifest(path: string): Promise<Manifest> {
  return JSON.parse(await readFile(path, "utf8")) as Manifest;
}

/** The package.json that a program belongs to. Throws if there is none up to the root of the file system. */
async function nearestManifest(directory: string): Promise<string> {
  for (const folder of upwards(directory)) {
    const path = join(folder, "package.json");
    if (await exists(path)) return path;
  }
  throw new Error(`No package.json in ${directory} or above it.`);
}

async function findPackage(name: string, from: string): Promise<string | undefined> {
  for (const folder of upwards(from)) {
    const path = join(folder, "node_modules", name, "package.json");
    if (await exists(path)) return path;
  }
  return undefined;
}

function* upwards(directory: string): Generator<string> {
  for (let folder = directory; ; folder = dirname(folder)) {
    yield folder;
    if (dirname(folder) === folder) return;
  }
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
