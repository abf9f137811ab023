import { regionOf } from "./cloud.ts";
import type { Invokes } from "./index.ts";

/** What AWS publishes for the Kubernetes minor version is only known to AWS: these are of its form, and stay the same. */
const ADDON_MINOR_IS_KUBERNETES = new Set(["kube-proxy"]);
const ADDON_BASE: Record<string, string> = {
  "vpc-cni": "v1.20.0",
  coredns: "v1.12.0",
  "aws-ebs-csi-driver": "v1.50.0",
  "eks-pod-identity-agent": "v1.3.0",
  "metrics-server": "v0.8.0",
};

/** Functions of EKS. */
export const eksInvokes: Invokes = {
  "aws:eks/getAddonVersion:getAddonVersion": (args, instance) => {
    const { addonName, kubernetesVersion, mostRecent } = args;
    if (typeof addonName !== "string" || typeof kubernetesVersion !== "string") {
      throw new Error("aws:eks/getAddonVersion needs addonName and kubernetesVersion.");
    }
    const base = ADDON_MINOR_IS_KUBERNETES.has(addonName)
      ? `v${kubernetesVersion}.0`
      : (ADDON_BASE[addonName] ?? "v1.0.0");
    return {
      id: addonName,
      addonName,
      kubernetesVersion,
      mostRecent: mostRecent === true,
      region: regionOf(args, instance),
      version: `${base}-eksbuild.${mostRecent === true ? 2 : 1}`,
    };
  },
};
