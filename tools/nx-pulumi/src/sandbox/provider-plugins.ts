import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A plugin that the programs of a stack need. */
export interface ProviderPlugin {
  readonly name: string;
  /** Without v. */
  readonly version: string;
}

interface SdkPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  /** https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/cmd/run/run.ts reads the same. */
  readonly pulumi?: { readonly resource?: boolean; readonly name?: string; readonly version?: string };
}

/**
 * The plugins of the SDK packages that a stack's package.json names, and of those that these name, in order of names.
 * Optional dependencies are for what a stack can do and its sandbox does not, as to keep its secrets in Vault.
 */
export function providerPlugins(stackDirectory: string): ProviderPlugin[] {
  const found = new Map<string, ProviderPlugin>();
  const seen = new Set<string>();
  const visit = (folder: string): void => {
    if (seen.has(folder)) return;
    seen.add(folder);
    const { dependencies = {}, pulumi } = JSON.parse(
      readFileSync(join(folder, "package.json"), "utf8"),
    ) as SdkPackage;
    if (pulumi?.resource === true && pulumi.name !== undefined && pulumi.version !== undefined)
      found.set(pulumi.name, { name: pulumi.name, version: pulumi.version });
    for (const dependency of Object.keys(dependencies)) {
      if (!dependency.startsWith("@pulumi/")) continue;
      const installed = findPackage(folder, dependency);
      if (installed !== undefined) visit(installed);
    }
  };
  visit(stackDirectory);
  return [...found.values()].sort((left, right) => left.name.localeCompare(right.name));
}

/** The folder of an installed package, as Node.js looks it up; not all packages export their package.json. */
function findPackage(from: string, name: string): string | undefined {
  const folder = join(from, "node_modules", name);
  if (existsSync(join(folder, "package.json"))) return folder;
  const parent = dirname(from);
  return parent === from ? undefined : findPackage(parent, name);
}
