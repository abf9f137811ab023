import { createRequire } from "node:module";
import { getStack } from "@pulumi/pulumi";
import { isLocal, localPluginVersion } from "@strata/environment";

const require = createRequire(import.meta.url);

/**
 * The plugin version for a provider of an SDK package: that of the embedded AWS in `local`, and the SDK's own
 * (no option) everywhere else.
 */
export function pluginVersion(sdk: "@pulumi/aws" | "@pulumi/eks"): { version?: string } {
  if (!isLocal(getStack())) return {};
  const { version } = require(`${sdk}/package.json`) as { version: string };
  return { version: localPluginVersion(version) };
}
