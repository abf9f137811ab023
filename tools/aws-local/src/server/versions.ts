import { type LocalPackage, localPluginVersion } from "@strata/environment";
import { sdkPackage } from "../declarations/sdk-packages.ts";

/** The plugin version under which the embedded AWS stands in for the installed SDK of a package. */
export function versionOf(name: LocalPackage): string {
  return localPluginVersion(sdkPackage(name).version);
}
