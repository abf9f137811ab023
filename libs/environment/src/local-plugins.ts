/** The Pulumi packages that the embedded AWS answers for. */
export const LOCAL_PACKAGES = ["aws", "eks", "kubernetes"] as const;

export type LocalPackage = (typeof LOCAL_PACKAGES)[number];

const LOCAL_SUFFIX = "-local.1";

/**
 * The plugin version under which the embedded AWS is installed beside the SDK version it stands in for, for
 * example `7.48.0-local.1`. A pre-release sorts before its release (https://semver.org/#spec-item-11), so an
 * engine that looks for `7.48.0` or newer never selects it by accident.
 */
export function localPluginVersion(sdkVersion: string): string {
  return `${sdkVersion}${LOCAL_SUFFIX}`;
}

export function isLocalPluginVersion(version: string): boolean {
  return version.endsWith(LOCAL_SUFFIX);
}
