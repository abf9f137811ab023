/** `<major>.<minor>.<patch>` of a version, pre-release and build metadata left out. */
export type ReleaseNumbers = readonly [number, number, number];

/**
 * The least version of a `pulumi` on PATH that is used. Runs depend on what distinguishes its exit codes (2
 * configuration, 6 no such stack, 7 unexpected changes, 8 cancelled), which came with 3.227.0
 * (https://github.com/pulumi/pulumi/releases/tag/v3.227.0).
 */
export const MINIMUM_VERSION = "3.227.0";

/** Reads `3.259.0`, `v3.259.0`, `3.259.0-alpha.1+build`; undefined if it is no version. */
export function releaseNumbers(version: string): ReleaseNumbers | undefined {
  const match = /^v?(\d+)\.(\d+)(?:\.(\d+))?(?![\d.])/.exec(version.trim());
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] : undefined;
}

/** Whether a version is the minimum or newer, pre-releases counted as their release. */
export function isAtLeast(version: string, minimum: string): boolean {
  const got = releaseNumbers(version);
  const least = releaseNumbers(minimum);
  if (got === undefined || least === undefined) return false;
  const different = got.findIndex((number, index) => number !== least[index]);
  return different < 0 || (got[different] ?? 0) > (least[different] ?? 0);
}

/** Whether an installed engine can be used here: recent enough, and of the major version that the SDK is for. */
export function isUsableVersion(version: string): boolean {
  return (
    isAtLeast(version, MINIMUM_VERSION) &&
    releaseNumbers(version)?.[0] === releaseNumbers(MINIMUM_VERSION)?.[0]
  );
}
