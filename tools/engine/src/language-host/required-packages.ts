import type { Dirent } from "node:fs";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, join } from "node:path";

/** A Pulumi package that a program depends on, and the plugin behind it. */
export interface RequiredPackage {
  readonly name: string;
  /** With a leading v. */
  readonly version: string;
  /** Where the plugin is downloaded from, if not from the usual place; else empty. */
  readonly server: string;
  readonly parameterization?: PackageParameterization;
}

export interface PackageParameterization {
  readonly name: string;
  readonly version: string;
  /** Base64. */
  readonly value: string;
}

/** The section of package.json by which a package says that a plugin stands behind it. */
interface PulumiSection {
  resource?: boolean;
  name?: string;
  version?: string;
  server?: string;
  parameterization?: PackageParameterization;
}

const POLICY_PACK_FILES = ["PulumiPolicy.yaml", "PulumiPolicy.yml", "PulumiPolicy.json"];

/**
 * The Pulumi packages in the `node_modules` folders below a program's own folder; policy packs in it count for
 * themselves. As in the official host, packages that a workspace installs further up are not looked for: the engine
 * gets their plugins when a program first uses them. What cannot be read is left out, because this list only lets the
 * engine fetch plugins earlier.
 */
export async function requiredPackages(programDirectory: string): Promise<RequiredPackage[]> {
  const found: RequiredPackage[] = [];
  const visited = new Set<string>();

  async function visit(directory: string, inNodeModules: boolean): Promise<void> {
    const real = await realpath(directory).catch(() => undefined);
    if (real === undefined || visited.has(real)) return;
    visited.add(real);
    const entries = await readdir(real, { withFileTypes: true }).catch((): Dirent[] => []);
    if (visited.size > 1 && entries.some((entry) => POLICY_PACK_FILES.includes(entry.name))) return;
    const inside = inNodeModules || basename(real) === "node_modules";
    for (const entry of entries) {
      const path = join(real, entry.name);
      if (await isDirectory(entry, path)) {
        if (entry.name !== ".git") await visit(path, inside);
      } else if (inside && entry.name === "package.json") {
        const required = await readRequirement(path);
        if (required !== undefined) found.push(required);
      }
    }
  }
  await visit(programDirectory, false);
  return found;
}

async function isDirectory(entry: Dirent, path: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return stat(path).then(
    (target) => target.isDirectory(),
    () => false,
  );
}

async function readRequirement(path: string): Promise<RequiredPackage | undefined> {
  try {
    return requirementOf(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return undefined;
  }
}

/** What a package.json says of a plugin; undefined if it has none, or not enough to name it. */
export function requirementOf(manifest: {
  name?: string;
  version?: string;
  pulumi?: PulumiSection;
}): RequiredPackage | undefined {
  const section = manifest.pulumi;
  if (section?.resource !== true) return undefined;
  const name = section.name || (manifest.name?.startsWith("@pulumi/") ? manifest.name.slice(8) : undefined);
  const version = section.version || manifest.version;
  if (!name || !version) return undefined;
  return {
    name,
    version: version.startsWith("v") ? version : `v${version}`,
    server: section.server ?? "",
    ...(section.parameterization ? { parameterization: section.parameterization } : {}),
  };
}
