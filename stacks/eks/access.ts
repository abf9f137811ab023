import { RunError } from "@pulumi/pulumi";
import type { types } from "@pulumi/eks";
import { type AccessGrant, type AccessPolicy, type AccessScope, POLICY_KEYS } from "./access-policies.ts";

/** A line of the table that tells who may do what where in the cluster. */
export interface AccessRow {
  /** The ARN of an IAM principal. */
  principal: string;
  policy: AccessPolicy;
  /** `cluster`, or `namespaces: billing, shop`. */
  scope: string;
}

type AccessEntries = Record<string, types.input.AccessEntryArgs>;

const ADMINISTRATOR: AccessPolicy = "AmazonEKSClusterAdminPolicy";

/** What administrators are granted. */
export function administratorGrants(roles: readonly string[]): AccessGrant[] {
  return roles.map((role) => ({ role, policy: ADMINISTRATOR, scope: "cluster" }));
}

/**
 * The grants as access entries of `eks.Cluster`: one for each role, with the policies below it. Keyed by account and
 * role, and by policy, so that the order of the grants has no meaning. The keys become part of resource names.
 *
 * @throws {RunError} if a role has the same policy twice: AWS keeps one scope for the two
 */
export function accessEntries(accountId: string, grants: readonly AccessGrant[]): AccessEntries {
  assertOnce(grants);
  const entries: AccessEntries = {};
  for (const { role, policy, scope } of grants) {
    const entry = (entries[keyOf(accountId, role)] ??= {
      principalArn: principalOf(accountId, role),
      accessPolicies: {},
    });
    entry.accessPolicies = {
      ...entry.accessPolicies,
      [POLICY_KEYS[policy]]: {
        policyArn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
        accessScope: accessScopeOf(scope),
      },
    };
  }
  return entries;
}

/** Who may do what where, for a reviewer to read: sorted by principal and policy. */
export function accessTable(accountId: string, grants: readonly AccessGrant[]): AccessRow[] {
  return grants
    .map(({ role, policy, scope }) => ({
      principal: principalOf(accountId, role),
      policy,
      scope: scope === "cluster" ? scope : `namespaces: ${[...scope.namespaces].sort().join(", ")}`,
    }))
    .sort((left, right) => (sortKeyOf(left) < sortKeyOf(right) ? -1 : 1));
}

/** The table as lines of text, for the preview to print. */
export function accessReport(clusterName: string, rows: readonly AccessRow[]): string {
  if (rows.length === 0) return `Nobody has access to ${clusterName}.`;
  const width = (key: "principal" | "policy"): number => Math.max(...rows.map((row) => row[key].length));
  const [principals, policies] = [width("principal"), width("policy")];
  const lines = rows.map(
    ({ principal, policy, scope }) =>
      `  ${principal.padEnd(principals)}  ${policy.padEnd(policies)}  ${scope}`,
  );
  return [`Who has access to ${clusterName}:`, ...lines].join("\n");
}

function sortKeyOf({ principal, policy }: AccessRow): string {
  return `${principal} ${policy}`;
}

function principalOf(accountId: string, role: string): string {
  return `arn:aws:iam::${accountId}:role/${role}`;
}

/** `111111111111-team-admin` */
function keyOf(accountId: string, role: string): string {
  return [accountId, ...role.split("/")].join("-");
}

/** Namespaces in order: another order would replace the association. */
function accessScopeOf(scope: AccessScope): types.input.AccessPolicyAssociationArgs["accessScope"] {
  return scope === "cluster"
    ? { type: "cluster" }
    : { type: "namespace", namespaces: [...scope.namespaces].sort() };
}

function assertOnce(grants: readonly AccessGrant[]): void {
  const keys = grants.map(({ role, policy }) => `${role} has ${policy}`);
  const twice = [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
  if (twice.length === 0) return;
  throw new RunError(
    `Access to the cluster is not valid: ${twice.map((key) => `${key} more than once`).join("; ")}. A role has a policy ` +
      `in one scope: remove it from "access" or from "administratorRoles".`,
  );
}
