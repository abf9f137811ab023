import { type Input, output, type Resource } from "@pulumi/pulumi";
import { AwsResource } from "./aws-resource.ts";

export interface AccessEntry {
  principalArn: Input<string>;
  username?: Input<string>;
  kubernetesGroups?: Input<string[]>;
  type?: Input<string>;
  tags?: Input<Record<string, string>>;
  accessPolicies?: Record<string, Input<{ policyArn: Input<string>; accessScope: Input<object> }>>;
}

/** Access entries, and the access policies of each as its children; children of eks.Cluster. */
export function createAccessEntries(
  name: string,
  entries: Record<string, AccessEntry>,
  cluster: AwsResource,
  parent: Resource,
): Resource[] {
  return Object.entries(entries).map(([key, entry]) => {
    const { accessPolicies = {}, username, ...inputs } = entry;
    const accessEntry = new AwsResource(
      "aws:eks/accessEntry:AccessEntry",
      `${name}-${key}`,
      { ...inputs, clusterName: cluster.get("name"), userName: username },
      [],
      { parent, dependsOn: [cluster] },
    );
    for (const [policyKey, policy] of Object.entries(accessPolicies)) {
      const given = output(policy);
      new AwsResource(
        "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
        `${name}-${key}-${policyKey}`,
        {
          accessScope: given.accessScope,
          principalArn: entry.principalArn,
          policyArn: given.policyArn,
          clusterName: cluster.get("name"),
        },
        [],
        { parent: accessEntry, dependsOn: [accessEntry] },
      );
    }
    return accessEntry;
  });
}
