import { RunError } from "@pulumi/pulumi";

export const ADDON_NAMES = [
  "vpc-cni",
  "kube-proxy",
  "eks-pod-identity-agent",
  "coredns",
  "aws-ebs-csi-driver",
] as const;
export type AddonName = (typeof ADDON_NAMES)[number];
export type AddonVersions = Readonly<Record<AddonName, string>>;

/** The versions of Kubernetes that this stack knows add-ons for, oldest first. */
export const KUBERNETES_VERSIONS = ["1.33", "1.34"] as const;
export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number];

/**
 * Which add-ons go with a version of Kubernetes: an upgrade changes both in one review. What else AWS offers:
 * `aws eks describe-addon-versions --addon-name <name> --kubernetes-version <version>`.
 */
const VERSIONS: Record<KubernetesVersion, AddonVersions> = {
  "1.33": {
    "vpc-cni": "v1.20.4-eksbuild.2",
    "kube-proxy": "v1.33.0-eksbuild.2",
    "eks-pod-identity-agent": "v1.3.10-eksbuild.2",
    coredns: "v1.12.4-eksbuild.1",
    "aws-ebs-csi-driver": "v1.54.0-eksbuild.1",
  },
  "1.34": {
    "vpc-cni": "v1.20.4-eksbuild.2",
    "kube-proxy": "v1.34.0-eksbuild.2",
    "eks-pod-identity-agent": "v1.3.10-eksbuild.2",
    coredns: "v1.12.4-eksbuild.1",
    "aws-ebs-csi-driver": "v1.54.0-eksbuild.1",
  },
};

/**
 * The versions of all add-ons of a cluster: those that go with its Kubernetes version, or in their place the chosen ones.
 *
 * @throws {RunError} if the chosen kube-proxy is of another minor version than the cluster: it is released with
 *   Kubernetes (https://docs.aws.amazon.com/eks/latest/userguide/managing-kube-proxy.html)
 */
export function addonVersionsOf(
  kubernetesVersion: KubernetesVersion,
  chosen: Readonly<Partial<Record<AddonName, string>>> = {},
): AddonVersions {
  const kubeProxy = chosen["kube-proxy"];
  if (kubeProxy !== undefined && !kubeProxy.startsWith(`v${kubernetesVersion}.`)) {
    throw new RunError(
      `eks:addonVersions.kube-proxy: got ${kubeProxy}; expected a version v${kubernetesVersion}.*, that of the cluster. ` +
        `Remove it for the one that goes with Kubernetes ${kubernetesVersion}, or list what AWS offers with: aws eks ` +
        `describe-addon-versions --addon-name kube-proxy --kubernetes-version ${kubernetesVersion}`,
    );
  }
  const given = Object.entries(chosen).filter(([, version]) => version !== undefined);
  return { ...VERSIONS[kubernetesVersion], ...Object.fromEntries(given) };
}
