/**
 * What EKS lets a principal do in Kubernetes, by the policies that are meant for people and pipelines, widest first.
 * https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
 */
export const ACCESS_POLICIES = [
  "AmazonEKSClusterAdminPolicy",
  "AmazonEKSAdminPolicy",
  "AmazonEKSAdminViewPolicy",
  "AmazonEKSEditPolicy",
  "AmazonEKSViewPolicy",
] as const;
export type AccessPolicy = (typeof ACCESS_POLICIES)[number];

/** What stands for a policy in the names of resources. A change would make each association anew. */
export const POLICY_KEYS: Readonly<Record<AccessPolicy, string>> = {
  AmazonEKSClusterAdminPolicy: "admin",
  AmazonEKSAdminPolicy: "namespace-admin",
  AmazonEKSAdminViewPolicy: "admin-view",
  AmazonEKSEditPolicy: "edit",
  AmazonEKSViewPolicy: "view",
};

/** Where a policy applies: in all of the cluster, or in some namespaces. */
export type AccessScope = "cluster" | { readonly namespaces: readonly string[] };

/** That a role has a policy somewhere in the cluster. */
export interface AccessGrant {
  /** An IAM role of the cluster's account: its name with its path, `team/admin`. */
  readonly role: string;
  readonly policy: AccessPolicy;
  readonly scope: AccessScope;
}
