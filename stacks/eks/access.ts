import type { types } from "@pulumi/eks";

// https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
const CLUSTER_ADMIN = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";

/**
 * Access entries that give IAM principals all rights in a cluster. Keyed by the principal, so that the order of
 * the list has no meaning. The keys become part of resource names.
 */
export function administratorEntries(
  principalArns: readonly string[],
): Record<string, types.input.AccessEntryArgs> {
  const entries = principalArns.map((principalArn) => [
    keyOf(principalArn),
    {
      principalArn,
      accessPolicies: { admin: { policyArn: CLUSTER_ADMIN, accessScope: { type: "cluster" } } },
    },
  ]);
  return Object.fromEntries(entries) as Record<string, types.input.AccessEntryArgs>;
}

/** `arn:aws:iam::111111111111:role/team/admin` → `111111111111-team-admin` */
function keyOf(principalArn: string): string {
  const [, , , , account, resource = ""] = principalArn.split(":");
  return [account, ...resource.split("/").slice(1)].join("-");
}
