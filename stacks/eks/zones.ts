import { RunError } from "@pulumi/pulumi";

/**
 * The subnets in some zones of the network, in the order of the network's zones.
 *
 * @param subnetIds one for each available zone, in their order
 * @throws {RunError} that names the zones which the network has no subnet in
 */
export function subnetsInZones<Id>(
  subnetIds: readonly Id[],
  available: readonly string[],
  zones: readonly string[],
): Id[] {
  const missing = zones.filter((zone) => !available.includes(zone));
  if (missing.length > 0) {
    throw new RunError(
      `eks:nodeGroups: got the availability zones ${missing.join(", ")}; the network has ${available.join(", ")}. ` +
        `Change availabilityZones of the groups in Pulumi.<environment>.yaml of eks, or the zones of the network.`,
    );
  }
  return subnetIds.filter((_id, index) => zones.includes(available[index] ?? ""));
}
