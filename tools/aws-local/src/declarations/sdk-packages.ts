import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import type { LocalPackage } from "@strata/environment";

const require = createRequire(import.meta.url);

export interface SdkPackage {
  folder: string;
  version: string;
}

const found = new Map<LocalPackage, SdkPackage>();

/** The installed SDK of a package, such as `@pulumi/aws`, as this workspace resolves it. */
export function sdkPackage(name: LocalPackage): SdkPackage {
  const known = found.get(name);
  if (known !== undefined) return known;
  const manifest = resolveManifest(name);
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  const sdk = { folder: dirname(manifest), version };
  found.set(name, sdk);
  return sdk;
}

function resolveManifest(name: LocalPackage): string {
  // The Kubernetes SDK is a dependency of @pulumi/eks, not of ours.
  const from = name === "kubernetes" ? require.resolve("@pulumi/eks/package.json") : import.meta.url;
  return createRequire(from).resolve(`@pulumi/${name}/package.json`);
}
