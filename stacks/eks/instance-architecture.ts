/** What a node starts with; EKS has an image of each for each architecture. */
export const OPERATING_SYSTEMS = ["AL2023", "BOTTLEROCKET"] as const;
export type OperatingSystem = (typeof OPERATING_SYSTEMS)[number];

export type Architecture = "ARM_64" | "x86_64";

/**
 * The architecture of an instance type: of families with a `g` after their generation (m7g, c6gn, im4gn) and of a1 it is
 * that of Graviton. https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
export function architectureOf(instanceType: string): Architecture {
  return /^(a1|[a-z]+\d+g[a-z]*)\./.test(instanceType) ? "ARM_64" : "x86_64";
}

/**
 * The AMI type of a group of nodes. It has to be said: without it EKS assumes x86_64, and refuses Graviton instances.
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html
 *
 * @param instanceTypes at least one; all of one architecture, as the configuration's schema makes sure
 */
export function amiTypeOf(system: OperatingSystem, instanceTypes: readonly [string, ...string[]]): string {
  const architecture = architectureOf(instanceTypes[0]);
  return system === "AL2023" ? `AL2023_${architecture}_STANDARD` : `BOTTLEROCKET_${architecture}`;
}
