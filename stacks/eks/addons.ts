import { Addon, type AddonArgs } from "@pulumi/aws/eks/addon.js";
import type { ComponentResource, Resource } from "@pulumi/pulumi";
import type { AddonName, AddonVersions } from "./addon-versions.ts";
import { type ClusterIdentity, createPodRole } from "./pod-identity.ts";

interface AddonsArgs extends ClusterIdentity {
  versions: AddonVersions;
}

/** Kubernetes' name for what the driver of EBS volumes runs as; the add-on makes it. */
const EBS_CONTROLLER = { namespace: "kube-system", serviceAccount: "ebs-csi-controller-sa" };

/**
 * What pods need at their start, and so before the nodes: the agent that hands them their roles. The CNI and kube-proxy
 * belong to it; eks.Cluster makes those.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html
 */
export function createPodIdentityAgent(
  name: string,
  args: AddonsArgs,
  parent: ComponentResource,
  cluster: Resource,
): Addon {
  return createAddon(`${name}-pod-identity-agent`, "eks-pod-identity-agent", args, {}, parent, [cluster]);
}

/** What needs nodes to run on, and would wait for them for ever if it came first: DNS, and the driver of EBS volumes. */
export function createAddonsOnNodes(
  name: string,
  args: AddonsArgs,
  parent: ComponentResource,
  nodeGroups: readonly Resource[],
): Addon[] {
  const role = createPodRole(
    `${name}-ebs-csi-driver`,
    args,
    { ...EBS_CONTROLLER, policyArns: ["arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy"] },
    parent,
  );
  const associations = [{ serviceAccount: EBS_CONTROLLER.serviceAccount, roleArn: role.arn }];
  return [
    createAddon(`${name}-coredns`, "coredns", args, {}, parent, nodeGroups),
    createAddon(
      `${name}-ebs-csi-driver`,
      "aws-ebs-csi-driver",
      args,
      { podIdentityAssociations: associations },
      parent,
      nodeGroups,
    ),
  ];
}

function createAddon(
  name: string,
  addonName: AddonName,
  { clusterName, versions }: AddonsArgs,
  more: Pick<AddonArgs, "podIdentityAssociations">,
  parent: ComponentResource,
  dependsOn: readonly Resource[],
): Addon {
  return new Addon(
    name,
    {
      clusterName,
      addonName,
      addonVersion: versions[addonName],
      // EKS installs some by itself, which the add-on takes over; and what is here is what holds.
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      ...more,
    },
    { parent, dependsOn: [...dependsOn] },
  );
}
