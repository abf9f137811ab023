/** The version of our language host for a version of the SDK; build metadata marks it as ours in `pulumi about`. */
export function hostVersion(sdkVersion: string): string {
  return `${sdkVersion}+strata.typescript`;
}
